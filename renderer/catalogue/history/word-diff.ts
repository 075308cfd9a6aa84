import { diffArrays } from 'diff'

export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

const words = (text: string): string[] => Array.from(new Intl.Segmenter('zh', { granularity: 'word' }).segment(text), ({ segment }) => segment)

/**
 * What was taken out and put in, in whole words as Chinese is read (人口 rather than 人 and 口). Joining the pieces that
 * are not `added` gives `from`, those that are not `removed` gives `to`.
 */
export const diffWords = (from: string, to: string): Piece[] =>
  diffArrays(words(from), words(to)).map(({ value, added, removed }): Piece => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }))
