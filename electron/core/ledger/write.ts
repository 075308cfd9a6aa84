import type { Parsed } from '../../../shared/contract.ts'
import type { LedgerCell } from '../../../shared/ledgers/ledger.ts'
import { ledgerOf } from '../../../shared/ledgers/ledgers.ts'
import type { Location, ReadDb } from '../db/open.ts'
import type { Stamp } from '../sheets/types.ts'
import { type LedgerSheet, writeLedger, writeLedgerCsv, writeLedgerJson } from '../sheets/write-ledger.ts'
import { readLaw } from '../work/law.ts'
import type { Asked } from './anchors.ts'
import { cellsOf, eventRecords, type KeyedRow, ledgerRows } from './rows.ts'

/** What the writing process is asked of a ledger. `paper`: its rows alone, which another process makes a paper of. */
export type LedgerJob = {
  what: 'ledger'
  path: string
  stamp: Stamp
  location: Location
  asked: Asked
  language: Parsed<'ledger.list'>['lang']
  format: 'xlsx' | 'csv' | 'json' | 'paper'
  about: string
  /** Of a paper: more rows are not read, only counted. */
  most: number
  /** The moment its days are counted from. */
  now: string
}

const pageSize = 200

type Progress = (done: number, total: number) => void

/** A ledger's rows page by page, the oldest first, as they stand at one moment of a pinned handle. */
const reading = (db: ReadDb, { asked, language, now }: LedgerJob, progress: Progress) => {
  const law = readLaw(db, now)
  const page = (skip: number) => ({ order: 'oldest' as const, limit: pageSize, skip })
  const { total } = ledgerRows(db, law, asked, { ...page(0), limit: 1 }, language)
  function* pages<T>(read: (skip: number) => readonly T[]): Generator<readonly T[]> {
    for (let skip = 0; skip < total; skip += pageSize) {
      yield read(skip)
      progress(Math.min(total, skip + pageSize), total)
    }
  }
  const rows = () => pages((skip) => ledgerRows(db, law, asked, page(skip), language).rows)
  const records = () =>
    pages((skip) =>
      asked.kind === 'events' ? eventRecords(db, law, asked, page(skip)) : ledgerRows(db, law, asked, page(skip), language).rows.map(({ cells }) => cells),
    )
  return { total, rows, records }
}

function* inOrder(kind: Asked['kind'], pages: ReturnType<ReturnType<typeof reading>['rows']>): Generator<LedgerCell[][]> {
  for (const page of pages) yield page.map((row) => cellsOf(kind, row))
}

export const writeLedgerFile = async (db: ReadDb, job: LedgerJob, progress: Progress) => {
  const { asked, language, about, stamp, path } = job
  const { title, columns } = titled(asked.kind)
  const { total, rows, records } = reading(db, job, progress)
  const sheet: LedgerSheet = { title, columns, about, total, language, stamp, rows: inOrder(asked.kind, rows()) }
  if (job.format === 'xlsx') return writeLedger(path, sheet)
  if (job.format === 'csv') return writeLedgerCsv(path, sheet)
  return writeLedgerJson(path, sheet, asked.kind, records())
}

/** For a paper: the rows by their columns' keys; at most so many. */
export const ledgerForPaper = (db: ReadDb, job: LedgerJob, progress: Progress): { total: number; rows: KeyedRow['cells'][]; sealed: boolean[] } => {
  const { total, rows } = reading(db, job, progress)
  const found = total > job.most ? [] : [...rows()].flat()
  return { total, rows: found.map(({ cells }) => cells), sealed: found.map(({ sealed }) => sealed) }
}

const titled = (kind: Asked['kind']) => {
  const { words, columns } = ledgerOf(kind)
  return { title: words, columns }
}
