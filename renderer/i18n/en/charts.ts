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
  trend: {
    up: '{{label}} rose from {{first}} in {{from}} to {{last}} in {{to}}, at most {{high}} ({{at}})',
    down: '{{label}} fell from {{first}} in {{from}} to {{last}} in {{to}}, at most {{high}} ({{at}})',
    level: '{{label}} is {{last}} in {{from}} and in {{to}}, at most {{high}} ({{at}})',
  },
}
