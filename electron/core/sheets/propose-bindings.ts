import { textKey } from '../../../shared/text-key.ts'
import type { FormPlace, InspectedForm } from './inspect-form.ts'
import type { StyleKind } from './xlsx-package.ts'

/** Something a form may ask for, by the words it is asked for with. */
export type BindingTarget = { id: string; words: readonly string[]; kind: 'number' | 'percent' | 'day' | 'text' }

export type ProposedBinding = { target: string; sheet: string; at: string /** 0 to 1. */; score: number }

/** Below this a proposal would cost more looking than it saves. */
const faint = 0.6

/** A label without its unit, its number in the list and the colon behind it. */
const labelKey = (text: string): string => textKey(text.replace(/[(（][^()（）]*[)）]/g, '').replace(/^\s*[\d一二三四五六七八九十]+[.、．]/, ''))

const pairsOf = (text: string): string[] => {
  const key = labelKey(text)
  return [...key].map((character, at, all) => `${character}${all[at + 1] ?? ''}`).slice(0, key.length > 1 ? -1 : 1)
}

/** Dice's coefficient of the pairs of characters; 1 = the same words. Below `least` it may say 0. */
const likeness = (left: readonly string[], right: readonly string[], least: number): number => {
  const all = left.length + right.length
  if (left.length === 0 || right.length === 0 || (2 * Math.min(left.length, right.length)) / all < least) return 0
  const rest = [...right]
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at !== -1) rest.splice(at, 1)
    return at !== -1
  })
  return (2 * shared.length) / all
}

export const labelLikeness = (a: string, b: string): number => likeness(pairsOf(a), pairsOf(b), 0)

/** What a form may mean by a cell: the label next to it, with the one over it, or with that of the block it stands in. */
const readings = ({ left: [left = '', outer = ''], above: [above = '', over = ''] }: FormPlace): { text: string; weight: number }[] =>
  [
    { text: left, weight: 1 },
    { text: above, weight: 0.97 },
    { text: `${outer}${left}`, weight: 0.98 },
    { text: `${over}${above}`, weight: 0.95 },
    { text: `${left}${above}`, weight: 0.95 },
    { text: `${above}${left}`, weight: 0.95 },
  ].filter(({ text }) => text !== '')

/** A format that contradicts what would stand there. */
const contradicts = (kind: BindingTarget['kind'], style: StyleKind): boolean =>
  style !== 'general' && (kind === 'day' ? style !== 'day' && style !== 'text' : kind === 'text' ? style !== 'text' : style === 'day' || style === 'text')

/** For each target the cell whose labels say it best, none twice; nothing where nothing is like it. The officer decides. */
export const proposeBindings = ({ sheets }: InspectedForm, targets: readonly BindingTarget[]): ProposedBinding[] => {
  const asked = targets.map((target) => ({ target, words: target.words.map(pairsOf) }))
  // Cells of one row or column share their labels.
  const known = new Map<string, readonly number[]>()
  const scores = (text: string): readonly number[] => {
    const found = known.get(text)
    if (found !== undefined) return found
    const pairs = pairsOf(text)
    const made = asked.map(({ words }) => Math.max(0, ...words.map((each) => likeness(each, pairs, faint))))
    known.set(text, made)
    return made
  }
  const candidates = sheets
    .filter(({ hidden }) => !hidden)
    .flatMap(({ name, places }) =>
      places.flatMap((place) => {
        const said = readings(place).map(({ text, weight }) => ({ of: scores(text), weight }))
        return asked.flatMap(({ target }, at): ProposedBinding[] => {
          const best = Math.max(0, ...said.map(({ of, weight }) => (of[at] ?? 0) * weight))
          const score = contradicts(target.kind, place.kind) ? best * 0.7 : place.kind === target.kind ? Math.min(1, best * 1.02) : best
          return score < faint ? [] : [{ target: target.id, sheet: name, at: place.at, score: Math.round(score * 100) / 100 }]
        })
      }),
    )
    .sort((a, b) => b.score - a.score)
  const taken = new Set<string>()
  const found = new Map<string, ProposedBinding>()
  for (const one of candidates) {
    const place = `${one.sheet}!${one.at}`
    if (found.has(one.target) || taken.has(place)) continue
    taken.add(place)
    found.set(one.target, one)
  }
  return targets.flatMap(({ id }) => found.get(id) ?? [])
}
