import type { Act, CaseHead, CaseKind, Party } from '../cases/act.ts'
import type { CaseClock } from '../cases/clocks.ts'
import type { Language } from '../errors.ts'
import { dayInChina } from '../moments.ts'
import type { Words } from '../regulations/pack.ts'

/** 台账: each is read off the acts of cases whenever it is asked for, and kept nowhere a second time. */
export const ledgerKinds = [
  'requests',
  'refusals',
  'deliveries',
  'use',
  'disposals',
  'permissions',
  'direct',
  'frontEnd',
  'needs',
  'agreedNeeds',
  'disputes',
  'corrections',
  'complaints',
  'agreements',
  'incidents',
  'reviews',
  'reviewsWaiting',
  'events',
] as const
export type LedgerKind = (typeof ledgerKinds)[number]

/** day: `2026-11-23`. time: China's, `2026-11-23 09:30`, or the day where only that is recorded. */
export const cellTypes = ['text', 'day', 'time', 'number'] as const
export type CellType = (typeof cellTypes)[number]
export type LedgerCell = string | number | null

export type LedgerColumn = { key: string; words: Words; type: CellType /** In characters, on the sheet. */; width: number }

/** A case as a ledger reads it: what counted, in its order. */
export type Life = {
  id: string
  kind: CaseKind
  number: string
  party: Party
  other: string
  state: string
  closed: boolean
  sealedOn: string | null
  head: CaseHead
  acts: readonly Act[]
  /** The clocks its acts started, as far as those before `end` tell. */
  clocks(end?: number): readonly CaseClock[]
  /** Cases that are about this one. */
  about: readonly { kind: CaseKind; number: string; state: string; sealedOn: string | null }[]
  /** The case this one is about. */
  refers: { number: string; sealedOn: string | null; acts: readonly Act[] } | null
  today: string
  /** How many years records of use are kept, by the rules in force; null: none says. */
  keepYears: number | null
}

export type Say = (words: Words) => string
export const sayingIn =
  (language: Language): Say =>
  (words) =>
    words[language]

/** Rows of cases: one for each act that is named, or the first such act of each case. */
export type CaseLedger = {
  kind: LedgerKind
  words: Words
  about: Words
  columns: readonly LedgerColumn[]
  /** Whose acts; null: of every kind and every act. */
  anchor: { case: CaseKind; acts: readonly string[]; first?: true; party?: Party } | null
  /** By which day a period is meant: the acts whose receipt it is. The first is the row's own. */
  days: readonly { by: string; words: Words; acts: readonly string[] }[]
  row(life: Life, at: number, say: Say): Readonly<Record<string, LedgerCell>>
}

export const text = (key: string, zh: string, en: string, width = 16): LedgerColumn => ({ key, words: { zh, en }, type: 'text', width })
export const day = (key: string, zh: string, en: string): LedgerColumn => ({ key, words: { zh, en }, type: 'day', width: 12 })
export const time = (key: string, zh: string, en: string): LedgerColumn => ({ key, words: { zh, en }, type: 'time', width: 17 })
export const number = (key: string, zh: string, en: string): LedgerColumn => ({ key, words: { zh, en }, type: 'number', width: 8 })

/** A moment by China's clock; a day as it is. */
export const timeInChina = (when: string): string =>
  when.length <= 10 ? when : `${dayInChina(when)} ${new Date(Date.parse(when) + 8 * 3_600_000).toISOString().slice(11, 16)}`
export const dayOf = (when: string): string => (when.length <= 10 ? when : dayInChina(when))

export const offSystem: Words = { zh: '线下办理', en: 'off the system' }
