import type { Language } from '../../shared/errors.ts'
import { useLanguage } from './language.ts'

export type Punctuation = {
  /** `甲、乙` or `a, b`. */
  list(parts: readonly string[]): string
  /** `标签：值` or `label: value`. */
  pair(label: string, value: string): string
  /** `正文（补充）` or `text (aside)`. */
  aside(text: string, added: string): string
}

export const punctuationOf = (language: Language): Punctuation =>
  language === 'zh'
    ? { list: (parts) => parts.join('、'), pair: (label, value) => `${label}：${value}`, aside: (text, added) => `${text}（${added}）` }
    : { list: (parts) => parts.join(', '), pair: (label, value) => `${label}: ${value}`, aside: (text, added) => `${text} (${added})` }

export const usePunctuation = (): Punctuation => punctuationOf(useLanguage().language)
