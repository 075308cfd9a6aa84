import {
  type Basis,
  type EntryContent,
  type EntryField,
  type EntryPatch,
  emptyBasis,
  emptyCode,
  emptyFormat,
  type Format,
  type Item,
  type ResourceCode,
} from '../../../shared/catalogue.ts'
import { classCode, divisionCode, parseCode } from '../../../shared/codes.ts'
import { fieldDictionary, itemDictionary, listedFormat, listedWord } from '../../../shared/dictionaries.ts'
import type { ItemField } from '../../../shared/fields.ts'
import { plainCode } from './grouping.ts'

/**
 * How cells of foreign sheets are read: other regions' words become the listed ones, lists written in one cell become
 * lists, blanks at the ends go. What is not listed stays as it is.
 */

const listMark = /[,，;；、|\n]/
const split = (text: string, mark: RegExp): string[] =>
  text
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `xls,xlsx` in one cell are two formats; a brand with a blank or a dot in its name is one. */
export const readFormats = (records: readonly Format[]): Format[] =>
  records.flatMap((record) => {
    const types = record.formatOther === '' ? split(record.formatType, listMark) : [record.formatType]
    const formatClass = listedWord('formatClass', record.formatClass)
    if (types.length === 0) return [{ ...record, formatClass, formatOther: record.formatOther.trim() }]
    return types.map((type) => ({ formatClass, formatType: listedFormat(type).formatType, formatOther: record.formatOther.trim() }))
  })

export const readCodes = (records: readonly ResourceCode[]): ResourceCode[] =>
  records.flatMap((record) => {
    const several = record.cls1 + record.cls2 + record.cls3 + record.cls4 === '' ? split(record.code, /[,，;；\s]/) : [record.code]
    const cls1 = classCode(record.cls1)
    const rest = { cls1, cls2: divisionCode(cls1, record.cls2), cls3: record.cls3.trim(), cls4: record.cls4.trim() }
    return (several.length === 0 ? [''] : several).map((code) => ({ code: plainCode(code), ...rest }))
  })

const readBases = (records: readonly Basis[]): Basis[] =>
  records.map((record) => ({
    kind: listedWord('basisKind', record.kind),
    title: record.title.trim(),
    number: record.number.trim(),
    article: record.article.trim(),
    quotation: record.quotation.trim(),
  }))

const readText = (field: EntryField, text: string): string => {
  if (text === '') return ''
  const name = fieldDictionary[field]
  if (name !== undefined) return listedWord(name, text)
  if (field === 'providerCode') return plainCode(text).toUpperCase()
  return text.trim()
}

/** An entry's fields as they are meant. Numbers and days have been read already. */
export const readPatch = (cells: EntryPatch): EntryPatch => {
  const patch: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(cells)) {
    if (typeof value === 'string' && field !== 'publishedOn') patch[field] = readText(field as EntryField, value)
    else if (field === 'formats') patch[field] = readFormats(value as Format[])
    else if (field === 'codes') patch[field] = readCodes(value as ResourceCode[])
    else if (field === 'shareBasis') patch[field] = readBases(value as Basis[])
    else if (field === 'relatedCodes') patch[field] = [...new Set((value as string[]).flatMap((line) => split(line, /[,，;；\n]/)))]
    else if (field === 'ext') patch[field] = Object.fromEntries(Object.entries(value as Record<string, string>).map(([key, text]) => [key, text.trim()]))
    else patch[field] = value
  }
  return patch as EntryPatch
}

const typeWithLength = /^(.+?)\s*[（(]\s*(\d+(?:\s*[,，.]\s*\d+)?)\s*[)）]$/

/** An item's fields as they are meant: `varchar(50)` is 字符型C of length 50. */
export const readItem = (cells: Partial<Omit<Item, 'id'>>): Partial<Omit<Item, 'id'>> => {
  const fields: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(cells)) {
    const name = itemDictionary[field as ItemField]
    fields[field] = typeof value !== 'string' ? value : name === undefined ? value.trim() : listedWord(name, value)
  }
  const type = typeof fields.dataType === 'string' ? typeWithLength.exec(fields.dataType) : null
  if (type !== null && (fields.length ?? '') === '') {
    fields.dataType = listedWord('dataType', type[1] ?? '')
    fields.length = (type[2] ?? '').replace(/\s/g, '').replace(/[，.]/, ',')
  }
  return fields as Partial<Omit<Item, 'id'>>
}

/** 开放类型 of a portal says the condition along with the answer. */
const openings: readonly (readonly [RegExp, string])[] = [
  [/^无条件开放$|^主动开放$/, '无'],
  [/^有条件开放$|^依申请开放$/, ''],
]

export const openingSaid = (cell: string): string | null => {
  const plain = cell.trim()
  const found = openings.find(([pattern]) => pattern.test(plain))
  return found === undefined ? null : found[1] || plain
}

/** What follows from other parts of a record and stands in no cell: 格式分类 from 格式类型, the classes from the code. */
export const completeFormat = (record: Format): Format =>
  record.formatClass === '' ? { ...record, formatClass: listedFormat(record.formatType).formatClass } : record
export const completeCode = (record: ResourceCode): ResourceCode => {
  if (record.cls1 + record.cls2 + record.cls3 + record.cls4 !== '') return record
  const { cls1, cls2, cls3, cls4 } = parseCode(record.code) ?? record
  return { code: record.code, cls1, cls2, cls3, cls4 }
}

/** Blank records, to fill up those of which a sheet has only some parts. */
export const blankRecords = { codes: emptyCode, formats: emptyFormat, shareBasis: emptyBasis } as const
export type RecordField = keyof typeof blankRecords
export const isRecordField = (field: string): field is RecordField => Object.hasOwn(blankRecords, field)

/** Is there nothing in it? */
export const isEmptyValue = (value: EntryContent[EntryField] | boolean | undefined): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
