import { type EntryContent, emptyContent } from '../../../shared/catalogue.ts'
import { equal } from '../../../shared/changes.ts'
import type { HandedEffect, RowEffect } from '../../../shared/contract/listing.ts'
import { type Carried, carriedBy, formatDay, type ListingTemplate } from '../../../shared/listing/template.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Change, GoneLine, StateLine, Verdict } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch, isEmptyPatch, patchBetween } from '../../../shared/sync/patch.ts'
import { entryById } from '../catalogue/queries.ts'
import { putStanding } from '../catalogue/standing.ts'
import { applyLine } from '../sync/apply-lines.ts'
import { applyVerdict } from '../sync/apply-verdicts.ts'
import type { Applying } from '../sync/applying.ts'
import { openConflictOf } from '../sync/conflicts.ts'
import { type Outgoing, outgoingOf } from '../sync/outbox.ts'
import { sameContent } from '../sync/same-content.ts'
import { type Shadow, setSame, shadowOf } from '../sync/shadow.ts'
import type { Candidate } from '../transfer/protocol.ts'
import { carriedPatch } from './carried.ts'
import { handedAt } from './handover.ts'
import { nameIdentity, putRows, remember } from './identity.ts'
import { judgeRow, layRow, type Saying } from './lay.ts'
import type { RowIdentity } from './match-row.ts'
import { isNewAnswer, rowState, stateOf, unknownState } from './row-state.ts'

/** A listing on its way in: what its rows are read and applied with. All writes happen in the caller's transaction. */
export type Listing = {
  applying: Applying
  template: ListingTemplate
  /** What any kept template has a column for. */
  anywhere: Carried
  /** Of the template. */
  name: string
  /** This agency's, and the platform's. */
  agency: string
  platform: string
  /** When the platform wrote it. */
  asOf: string
}

export type Applied = { id: string; title: string; effect: RowEffect; handed: HandedEffect | null }

type Tells = Pick<Verdict, 'verdict' | 'version' | 'problem'> & { now?: StateLine }

const verdictOf = ({ applying, asOf }: Listing, out: Outgoing, { verdict, version, problem, now }: Tells): Verdict => ({
  changeId: out.changeId,
  verdict,
  receivedAt: asOf,
  version,
  now: now ?? null,
  problem,
  receiptId: applying.stamp.newId(),
})

/** The text a frozen change makes. */
const sentText = (out: Outgoing | undefined, shadow: Shadow | undefined): EntryContent | null => {
  const change = JSON.parse(out?.body ?? 'null') as Change | null
  return change?.kind === 'patch' ? applyContentPatch(shadow?.content ?? emptyContent(), change.patch) : null
}

/** What the template could have told of an entry nobody told: laid under a row whose entry was never confirmed. */
const asIfTold = (content: EntryContent, template: ListingTemplate): EntryContent => {
  const from = emptyContent()
  return applyContentPatch(from, carriedPatch(patchBetween(from, content), carriedBy(template), from))
}

/** One row of which is known what entry it means; `id` is a new one's where there is none yet. */
export const applyRow = (listing: Listing, candidate: Candidate, identity: RowIdentity, id: string): Applied => {
  const { applying, template, asOf } = listing
  const { db } = applying
  const local = entryById(db, id)
  const shadow = shadowOf(db, id)
  const out = outgoingOf(db, id)
  const row = rowState(candidate, template)
  const keep = () => {
    remember(db, 'code', identity.code, id)
    remember(db, 'platformId', identity.platformId, id)
    remember(db, 'name', identity.name, id)
    putRows(
      db,
      id,
      listing.name,
      JSON.stringify((candidate.cells ?? []).map((cells) => cells.map((cell) => (cell instanceof Date ? dayText(cell, template) : cell)))),
    )
  }
  if (row.status === 'gone') {
    keep()
    return applyMissing(listing, id)
  }
  const sent = sentText(out, shadow)
  const told = shadow?.content ?? (local === undefined || sent !== null ? null : asIfTold(local.content, template))
  const sources = [sent, told, local?.content].filter((text) => text !== null && text !== undefined)
  const laid = layRow(candidate, template, sources, () => applying.stamp.newId())
  // What lies in the tray is answered only by the platform taking it after all.
  const carried = carriedBy(template)
  const inTray = out?.state === 'quarantined'
  const accepted =
    inTray &&
    (row.status === 'submitted' || row.status === 'published') &&
    judgeRow(laid, told, sent, carried, row.status === 'published').saying === 'confirmed'
  const open = inTray && !accepted ? undefined : out
  const judged = judgeRow(laid, told, open === undefined ? null : sent, carried, row.status === 'published')
  const known = shadow?.state ?? unknownState
  const gone = shadow !== undefined && shadow.gone !== null
  const saying: Saying = open?.kind === 'delete' ? (sameContent(judged.theirs, judged.base) ? 'pending' : 'differs') : judged.saying
  const handed = open === undefined ? null : handedAt(db, open.changeId)
  // A return of a day before it was handed over speaks of what was there then.
  const after = handed !== null && handed <= asOf && (row.answeredOn === null || dayInChina(handed) <= row.answeredOn)
  const returned = open !== undefined && row.status === 'returned' && isNewAnswer(row, known) && after
  const version = (shadow?.version ?? 0) + 1
  const taken = !returned && (saying === 'confirmed' || saying === 'altered')
  const { at, ...state } = stateOf(row, known, judged.theirs, version, taken, asOf)
  const title = judged.theirs.title || (local?.content.title ?? '')
  keep()
  const done = (effect: RowEffect): Applied => ({
    id,
    title,
    effect,
    handed: open === undefined ? null : returned ? 'returned' : saying === 'none' ? 'pending' : saying,
  })
  const still = !returned && (saying === 'none' || saying === 'pending')
  if (still && shadow !== undefined && !gone && sameContent(judged.theirs, shadow.content) && equal(state, known)) {
    settled(listing, id)
    return done('same')
  }
  const line: StateLine = {
    kind: 'state',
    entity: 'entry',
    id,
    version,
    content: judged.theirs,
    published: null,
    state,
    owner: { id: applying.agencyId, name: listing.agency },
    by: { agency: listing.platform, officer: '', device: null, changeId: taken ? (open?.changeId ?? null) : null },
    at,
  }
  if (open !== undefined && !still) answer(listing, open, { saying: returned ? 'returned' : saying, line, base: judged.base, reason: row.reason, shadow })
  // A verdict that brings the text with it has seen to it.
  const seen = !still && !returned && saying === 'differs'
  const effect = seen ? (openConflictOf(db, id) === undefined ? 'merged' : 'conflict') : applyLine(applying, line, true)
  settled(listing, id)
  const stands = entryById(db, id)
  if (effect === 'passedOver' || effect === 'conflict') return done(effect)
  if (local === undefined) return done('new')
  if (stands?.version === local.version) return done('same')
  return done(effect === 'merged' ? 'merged' : 'taken')
}

const dayText = (cell: Date, { days }: ListingTemplate): string => (Number.isNaN(cell.getTime()) ? '' : formatDay(cell.toISOString().slice(0, 10), days))

type Answer = { saying: Saying | 'returned'; line: StateLine; base: EntryContent; reason: string; shadow: Shadow | undefined }

/** The row's word on a change that left, as the verdict a platform would have sent: it goes the way of every verdict. */
const answer = (listing: Listing, out: Outgoing, { saying, line, base, reason, shadow }: Answer): void => {
  const { applying } = listing
  const { version } = line
  if (saying === 'returned') {
    const problem = { type: '', title: reason === '' ? '平台退回，没有写理由' : reason, status: 422, detail: '', code: 'listing.returned' }
    applyVerdict(applying, out, verdictOf(listing, out, { verdict: 'rejected', version: null, problem }), false)
    return
  }
  if (saying === 'differs') {
    applyVerdict(applying, out, verdictOf(listing, out, { verdict: 'conflict', version, problem: null, now: line }), false)
    return
  }
  submittedThen(applying, out, line)
  const from = shadow?.content ?? emptyContent()
  const change = JSON.parse(out.body ?? 'null') as Change & { kind: 'patch' }
  // Only what the row shows is confirmed.
  const body = JSON.stringify({ ...change, patch: patchBetween(from, base) })
  applyVerdict(applying, { ...out, body }, verdictOf(listing, out, { verdict: saying === 'altered' ? 'altered' : 'applied', version, problem: null }), false)
}

/** What is published or reviewed is the text that left, whatever was written here since. */
const submittedThen = ({ db }: Applying, out: Outgoing, { id, state }: StateLine): void => {
  const entry = entryById(db, id)
  if (entry === undefined || state.status !== 'published' || (entry.standing.textVersion ?? 0) <= out.localVersion) return
  putStanding(db, entry.rid, { ...entry.standing, submittedVersion: out.localVersion })
}

/** Where nothing is left that a template could tell, the entry waits for nothing. */
const settled = ({ applying, anywhere }: Listing, id: string): void => {
  const { db } = applying
  const shadow = shadowOf(db, id)
  const entry = entryById(db, id)
  if (shadow === undefined || entry === undefined || shadow.localVersion === entry.version) return
  const deleted = entry.deletedAt !== null
  if (deleted || shadow.gone !== null) {
    if (deleted && shadow.gone !== null) setSame(db, id, entry.version)
    return
  }
  const left = carriedPatch(patchBetween(shadow.content, entry.content), anywhere, shadow.content)
  if (isEmptyPatch(left)) setSame(db, id, entry.version)
}

/** An entry a complete listing does not show, or of which it says that it is gone. */
export const applyMissing = (listing: Listing, id: string): Applied => {
  const { applying, asOf } = listing
  const { db } = applying
  const shadow = shadowOf(db, id)
  const out = outgoingOf(db, id)
  const open = out?.state === 'sent' ? out : undefined
  const title = entryById(db, id)?.content.title ?? shadow?.content.title ?? ''
  if (shadow === undefined || shadow.gone !== null) return { id, title, effect: 'same', handed: open === undefined ? null : 'pending' }
  const version = shadow.version + 1
  const line: GoneLine = { kind: 'gone', entity: 'entry', id, version, why: 'deleted', at: asOf }
  if (open?.kind === 'delete') {
    applyVerdict(applying, open, verdictOf(listing, open, { verdict: 'applied', version, problem: null }), false)
    return { id, title, effect: 'gone', handed: 'confirmed' }
  }
  // A change of what is gone there: it is decided anew, together with what became of it.
  if (open !== undefined) applyVerdict(applying, open, verdictOf(listing, open, { verdict: 'conflict', version, problem: null }), false)
  const effect = applyLine(applying, line)
  settled(listing, id)
  return { id, title, effect: effect === 'conflict' ? 'conflict' : 'gone', handed: open === undefined ? null : 'differs' }
}

/** A hand-over tells the platform these names: a row that comes back may bear any of them. */
export const rememberSent = ({ db }: Applying, out: Outgoing): void => {
  const shadow = shadowOf(db, out.id)
  for (const text of [sentText(out, shadow), shadow?.content]) {
    if (text === null || text === undefined) continue
    remember(db, 'name', nameIdentity(text.title, text.provider), out.id)
    for (const { code } of text.codes) remember(db, 'code', code, out.id)
  }
}
