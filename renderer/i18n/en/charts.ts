import type { Texts } from '../texts.ts'
import type { charts as zh } from '../zh/charts.ts'

export const charts: Texts<typeof zh> = {
  form: '{{title}}, shown as',
  chart: 'Chart',
  table: 'Table',
  share: 'Share',
  total: 'Total',
  none: 'none',
  nothing: 'There is nothing to show.',
  most: '“{{label}}” is the most with {{value}} {{unit}}, {{share}}%; {{count}} kinds, {{total}} {{unit}} in all.',
  most_one: '“{{label}}” alone, {{value}} {{unit}}.',
  highest: '“{{label}}” is the most with {{value}} {{unit}}.',
  open: '{{label}}: {{value}}, show where it comes from',
  oneOnly: 'Only one period has a figure: there is no trend yet.',
  trend: {
    up: '{{label}} rose from {{first}} in {{from}} to {{last}} in {{to}}',
    down: '{{label}} fell from {{first}} in {{from}} to {{last}} in {{to}}',
    level: '{{label}} is {{last}} in {{from}} and in {{to}}',
    same: '{{label}} was {{last}} from {{from}} to {{to}}',
    high: ', at most {{high}} ({{at}})',
  },
}
