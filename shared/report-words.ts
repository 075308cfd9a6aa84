import type { ReportLine, Trigger } from './contract/tasks.ts'
import type { Language } from './errors.ts'
import { changeLabel, valueText } from './field-words.ts'
import { triggerKindWords, triggerStartWords } from './work.ts'

/** The words of the change report, on paper and in the workbook: Chinese, as it is handed in. */

const yesNo = { zh: { language: 'zh', yes: '是', no: '否' }, en: { language: 'en', yes: 'yes', no: 'no' } } as const
/** A cell holds 32,767 characters. */
const longest = 30_000

const said = {
  zh: {
    quoted: (text: string) => (text === '' ? '（空）' : `“${text}”`),
    order: '信息项顺序调整',
    added: (item: string) => `新增信息项${item}`,
    removed: (item: string) => `删除信息项${item}`,
    changed: (name: string, from: string, to: string) => `${name}：${from}改为${to}`,
  },
  en: {
    quoted: (text: string) => (text === '' ? '(empty)' : `“${text}”`),
    order: 'Order of items changed',
    added: (item: string) => `Item ${item} added`,
    removed: (item: string) => `Item ${item} removed`,
    changed: (name: string, from: string, to: string) => `${name}: ${from} became ${to}`,
  },
} as const

/** Each changed cell: 信息资源名称：“甲”改为“乙”. */
export const changeLines = (changes: ReportLine['changes'], language: Language): string[] =>
  changes.map(({ field, itemName, from, to }) => {
    const { quoted, order, added, removed, changed } = said[language]
    if (field === 'items.order') return order
    if (field === 'items') return from === null ? added(quoted(itemName ?? '')) : removed(quoted(itemName ?? ''))
    const name = `${itemName === undefined || itemName === '' ? '' : `${itemName}·`}${changeLabel(field, language)}`
    return changed(name, quoted(valueText(field, from, yesNo[language])), quoted(valueText(field, to, yesNo[language])))
  })

/** The same as one text for a cell of the report. */
export const changesInWords = (changes: ReportLine['changes']): string => changeLines(changes, 'zh').join('\n').slice(0, longest)

/** 依据文件 with both its days and the one that counts (practice L8). */
export const triggerInWords = ({ kind, title, number, level, issuedOn, inForceOn, happenedOn, startsWith, startsOn }: Trigger): string =>
  [
    `${triggerKindWords[kind]}：${title}${number === '' ? '' : `（${number}）`}`,
    level,
    issuedOn === null ? '' : `公布日 ${issuedOn}`,
    inForceOn === null ? '' : `施行日 ${inForceOn}`,
    happenedOn === null ? '' : `发生日 ${happenedOn}`,
    `自${triggerStartWords[startsWith]} ${startsOn} 起算`,
  ]
    .filter((part) => part !== '')
    .join('，')
