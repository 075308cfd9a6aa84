import { createPlaceFinder, type PlaceFinder, placesDiffer } from '../../../../shared/divisions/divisions.ts'
import { textKey } from '../../../../shared/text-key.ts'
import { carriers, slight, synonyms } from './words.ts'

/** What a resource is compared by. `items`: names of its 信息项. */
export type Described = { title: string; items: readonly string[] }

/** A name taken apart: where it is about, and what is left that bears meaning. */
export type Parsed = {
  title: string
  places: string[][]
  zones: string[]
  /** Meaning-bearing characters, with the words that say only the form taken out. */
  core: string
  /** With those words in. */
  whole: string
  items: ReadonlySet<string>
}

/** `score` 0 to 1; `likely` from the threshold on. `shared` are the words both have, `items` the items both have. */
export type Likeness = { score: number; shared: string[]; items: string[]; samePlace: boolean }

const byLength = (a: string, b: string): number => b.length - a.length
const readings = synonyms.toSorted(([a], [b]) => byLength(a, b))
const forms = carriers.toSorted(byLength)
const formPattern = new RegExp(forms.join('|'), 'gu')
const slightPattern = new RegExp(slight.toSorted(byLength).join('|'), 'gu')
const readingPattern = new RegExp(readings.map(([long]) => long).join('|'), 'gu')
const readAs = new Map(readings)

const years = /(?:19|20)\d\d(?:年度?)?/gu
/** 民政领域, 交通运输领域: where a portal files a resource. */
const field = /\p{Script=Han}{2,4}领域/gu

const read = (text: string): string => {
  const once = text.replace(readingPattern, (word) => readAs.get(word) ?? word)
  return once.replace(readingPattern, (word) => readAs.get(word) ?? word)
}

/** Made once; `parse` takes some ten microseconds. */
export const createReader = (places: PlaceFinder = createPlaceFinder()) => {
  const parse = ({ title, items }: Described): Parsed => {
    const key = textKey(title.replace(/[_＿]/gu, ' ')).replace(years, '').replaceAll('-', '')
    const { places: found, zones, rest } = places.find(key.replace(field, ''))
    const whole = read(rest)
    const core = whole.replace(formPattern, '')
    return {
      title,
      places: found,
      zones,
      whole,
      core: core === '' ? whole : core,
      items: new Set(items.map((name) => read(textKey(name))).filter((name) => name !== '')),
    }
  }
  return { parse }
}

/**
 * The longest pieces of two or more characters that stand in both, wherever, taken out one after the other (greedy
 * string tiling, Wise 1993), and what is left on each side.
 */
const tiles = (a: string, b: string): { shared: string[]; leftA: string; leftB: string } => {
  const shared: string[] = []
  let leftA = a
  let leftB = b
  for (;;) {
    let best = ''
    for (let i = 0; i < leftA.length; i++) {
      for (let n = best.length + 1; i + n <= leftA.length; n++) {
        const piece = leftA.slice(i, i + n)
        if (piece.includes('\0') || !leftB.includes(piece)) break
        best = piece
      }
    }
    if (best.length < 2) break
    shared.push(best)
    leftA = leftA.replace(best, '\0')
    leftB = leftB.replace(best, '\0')
  }
  return { shared, leftA: leftA.replaceAll('\0', ''), leftB: leftB.replaceAll('\0', '') }
}

/** From here on an officer is shown the other resource. Set on the odd rows of the labelled pairs, reported on the even ones. */
export const likely = 0.6

/** Items say something when both sides list at least so many. */
const enoughItems = 3

/**
 * How far two resources hold the same. Names are compared by the pieces they share; a name that only says more than the
 * other may still hold it (a list of a district's schools and the city's), but where each says something the other does
 * not (许可 and 处罚, 二级 and 三级) they are two things. Places of which none lies in the other are two things always.
 */
export const likeness = (a: Parsed, b: Parsed): Likeness => {
  const { shared, leftA, leftB } = tiles(a.core, b.core)
  const matched = shared.reduce((sum, piece) => sum + piece.length, 0)
  const least = Math.min(a.core.length, b.core.length)
  const contained = least === 0 ? 0 : Math.min(1, matched / least)
  const alike = a.core.length + b.core.length === 0 ? 0 : (2 * matched) / (a.core.length + b.core.length)
  const strongA = leftA.replace(slightPattern, '')
  const strongB = leftB.replace(slightPattern, '')
  const contrast = (strongA !== '' && leftB !== '') || (strongB !== '' && leftA !== '')
  const items = [...a.items].filter((name) => b.items.has(name))
  const listed = Math.min(a.items.size, b.items.size)
  const overlap = listed < enoughItems ? null : items.length / listed
  const samePlace = !placesDiffer(a, b)
  let score = contrast ? alike * 0.6 : (contained + alike) / 2
  if (overlap !== null) score += overlap >= 0.6 ? 0.3 * overlap : -0.2
  if (!samePlace) score *= 0.4
  // The very same place comes before a larger or a smaller one.
  else if (String(a.places) !== String(b.places)) score -= 0.01
  return { score: Math.max(0, Math.min(1, score)), shared, items, samePlace }
}
