import type { LedgerRow } from '../../../shared/contract/ledgers.ts'
import type { Language } from '../../../shared/errors.ts'
import { eventOf } from '../../../shared/ledgers/events.ts'
import {
  type CaseLedger,
  dayOf,
  type LedgerCell,
  type LedgerColumn,
  type LedgerKind,
  type Life,
  offSystem,
  type Say,
  sayingIn,
} from '../../../shared/ledgers/ledger.ts'
import { caseLedgerOf, ledgerOf } from '../../../shared/ledgers/ledgers.ts'
import type { ReadDb } from '../db/open.ts'
import type { Law } from '../work/law.ts'
import { type Anchor, type Asked, anchorsOf, type Page, refuseUnknown } from './anchors.ts'
import { livesOf } from './lives.ts'
import { permissionRows } from './permissions.ts'
import { reviewRows, waitingRows } from './reviews.ts'

/** A row by the keys of its ledger's columns. */
export type KeyedRow = { case: LedgerRow['case']; sealed: boolean; cells: Readonly<Record<string, LedgerCell>> }
export type Rows = { rows: KeyedRow[]; total: number }

/** Of a sealed case number and day remain (practice L2). */
export const sealedCells = (columns: readonly LedgerColumn[], number: string, day: { key: string; on: string | null }, say: Say): KeyedRow['cells'] => {
  const words = columns.find(({ key }) => key === 'state') ?? columns.find(({ key, type }) => type === 'text' && key !== 'number')
  return { number, [day.key]: day.on, ...(words === undefined ? {} : { [words.key]: say(offSystem) }) }
}

const lifeRow = (ledger: CaseLedger, life: Life, id: string, say: Say): KeyedRow => {
  const at = life.acts.findIndex((act) => act.id === id)
  const where = { kind: life.kind, id: life.id }
  if (life.sealedOn === null) return { case: where, sealed: false, cells: ledger.row(life, at, say) }
  const act = life.acts[at]
  const day = { key: ledger.days[0]?.by ?? '', on: act === undefined ? null : dayOf(act.when) }
  return { case: where, sealed: true, cells: sealedCells(ledger.columns, life.number, day, say) }
}

const ofAnchors = (db: ReadDb, law: Law, anchors: readonly Anchor[]): { life: Life; id: string }[] => {
  const lives = livesOf(db, law, [...new Set(anchors.map(({ rid }) => rid))])
  return anchors.flatMap(({ rid, id }) => {
    const life = lives.get(rid)
    return life === undefined ? [] : [{ life, id }]
  })
}

export const ledgerRows = (db: ReadDb, law: Law, asked: Asked, page: Page, language: Language): Rows => {
  const ledger = ledgerOf(asked.kind)
  refuseUnknown(asked, ledger.days)
  const say = sayingIn(language)
  const cases = caseLedgerOf(asked.kind)
  if (cases !== undefined) {
    const { anchors, total } = anchorsOf(db, cases, asked, page)
    return { rows: ofAnchors(db, law, anchors).map(({ life, id }) => lifeRow(cases, life, id, say)), total }
  }
  switch (asked.kind) {
    case 'reviews':
      return reviewRows(db, ledger.columns, asked, page, say)
    case 'reviewsWaiting':
      return waitingRows(db, ledger.columns, asked, page, say)
    default:
      return permissionRows(db, law, ledger.columns, asked, page, say)
  }
}

/** The cells in the order of the columns. */
export const cellsOf = (kind: LedgerKind, { cells }: KeyedRow): LedgerCell[] => ledgerOf(kind).columns.map(({ key }) => cells[key] ?? null)

/** The acts of a period as a program reads them; of a sealed case number and day. */
export const eventRecords = (db: ReadDb, law: Law, asked: Asked, page: Page): object[] => {
  const ledger = caseLedgerOf('events')
  if (ledger === undefined) return []
  return ofAnchors(db, law, anchorsOf(db, ledger, asked, page).anchors).map(({ life, id }) => {
    const at = life.acts.findIndex((act) => act.id === id)
    const act = life.acts[at]
    return life.sealedOn === null ? eventOf(life, at) : { case: life.number, sealed: true, receivedOn: act === undefined ? null : dayOf(act.when) }
  })
}
