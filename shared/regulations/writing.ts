import type { Article, Coverage, Words } from './pack.ts'

/** Articles of which only a machine translation is known; the Chinese is shown as 原文缺失, never put together from it. */
export const translated = (text: Readonly<Record<number, readonly string[]>>, cautions: Readonly<Record<number, Words>>): Article[] =>
  Object.entries(text).map(([number, paragraphs]) => {
    const article = Number(number)
    const caution = cautions[article]
    return {
      article,
      wording: [{ lang: 'en', text: paragraphs.join('\n'), kind: 'machine translation', ...(caution === undefined ? {} : { caution }) }],
    }
  })

type Row = Readonly<{ calls?: readonly string[]; tests?: readonly string[] }>

/** A row of the coverage table. */
export const covered = (article: number, how: Coverage['how'], zh: string, en: string, { calls = [], tests = [] }: Row = {}): Coverage => ({
  place: { article },
  how,
  calls: [...calls],
  tests: [...tests],
  why: { zh, en },
})
