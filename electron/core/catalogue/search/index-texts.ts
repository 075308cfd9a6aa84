import type { EntryContent } from '../../../../shared/catalogue.ts'
import { mark, startLength } from './marks.ts'
import { readingsOf } from './pinyin.ts'
import { backwards, fold, pairs, type Run, runsOf } from './runs.ts'

/** One row of `entry_fts`: the tokens, separated by blanks. */
export type IndexTexts = { tokens: string }

/** Of one name: its tokens in order, its pinyin, and what is looked up alone. The first two joined by blanks. */
type NameTexts = { sequence: string; readings: string; parts: readonly string[] }
type Name = (name: string) => NameTexts

/** What the index holds of an entry. */
export const indexTexts = (content: EntryContent): IndexTexts => textsWith(content, nameTexts)

/** Agencies and offices of a sheet or a platform are few: enough for a province's, some 2 kB each. */
const keptNames = 8_000

/** The same for many entries: what comes of the name of an agency or office is made once. */
export const createIndexer = (): ((content: EntryContent) => IndexTexts) => {
  const kept = new Map<string, NameTexts>()
  const nameOnce: Name = (name) => {
    let texts = kept.get(name)
    if (texts === undefined) {
      if (kept.size >= keptNames) kept.clear()
      texts = nameTexts(name)
      kept.set(name, texts)
    }
    return texts
  }
  return (content) => textsWith(content, nameOnce)
}

const nameTexts: Name = (name) => {
  const runs = runsOfText(name)
  const sequences: string[] = []
  for (const run of runs) addSequence(run, '', sequences)
  const readings: string[] = []
  addReadings(runs, agencyReadings, readings)
  const parts = new Set<string>()
  for (const run of runs) addParts(run, '', mark.wordStart, true, parts)
  return { sequence: sequences.join(' '), readings: readings.join(' '), parts: [...parts] }
}

/**
 * Every text field, cut by `runs.ts`. Numbers, days, ticked boxes and choices from a list are left to filters. Pinyin is
 * kept of the title, the provider and its office.
 */
const textsWith = (content: EntryContent, nameOf: Name): IndexTexts => {
  const title = runsOf(fold(content.title))
  const titleEn = runsOf(fold(content.titleEn))
  const names = distinct([content.provider, content.providerOffice, content.sourceDepartment]).map(nameOf)
  const texts = distinct(textsOf(content)).flatMap(runsOfText)

  const sequences: string[] = []
  for (const run of title) addSequence(run, mark.title, sequences)
  for (const run of titleEn) addSequence(run, mark.title, sequences)
  for (const { sequence } of names) sequences.push(sequence)
  for (const run of texts) addSequence(run, '', sequences)
  addReadings(title, titleReadings, sequences)
  for (const { readings } of names) sequences.push(readings)

  const single = new Set<string>()
  for (const run of title) addParts(run, mark.title, mark.titleWordStart, true, single)
  for (const run of titleEn) addParts(run, mark.title, mark.titleWordStart, true, single)
  for (const { parts } of names) for (const part of parts) single.add(part)
  for (const run of texts) addParts(run, '', mark.wordStart, false, single)
  addTitleInitials(title, single)
  for (const code of distinct([...content.codes.map((c) => c.code), content.providerCode, content.upperId])) addCode(fold(code), single)
  return { tokens: `${sequences.join(' ')} ${[...single].join(' ')}` }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '')
const runsOfText = (text: string): Run[] => runsOf(fold(text))

const textsOf = (content: EntryContent): string[] => [
  content.abstract,
  content.keywords,
  content.theme,
  content.matter,
  content.sourceSystem,
  content.dutyBasis,
  content.dataClass,
  content.contact,
  content.shareCondition,
  content.shareScope,
  content.shareUse,
  content.shareReason,
  content.openCondition,
  content.accessNote,
  ...content.shareBasis.flatMap((basis) => [basis.title, basis.number, basis.article, basis.quotation]),
  ...content.codes.map((code) => code.cls4),
  ...content.formats.map((format) => format.formatOther),
  ...content.items.flatMap((item) => [item.name, item.nameEn, item.codeSet, item.note]),
  ...Object.values(content.ext),
]

/** The tokens whose order counts: a phrase of pairs is the text. */
const addSequence = (run: Run, sign: string, into: string[]): void => {
  if (run.kind !== 'han') return
  // `pairs`, without a list in between: most of an entry's tokens are made here.
  const { chars } = run
  for (let at = 0; at < chars.length; at++) into.push(`${sign}${chars[at]}${chars[at + 1] ?? ''}`)
}

const longestTailed = 24

/**
 * The tokens that are looked up alone: each character; words and their first letters; words that only signs part, as one
 * (GB/T 21063 is found by gbt21); with `tails` the ends of words, so that any three letters of MySQL find it.
 */
const addParts = (run: Run, sign: string, startSign: string, tails: boolean, into: Set<string>): void => {
  if (run.kind === 'han') {
    for (const char of run.chars) into.add(`${sign}${char}`)
    return
  }
  const joined = run.words.length > 1 ? [...run.words, run.words.join('')] : run.words
  for (const word of joined) {
    for (let n = 1; n <= startLength.word && n <= word.length; n++) into.add(`${startSign}${word.slice(0, n)}`)
    into.add(`${sign}${word}`)
    if (tails && word.length <= longestTailed) for (let i = 1; i + 3 <= word.length; i++) into.add(`${sign}${word.slice(i)}`)
  }
}

type ReadingMarks = { initials: string; syllables: string; syllable: string }
const titleReadings: ReadingMarks = { initials: mark.titleInitials, syllables: mark.titleSyllables, syllable: mark.titleSyllable }
const agencyReadings: ReadingMarks = { initials: mark.agencyInitials, syllables: mark.agencySyllables, syllable: mark.agencySyllable }

/** 人口信息 -> ¢rk ¢kx ¢xx ¢x £ren·kou £kou·xin £xin·xi £xi ¥ren ¥kou ¥xin ¥xi. */
const addReadings = (runs: readonly Run[], signs: ReadingMarks, into: string[]): void => {
  const readings = runs.flatMap((run) => (run.kind === 'han' ? readingsOf(run.chars) : []))
  for (const reading of readings) for (const pair of pairs(reading.map(initialOf), false)) into.push(`${signs.initials}${pair}`)
  for (const reading of readings) for (const pair of pairs(reading, false, mark.between)) into.push(`${signs.syllables}${pair}`)
  for (const syllable of new Set(readings.flat())) into.push(`${signs.syllable}${syllable}`)
}

const initialOf = (syllable: string): string => syllable.slice(0, 1)

/** Initials of the title's first run: 人口信息 -> ®rk ®rkx ®rkxx ®rkxx¶. */
const addTitleInitials = ([first]: readonly Run[], into: Set<string>): void => {
  const [reading] = first?.kind === 'han' ? readingsOf(first.chars) : []
  if (reading === undefined) return
  const initials = reading.map(initialOf).join('')
  for (let n = 2; n <= startLength.initials && n <= initials.length; n++) into.add(`${mark.titleInitialsStart}${initials.slice(0, n)}`)
  into.add(`${mark.titleInitialsStart}${initials}${mark.end}`)
}

const endLengths = { from: 3, to: 8 } as const

/**
 * A code is found by its beginning, from each later segment on, with or without separators and leading zeros, by its
 * last three to eight characters, and by any tail that reaches across a separator. Ends that begin with zeros are left out: so many codes are filled up with them that
 * they would tell nothing apart.
 */
const addCode = (folded: string, into: Set<string>): void => {
  const segments = runsOf(folded).flatMap((run) => (run.kind === 'han' ? run.chars.join('') : run.words))
  const whole = segments.join('')
  const last = segments.at(-1)
  if (last === undefined) return
  into.add(`${mark.wholeCode}${whole}`)
  addBeginnings(mark.codeStart, whole, startLength.code, into)
  for (let i = 1; i < segments.length; i++) addBeginnings(mark.segmentStart, segments.slice(i).join(''), startLength.segment, into)
  for (const segment of segments.slice(0, -1)) addBeginnings(mark.segmentBackwards, backwards(segment), startLength.backwards, into)
  addBeginnings(mark.codeEnd, last.replace(/^0+(?=.)/, ''), startLength.codeEnd, into)
  for (let length = endLengths.from; length <= endLengths.to && length < last.length; length++) {
    const end = last.slice(-length)
    if (!end.startsWith('00')) addBeginnings(mark.codeEnd, end, startLength.codeEnd, into)
  }
}

const addBeginnings = (sign: string, text: string, longest: number, into: Set<string>): void => {
  for (let n = 1; n <= longest && n < text.length; n++) into.add(`${sign}${text.slice(0, n)}`)
  into.add(`${sign}${text}`)
}
