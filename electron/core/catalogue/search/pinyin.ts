import { otherReadings } from './other-readings.ts'
import { readingTable, wordTable } from './readings.ts'

/** How many characters on either side of a second reading can be typed with it. */
const around = 4

/**
 * A Han run as it is read in its context (银行 yinhang, 行政 xingzheng), then, for characters that are often read another
 * way, their surroundings with that reading too: officers type 重 as zhong in names where it is chong. Syllables are
 * without tones, v for ü. Characters without a known reading part the run.
 */
export const readingsOf = (chars: readonly string[]): string[][] => {
  const base = read(chars)
  const found: string[][] = []
  addStretches(base, found)
  chars.forEach((char, at) => {
    for (const other of otherReadings.get(char) ?? []) {
      if (other !== base[at]) addStretches(base.with(at, other).slice(Math.max(0, at - around), at + around + 1), found)
    }
  })
  return found
}

const addStretches = (syllables: readonly (string | null)[], into: string[][]): void => {
  let stretch: string[] = []
  for (const syllable of [...syllables, null]) {
    if (syllable !== null) stretch.push(syllable)
    else if (stretch.length > 0) {
      into.push(stretch)
      stretch = []
    }
  }
}

const read = (chars: readonly string[]): (string | null)[] => {
  const syllables = chars.map((char) => alone.get(char) ?? null)
  if (!chars.some((char) => otherReadings.has(char))) return syllables
  for (let at = 0; at < chars.length; ) {
    const word = wordAt(chars, at)
    if (word !== undefined) syllables.splice(at, word.length, ...word)
    at += word?.length ?? 1
  }
  return syllables
}

const wordAt = (chars: readonly string[], at: number): readonly string[] | undefined => {
  const pair = `${chars[at]}${chars[at + 1] ?? ''}`
  if (!wordStarts.has(pair)) return undefined
  return inWord.get(`${pair}${chars[at + 2] ?? ''}`) ?? inWord.get(pair)
}

const alone: ReadonlyMap<string, string> = new Map(
  readingTable
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [syllable = '', chars = ''] = line.split(' ')
      return [...chars].map((char): [string, string] => [char, syllable])
    }),
)

const inWord: ReadonlyMap<string, readonly string[]> = new Map(
  wordTable
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const word = entry.replace(/[a-z-]+$/, '')
      return [word, entry.slice(word.length).split('-')]
    }),
)

/** Their first two characters: few texts have any. */
const wordStarts: ReadonlySet<string> = new Set([...inWord.keys()].map((word) => [...word].slice(0, 2).join('')))
