import type { Language } from './errors.ts'

/** Why a pasted line became no item. */
export const skipReasons = ['noName', 'tooLong', 'tooMany', 'notUnderstood'] as const
export type SkipReason = (typeof skipReasons)[number]

const words: Readonly<Record<SkipReason, Readonly<Record<Language, string>>>> = {
  noName: { zh: '没有信息项名称', en: 'no item name' },
  tooLong: { zh: '有单元格太长', en: 'a cell is too long' },
  tooMany: { zh: '超过5000项', en: 'more than 5,000 items' },
  notUnderstood: { zh: '看不懂这一段', en: 'not understood' },
}

export const saySkip = (reason: SkipReason, language: Language): string => words[reason][language]
