import { sayPlace } from '../regulations/cited.ts'
import type { PackSet } from '../regulations/pack-set.ts'
import { shareTypes, standardCover } from './standard.ts'
import type { Line, Table, Template } from './template.ts'

const figure = (indicator: string, key: string | null = null, sums = false): Line => ({ kind: 'figure', indicator, key, level: 0, sums })

/** 数量、更新时效、使用情况: what the yearly check of sharing looks at. */
const three: Table = {
  kind: 'lines',
  id: 'three',
  words: { zh: '三项指标自查表', en: 'Quantity, timeliness, use' },
  lines: [
    { kind: 'group', words: { zh: '一、提供信息的数量', en: 'Quantity provided' } },
    figure('entry.total', null, true),
    ...shareTypes('entry.total'),
    figure('item.total'),
    figure('entry.published'),
    figure('change.entered'),
    { kind: 'group', words: { zh: '二、更新时效', en: 'Timeliness' } },
    figure('update.rate'),
    figure('refresh.rate'),
    figure('refresh.unrecorded'),
    { kind: 'group', words: { zh: '三、使用情况', en: 'Use' } },
    figure('request.received'),
    figure('request.granted'),
    figure('deliver.done'),
    figure('need.made'),
    figure('need.granted'),
    figure('use.records'),
    figure('use.services'),
    figure('exchange.times'),
  ],
}

/** What the rules in force say an agency answers for, item by item; each with what is to be checked about it. */
const selfCheck = (law: PackSet): Table[] => {
  const lines = law.rules
    .filter(({ rule, displaced }) => rule.duty === 'statistics.selfCheck' && displaced === null)
    .map(({ pack, rule }, at) => {
      const where = rule.place === null ? { zh: '', en: '' } : sayPlace(rule.place)
      return {
        id: `check${at + 1}`,
        words: { zh: `${rule.about.zh}（${pack.short.zh}${where.zh}）`, en: `${rule.about.en} (${pack.short.en}, ${where.en})` },
        indicators: rule.figures.map((indicator) => ({ indicator, key: null })),
      }
    })
  if (lines.length === 0) return []
  return [{ kind: 'statements', id: 'selfCheck', words: { zh: '责任情形自查表', en: 'What an agency answers for' }, note: selfCheckNote, lines }]
}
const selfCheckNote = {
  zh: '所列为可能需要核对的记录，不表示存在违法情形；由本单位核对后填写自查结果。',
  en: 'Records that may need a look; none says that a rule was broken. The agency checks them and answers.',
}

/** 年度自查: made with the law of the period's last day. */
export const assessmentTemplate = (law: PackSet): Template => ({
  format: 'mulu-submission-template/1',
  id: 'mulu-assessment',
  version: 1,
  words: { zh: '政务数据共享年度自查表', en: 'Yearly self-assessment of sharing' },
  about: {
    zh: '数量、更新时效、使用情况三项指标，责任情形逐项自查，整改清单。',
    en: 'Three indicators, what an agency answers for item by item, and what is to be put right.',
  },
  periods: ['halfYear', 'year'],
  cover: [...standardCover],
  tables: [three, ...selfCheck(law), { kind: 'remedies', id: 'remedies', words: { zh: '整改清单', en: 'To be put right' } }],
  indicators: [],
  workbook: null,
})
