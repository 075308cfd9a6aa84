import { inChinese } from '../regulations/cited.ts'
import type { Block, DocumentModel } from './document.ts'

/** A block with the number its heading bears, '' for every other. */
export type Numbered = { block: Block; number: string }

const han = (count: number): string => (count < 100 ? inChinese(count) : String(count))

/** 一、（一）1. as GB/T 9704 has them, 第一条 in agreements; `1.`, `1.1`, `(1)` and `Article 1` in English. Annexes count anew. */
export const numbered = ({ blocks, lang, numbering }: Pick<DocumentModel, 'blocks' | 'lang' | 'numbering'>): Numbered[] => {
  let counts = [0, 0, 0]
  const numberOf = (level: 1 | 2 | 3): string => {
    counts = counts.map((count, at) => (at < level - 1 ? count : at === level - 1 ? count + 1 : 0))
    const [first = 0, second = 0, third = 0] = counts
    if (level === 1) {
      if (numbering === 'articles') return lang === 'zh' ? `第${han(first)}条　` : `Article ${first}  `
      return lang === 'zh' ? `${han(first)}、` : `${first}. `
    }
    if (level === 2) return lang === 'zh' ? `（${han(second)}）` : `${first}.${second} `
    return lang === 'zh' ? `${third}. ` : `(${third}) `
  }
  return blocks.map((block) => {
    if (block.kind === 'annex') counts = [0, 0, 0]
    return { block, number: block.kind === 'heading' ? numberOf(block.level) : '' }
  })
}
