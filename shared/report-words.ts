import type { ReportLine, Trigger } from './contract/tasks.ts'
import { changeLabel, valueText } from './field-words.ts'
import { triggerKindWords, triggerStartWords } from './work.ts'

/** The words of the change report, on paper and in the workbook: Chinese, as it is handed in. */

const words = { language: 'zh', yes: '是', no: '否' } as const
/** A cell holds 32,767 characters. */
const longest = 30_000

const quoted = (text: string): string => (text === '' ? '（空）' : `“${text}”`)

/** One line for each changed cell: 信息资源名称：“甲”改为“乙”. */
export const changesInWords = (changes: ReportLine['changes']): string => {
  const lines = changes.map(({ field, itemName, from, to }) => {
    const name = `${itemName === undefined || itemName === '' || field === 'items' ? '' : `${itemName}·`}${changeLabel(field, 'zh')}`
    if (field === 'items.order') return '信息项顺序调整'
    if (field === 'items') return from === null ? `新增信息项${quoted(itemName ?? '')}` : `删除信息项${quoted(itemName ?? '')}`
    return `${name}：${quoted(valueText(field, from, words))}改为${quoted(valueText(field, to, words))}`
  })
  return lines.join('\n').slice(0, longest)
}

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
