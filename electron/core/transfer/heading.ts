import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { extensionColumn, identityColumns, isItemColumn, pathOfHeader, templateColumns } from '../../../shared/template.ts'
import { textKey } from '../../../shared/text-key.ts'
import { fillerInBrackets, fillerWords, numbered, ordinals, synonyms } from './synonyms.ts'

/** A heading as it stands over one column: its own words, and those of the blocks above it. */
export type Heading = { text: string; groups: readonly string[] }

/** A column's meaning with how sure we are, 0..1; `path` as in shared/template.ts. */
export type Guess = { path: string; score: number }

/** Below this a likeness is a coincidence: the column stays unmapped and is shown as such. */
export const leastScore = 0.7

const brackets = /[（(［[【{][^）)］\]】}]*[）)］\]】}]/g
const leading = /^\s*(\d{1,3}[.、．)）]|[①-⑳]|[*＊★☆▲●]+)\s*/

/** A heading's words without marks, numbering, filling hints and blanks; `whole` keeps what stood in brackets, such as a unit. */
export const headingKey = (text: string, whole = false): string => {
  const bare = text.replace(leading, '').replace(brackets, (part) => (whole && !fillerInBrackets.test(part) ? part : ''))
  const key = textKey(bare.replace(fillerWords, ''))
  return key === '' ? textKey(text) : key
}

type Known = { path: string; key: string; pairs: readonly string[]; group: string; weight: number }

const pairsOf = (text: string): string[] => (text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))

const known = (path: string, group: string, texts: readonly string[], weight: number): Known[] =>
  [...new Set(texts.flatMap((text) => [headingKey(text), headingKey(text, true)]))].map((key) => ({
    path,
    key,
    pairs: pairsOf(key),
    group: group === '' ? '' : headingKey(group),
    weight,
  }))

const fixed: readonly Known[] = [
  ...[...templateColumns, ...identityColumns].flatMap(({ path, group, header, aliases }) => [
    ...known(path, group, [header], 1),
    ...known(path, group, aliases, 0.95),
    ...known(path, group, synonyms[path] ?? [], 0.9),
  ]),
]

/** Everything a heading can mean for one agency; its local fields go by their label and their key. */
export type Vocabulary = readonly Known[]
export const vocabulary = (extensionFields: readonly ExtensionField[], further: Readonly<Record<string, readonly string[]>> = {}): Vocabulary => [
  ...Object.entries(further).flatMap(([path, texts]) => known(path, '', texts, 1)),
  ...extensionFields.flatMap(({ key, label }) => [
    ...known(`ext.${key}`, '', [label], 1),
    ...known(`ext.${key}`, '', [key, extensionColumn(key).header], 0.95),
  ]),
  ...fixed,
]

/** Dice's coefficient on pairs of characters. */
const likeness = (left: readonly string[], right: readonly string[]): number => {
  // Lengths alone already rule most out.
  if (2 * Math.min(left.length, right.length) < leastScore * (left.length + right.length)) return 0
  const rest = [...right]
  let shared = 0
  for (const pair of left) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    shared++
    rest[at] = ''
  }
  return (2 * shared) / (left.length + right.length)
}

/** What a heading may mean, best first. Its own words count first, then block and words read together (信息资源格式 + 分类). */
export const guesses = (heading: Heading, words: Vocabulary): Guess[] => {
  const own = pathOfHeader(heading.text.trim())
  if (own !== null && !ambiguousUnder(own, heading)) return [{ path: own, score: 1 }]
  const keys = [...new Set([headingKey(heading.text), headingKey(heading.text, true)])].filter((key) => key !== '')
  if (keys.length === 0 || keys.every((key) => ordinals.has(key))) return []
  const groups = heading.groups.map((group) => headingKey(group)).filter((group) => group !== '')
  const joined = groups.map((group) => `${group}${keys[0]}`)
  const best = new Map<string, number>()
  const note = (path: string, score: number) => {
    if (score >= leastScore && score > (best.get(path) ?? 0)) best.set(path, score)
  }
  for (const { path, pattern } of numbered) if (keys.some((key) => pattern.test(key))) note(path, 0.9)
  const mine = keys.map((key) => ({ key, pairs: pairsOf(key) }))
  for (const { path, key, pairs, group, weight } of words) {
    const inGroup = group !== '' && groups.includes(group) ? 0.04 : 0
    for (const one of mine) note(path, one.key === key ? weight + inGroup : fuzzy(likeness(one.pairs, pairs), weight) + inGroup)
    if (joined.includes(key)) note(path, weight + inGroup)
  }
  return [...best].map(([path, score]) => ({ path, score: Math.round(Math.min(1, score) * 100) / 100 })).sort((a, b) => b.score - a.score)
}

/** A likeness is never as good as the word itself. */
const fuzzy = (value: number, weight: number): number => (value < leastScore ? 0 : Math.min(0.85, value * weight))

/** 是否主键 and its like belong to items even where the block is not named; 备注 of a flat sheet does not. */
const ambiguousUnder = (path: string, heading: Heading): boolean => isItemColumn(path) && heading.text.trim() === '备注'
