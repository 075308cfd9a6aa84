import { textKey } from '../../../../shared/text-key.ts'
import { mark, startLength } from './marks.ts'
import { backwards, fold, pairs, type Run, runsOf } from './runs.ts'
import { completions, isSyllable, readingsOfLetters } from './syllables.ts'

/**
 * What was typed, as groups of hits, the best first; each entry belongs to the first group it is in. `match` is an FTS5
 * expression. `titles` are the entries whose `title_key` begins with the key, the exact title first. Every token in a
 * `match` is quoted and made of letters, digits and our own marks: nothing that is typed can be taken for an operator.
 */
export type Tier = { match: string } | { titles: string }
export type Query = {
  tiers: readonly Tier[]
  /** All hits of all tiers. */
  match: string
}

/** Null where nothing was typed that can be looked for: blanks and signs only. */
export const queryOf = (text: string): Query | null => {
  const folded = fold(text)
  const chunks = folded
    .split(/\s+/u)
    .map(runsOf)
    .filter((runs) => runs.length > 0)
  const runs = chunks.flat()
  if (runs.length === 0) return null
  const parts = runs.map(partOf)
  const match = allOf(parts.map(({ title, other }) => either([...title, ...other])))
  const letters = runs.length === 1 ? lettersOf(runs[0]) : ''
  const words = runs.flatMap((run) => (run.kind === 'words' ? run.words : []))
  return {
    match,
    tiers: [
      ...(runs.some((run) => run.kind === 'han') ? [] : [{ match: phrase([`${mark.wholeCode}${words.join('')}`]) }]),
      // A key joins what blanks part; with words that may be a title in which they are one.
      ...(chunks.length === 1 || runs.every((run) => run.kind === 'han') ? [{ titles: textKey(text) }] : []),
      ...pinyinBeginnings(letters),
      { match: allOf(parts.map(({ title }) => either(title))) },
      { match },
    ],
  }
}

const phrase = (tokens: readonly string[], prefix = false): string => `"${tokens.join(' ')}"${prefix ? ' *' : ''}`
const either = (expressions: readonly string[]): string => joined(expressions, ' OR ')
const allOf = (expressions: readonly string[]): string => joined(expressions, ' AND ')
const joined = (expressions: readonly string[], by: string): string => {
  const [first = '', ...more] = new Set(expressions)
  return more.length === 0 ? first : `(${[first, ...more].join(by)})`
}

/** The ways one run can be meant, in the title and elsewhere. Runs may stand in any order and place; a Han run is exact. */
type Part = { title: string[]; other: string[] }

const partOf = (run: Run): Part => {
  if (run.kind === 'han') return { title: [hanPhrase(run.chars, mark.title)], other: [hanPhrase(run.chars, '')] }
  const whole = run.words.join('')
  const part: Part = {
    title: [allOf(run.words.map((word) => wordPhrase(word, mark.title, mark.titleWordStart)))],
    other: [
      allOf(run.words.map((word) => wordPhrase(word, '', mark.wordStart))),
      beginning(mark.codeStart, whole, startLength.code),
      ...codeTail(whole),
      ...acrossSegments(run.words),
    ],
  }
  if (run.words.length > 1) {
    part.title.push(wordPhrase(whole, mark.title, mark.titleWordStart))
    part.other.push(wordPhrase(whole, '', mark.wordStart))
  }
  const letters = lettersOf(run)
  if (letters !== '') {
    part.title.push(...pinyinPhrases(letters, mark.titleInitials, mark.titleSyllables, mark.titleSyllable))
    part.other.push(...pinyinPhrases(letters, mark.agencyInitials, mark.agencySyllables, mark.agencySyllable))
  }
  return part
}

/** What stands in the index as a token up to the length `longest`, and is a prefix beyond it. */
const beginning = (sign: string, text: string, longest: number): string => phrase([`${sign}${text}`], text.length > longest)

const codeTail = (text: string): string[] => [beginning(mark.segmentStart, text, startLength.segment), beginning(mark.codeEnd, text, startLength.codeEnd)]

/** …0110601/000042, as lists abbreviate a code; of a single word so much that it tells something apart. */
const acrossSegments = ([first = '', ...more]: readonly string[]): string[] => {
  if (more.length === 0 && first.length < 3) return []
  const before = beginning(mark.segmentBackwards, backwards(first), startLength.backwards)
  return [more.length === 0 ? before : allOf([before, either(codeTail(more.join('')))])]
}

const hanPhrase = (chars: readonly string[], sign: string): string =>
  phrase((chars.length === 1 ? chars : pairs(chars, true)).map((token) => `${sign}${token}`))

const wordPhrase = (word: string, sign: string, startSign: string): string =>
  word.length <= startLength.word ? phrase([`${startSign}${word}`]) : phrase([`${sign}${word}`], true)

/** What may be pinyin; '' where it can not be. An apostrophe parts syllables and is dropped like every sign. */
const lettersOf = (run: Run | undefined): string => {
  const whole = run?.kind === 'words' ? run.words.join('') : ''
  return /^[a-z]+$/.test(whole) ? whole.replace(/([ln])ue/g, '$1ve') : ''
}

/** So many completions of a last syllable are looked up one by one; more are a prefix. */
const mostCompletions = 4

const pinyinPhrases = (letters: string, initialsSign: string, syllablesSign: string, syllableSign: string): string[] => {
  const found = new Set<string>()
  if (letters.length > 1 && isInitials(letters)) found.add(phrase(pairs([...letters], true).map((pair) => `${initialsSign}${pair}`)))
  for (const reading of readingsOfLetters(letters)) {
    const before = reading.slice(0, -1)
    const last = reading.at(-1) ?? ''
    const tokens = (final: string) => pairs([...before, final], true, mark.between).map((pair) => `${syllablesSign}${pair}`)
    if (before.length === 0) for (const syllable of completions(last)) found.add(phrase([`${syllableSign}${syllable}`]))
    else if (before.length === 1 || completions(last).length <= mostCompletions) for (const syllable of completions(last)) found.add(phrase(tokens(syllable)))
    else found.add(phrase(tokens(last), true))
  }
  return [...found]
}

// No syllable begins with i, u or v.
const isInitials = (letters: string): boolean => /^[^iuv]+$/.test(letters)

/** Titles that are, or begin with, what these letters may mean; initials of whole titles first. */
const pinyinBeginnings = (letters: string): Tier[] => {
  if (letters.length < 2) return []
  const start = (initials: string) => phrase([`${mark.titleInitialsStart}${initials.slice(0, startLength.initials)}`])
  const begins: string[] = []
  if (isInitials(letters)) begins.push(`(${start(letters)} AND ${phrase(pairs([...letters], true).map((pair) => `${mark.titleInitials}${pair}`))})`)
  for (const reading of readingsOfLetters(letters)) {
    if (reading.length < 2 || !reading.every(isSyllable)) continue
    const tokens = pairs(reading, true, mark.between).map((pair) => `${mark.titleSyllables}${pair}`)
    begins.push(`(${start(reading.map((syllable) => syllable.slice(0, 1)).join(''))} AND ${phrase(tokens)})`)
  }
  const whole = isInitials(letters) ? [{ match: phrase([`${mark.titleInitialsStart}${letters}${mark.end}`]) }] : []
  return begins.length === 0 ? whole : [...whole, { match: either(begins) }]
}
