import { emptyItem, type Item, itemSchema } from '../../../../shared/catalogue.ts'
import { isListed, listedWord } from '../../../../shared/dictionaries.ts'
import type { SkipReason } from '../../../../shared/skip-reasons.ts'

/** An item as it was read, before it has an id. `line` counts from 1 in the pasted text. */
export type Draft = { line: number; fields: Partial<Omit<Item, 'id'>> | 'tooLong' }
/** What was read of an item. */
export type ReadFields = Exclude<Draft['fields'], 'tooLong'>
export type Skipped = { line: number; reason: SkipReason }

/** More than any field of an item takes; the patterns below see nothing longer. */
export const longestCell = 4000

const mostItems = 5000

/**
 * Gives drafts their ids. What has no name or does not fit is listed with its line, never dropped silently; of what
 * comes after the most an entry takes, the first line.
 */
export const finishItems = (drafts: Iterable<Draft>, newId: () => string): { items: Item[]; skipped: Skipped[] } => {
  const items: Item[] = []
  const skipped: Skipped[] = []
  for (const { line, fields } of drafts) {
    if (items.length >= mostItems) {
      skipped.push({ line, reason: 'tooMany' })
      break
    }
    if (fields === 'tooLong') {
      skipped.push({ line, reason: 'tooLong' })
      continue
    }
    const item = { ...emptyItem(newId()), ...fields }
    if (item.name === '') skipped.push({ line, reason: 'noName' })
    else if (itemSchema.safeParse(item).success) items.push(item)
    else skipped.push({ line, reason: 'tooLong' })
  }
  return { items, skipped }
}

const typed = /^([^()（）]*?)\s*[(（]\s*([^()（）]*?)\s*[)）]\s*(.*)$/su

/**
 * 数据类型 and 数据长度 from one cell or one column definition: `VARCHAR2(20 CHAR)`, `字符型C`, `decimal(18,2)`. A type
 * that is not known stays as it is written.
 */
export const splitType = (text: string): { dataType: string; length: string } => {
  const plain = text.trim()
  const whole = listedWord('dataType', plain)
  if (isListed('dataType', whole)) return { dataType: whole, length: '' }
  const [, base = plain, inside = '', after = ''] = typed.exec(plain) ?? []
  const bare = base.replace(/\b(?:unsigned|signed|zerofill|national)\b/giu, ' ').trim()
  const length = lengthOf(inside)
  const word = [`${bare} ${after}`, bare, bare.replace(/[\d\s]+$/u, '')].map((one) => listedWord('dataType', one)).find((one) => isListed('dataType', one))
  if (/^(?:tinyint|bit|number)$/iu.test(bare) && length === '1') return { dataType: '逻辑型L', length: '' }
  if (word !== undefined) return { dataType: word, length: unmeasured.has(word) ? '' : length }
  return length === '' ? { dataType: plain, length: '' } : { dataType: bare, length }
}

/** What stands in brackets behind these is a precision or nothing a catalogue asks for. */
const unmeasured: ReadonlySet<string> = new Set(['日期型D', '日期时间型T', '逻辑型L', '备注型M', '通用型G'])

const lengthOf = (inside: string): string => {
  if (/^max$/iu.test(inside)) return 'max'
  const [, whole, fraction] = /^(\d+)(?:\s*(?:char|byte|字节|字符|位))?(?:\s*[,，]\s*(\d+))?$/iu.exec(inside) ?? []
  return whole === undefined ? '' : fraction === undefined || fraction === '0' ? whole : `${whole},${fraction}`
}

/**
 * A column's comment as the name of an item: what stands before the first colon, bracket or line break, the whole
 * kept as a note. A comment that lists codes (`性别：1男 2女`) marks the item as coded.
 */
export const fromComment = (comment: string): Pick<ReadFields, 'name' | 'note' | 'isCoded' | 'codeSet'> => {
  const plain = comment.trim()
  const name = /^[^：:；;，,（()\r\n\t]+/u.exec(plain)?.[0].trim() ?? plain
  if (name === plain) return { name }
  const rest = plain.slice(name.length).replace(/^[：:；;，,（(\s]+|[）)\s]+$/gu, '')
  const listed = (rest.match(/[0-9A-Za-z]+\s*[-—–:：.=、]?\s*[\u4e00-\u9fff]+/gu) ?? []).length
  return listed >= 2 ? { name, isCoded: true, codeSet: rest.slice(0, 500), note: plain } : { name, note: plain }
}
