import type { Basis, EntryField, Format, Item, ResourceCode } from './catalogue.ts'
import { itemLabels, labelOf } from './fields.ts'

export type Words = { language: 'zh' | 'en'; yes: string; no: string }

const parts = (values: readonly string[], between = ' · '): string => values.filter((value) => value !== '').join(between)

const itemWords = (item: Item, { language }: Words): string => {
  const flags = (['isKey', 'isRequired', 'personalInformation', 'commercialSecret'] as const)
    .filter((flag) => item[flag])
    .map((flag) => itemLabels[flag][language])
  return parts([item.name, item.nameEn, item.dataType, item.length, item.shareType, item.grade, ...flags])
}

const one = (field: string, value: unknown, words: Words): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value !== 'object') return String(value)
  if (field === 'codes')
    return parts([(value as ResourceCode).code, ...(['cls1', 'cls2', 'cls3', 'cls4'] as const).map((part) => (value as ResourceCode)[part])])
  if (field === 'formats') return parts([(value as Format).formatClass, (value as Format).formatType, (value as Format).formatOther])
  if (field === 'shareBasis') return parts(Object.values(value as Basis))
  return 'name' in value ? itemWords(value as Item, words) : parts(Object.values(value as Record<string, string>))
}

/** A field's value as a person reads it, one line per record; '' for nothing. */
export const valueText = (field: EntryField | string, value: unknown, words: Words): string => {
  if (Array.isArray(value)) return value.map((each) => one(field, each, words)).join('\n')
  if (field === 'ext' && typeof value === 'object' && value !== null) {
    return Object.entries(value as Record<string, string>)
      .map(([key, text]) => `${key}：${text}`)
      .join('\n')
  }
  return one(field, value, words)
}

export const changeLabel = (field: string, language: 'zh' | 'en'): string => labelOf(field)[language]
