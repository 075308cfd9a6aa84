export const charts = {
  form: '{{title}}的显示方式',
  chart: '图',
  table: '表',
  share: '占比',
  total: '合计',
  none: '无',
  nothing: '没有可显示的数。',
  most: '“{{label}}”最多，{{value}} {{unit}}，占 {{share}}%；共 {{count}} 类，合计 {{total}} {{unit}}。',
  highest: '“{{label}}”最多，{{value}} {{unit}}。',
  open: '{{label}}：{{value}}，查看来源',
  trend: {
    up: '{{label}}从{{from}}的 {{first}} 升到{{to}}的 {{last}}，最高 {{high}}（{{at}}）',
    down: '{{label}}从{{from}}的 {{first}} 降到{{to}}的 {{last}}，最高 {{high}}（{{at}}）',
    level: '{{label}}{{from}}和{{to}}都是 {{last}}，最高 {{high}}（{{at}}）',
  },
}
