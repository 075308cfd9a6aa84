import type { EntryPatch, Item } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import type { Failure, Params } from '../../../shared/errors.ts'
import type { RejectCode } from '../../../shared/import-rejects.ts'
import type { IndexTexts } from '../catalogue/search/index-texts.ts'
import type { Stamp } from '../sheets/types.ts'
import type { KeptMapping } from './recognise.ts'

/** What the core and the reading process say to each other. Messages are structured clones. */

export type ReadJob = {
  path: string
  name: string
  /** What the agency calls its local fields. */
  extensionFields: readonly ExtensionField[]
  kept: readonly KeptMapping[]
} & (
  | {
      purpose: 'inspect'
      sheet: string | null
      /** Headings of columns no entry has a field for. */
      further: Readonly<Record<string, readonly string[]>>
    }
  | {
      purpose: 'import'
      mapping: Mapping | null
      /** For rows without a value of their own; see import.ts. */
      defaults: Defaults
      /** The search index's texts are needed only where something will be written. */
      texts: boolean
      /** Of a platform's listing: how its template reads it. */
      listing: ListingReading | null
    }
  /** Empties a platform's workbook of its rows, from the file or, where they are given, from its bytes. */
  | { purpose: 'template'; bytes: Uint8Array | null; sheets: { sheet: string; firstDataRow: number }[] }
)

export type ListingReading = {
  /** Its mapping must be recognised by its headings. */
  template: string
  /** For each path, the platform's words and ours. */
  words: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** A blank cell empties its field, as in our own sheets. */
  blankEmpties: boolean
}

export type Defaults = {
  /** Where the cell is blank. */
  provider: string
  providerCode: string
  providerOffice: string
  /** Where no column stands for it. */
  agency: string
  agencyCode: string
}

/** First and last row. */
export type Stretch = readonly [number, number]

export type Problem = { row: number; column: string; code: RejectCode; params: Params }

export type CandidateItem = {
  id: string | null
  fields: Partial<Omit<Item, 'id'>>
  /** Fields as they stand in the cell, where reading them changed the text. */
  raw: Partial<Omit<Item, 'id'>> | null
}

/** One entry as the sheet has it, on its way to the core. */
export type Candidate = {
  /** First row in the sheet; `rows` are all of them, as [first, last] stretches. */
  row: number
  rows: readonly Stretch[]
  id: string | null
  version: number | null
  /** Written by our own export: an emptied cell means empty. Elsewhere a blank says nothing. */
  own: boolean
  patch: EntryPatch
  /** Fields as they stand in the cells, where reading them changed something (a synonym, blanks at the ends). */
  raw: EntryPatch
  /** For fields that would stay empty: what follows from others (格式分类 from 格式类型). */
  derived: EntryPatch
  /** Columns there are for the parts of codes, formats and bases; other parts stay as they were. */
  parts: Readonly<Record<string, readonly string[]>>
  /** null: the sheet has no items for it. */
  items: readonly CandidateItem[] | null
  /** What columns say of the row itself: `status`, `reason` … */
  said: Readonly<Record<string, string>>
  /** Its rows whole, as they stand in the sheet; of listings only. */
  cells: readonly (readonly Cell[])[] | null
  texts: IndexTexts | null
  problems: readonly Problem[]
}

export type Mark = { sheet: string; row: number; column: number; mark: string }
export type Asked = { row: number; column: string; word: string }

export type Inspection = {
  format: string
  template: string | null
  sheets: { name: string; rows: number; columns: number }[]
  proposal: Mapping
  confidence: number[]
  preview: string[][]
  secrecyMarks: Mark[]
}

export type ToReader =
  | { kind: 'start'; job: ReadJob }
  /** One more batch may be sent. */
  | { kind: 'more' }
  | { kind: 'rejects'; path: string; stamp: Stamp; problems: readonly Problem[]; stretches: readonly Stretch[] }

/**
 * Numbers that stand for the ids and codes in the file, sorted: an entry that one row names by its id or code is never
 * taken by another row that only has its name.
 */
export type Claims = { ids: Float64Array; codes: Float64Array }

export type FromReader =
  | { kind: 'progress'; phase: string; done: number; total: number }
  | { kind: 'inspected'; value: Inspection }
  /** The whole file was read once and carries no mark; batches follow. */
  | { kind: 'scanned'; sheetRows: number; entries: number; mapping: Mapping; asked: Asked[]; sha256: string; claims: Claims }
  | { kind: 'batch'; candidates: Candidate[] }
  | { kind: 'read' }
  | { kind: 'rejectsWritten'; rows: number }
  /** `words` are all texts left in it, one a line. */
  | { kind: 'looked'; workbook: Uint8Array; words: string }
  | { kind: 'failed'; failure: Failure }
