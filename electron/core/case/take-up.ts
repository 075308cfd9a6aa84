import { attachmentsPerEntry } from '../../../shared/attachments.ts'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { needsRuling } from '../../../shared/cases/ruling.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { CarriedAct } from '../../../shared/ferry/peer.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import type { WriteDb } from '../db/open.ts'
import { detailOf, say } from './detail.ts'
import { mayDo, putDraft, refuseFuture } from './drafting.ts'
import { countAct } from './leaving.ts'
import { actsOf, type CaseFile, papersOf, putPaper, workableFile } from './queries.ts'
import { type Received, receivedIn, receivedPapers } from './received.ts'
import { beginningWith, handedOver, type Recorded, recordable, recordedAct } from './sent-acts.ts'

type Taken = Output<'request.takeUp'>

const takePapers = (db: WriteDb, stamp: Stamp, file: CaseFile, from: Received, wanted: readonly string[] | undefined): Taken => {
  const came = receivedPapers(db, from.seq).filter(({ type }) => type !== null)
  const chosen = wanted === undefined ? came : came.filter(({ sha256 }) => wanted.includes(sha256))
  if (chosen.length === 0 || (wanted !== undefined && chosen.length < new Set(wanted).size)) throw new Refusal('case.paperUnknown')
  const has = new Set(papersOf(db, file.rid).map(({ sha256 }) => sha256))
  const more = chosen.filter(({ sha256 }) => !has.has(sha256))
  if (has.size + more.length > attachmentsPerEntry) throw new Refusal('attachment.tooMany', { title: file.head.title, limit: attachmentsPerEntry })
  for (const paper of more) putPaper(db, file.rid, paper, stamp.at, stamp.author)
  return { actId: null, papers: more.length, state: file.state, lacks: null }
}

const takeDraft = (db: WriteDb, stamp: Stamp, file: CaseFile, from: Received, { carried, as }: { carried: CarriedAct; as: string }): Taken => {
  const begun = beginningWith(db, file, actsOf(db, file.rid), from, carried).find(({ act }) => act === as)
  if (begun === undefined) throw new Refusal('case.nothingToBegin', { detail: as })
  const { actId, lacks } = putDraft(db, stamp, file, { act: as, fields: begun.fields, note: '', number: '', papers: [] })
  return { actId, papers: 0, state: file.state, lacks }
}

/** Between agencies nothing counts by a package alone: an application, a reply or a refusal under a ruling only (practice L3). */
const takeRecord = (db: WriteDb, stamp: Stamp, file: CaseFile, from: Received, carried: CarriedAct, { when, ruling }: Partial<Recorded>): Taken => {
  const { act, papers } = carried.statement
  const ours = recordable(db, file, from, carried) === 'ours'
  const more = { when: when ?? handedOver(from, carried, ours), ruling: ruling ?? '' }
  const recorded = recordedAct(db, stamp, file, from, carried, more)
  if (more.ruling === '' && needsRuling(file.kind, act)) throw new Refusal('case.rulingNeeded')
  if (!ours) for (const paper of papers) putPaper(db, file.rid, paper, stamp.at, stamp.author)
  return { actId: recorded.id, papers: 0, state: countAct(db, stamp, file, recorded), lacks: null }
}

/** What came by package becomes part of the file: each step is an officer's, and said to be one in the audit. */
export const takeUp = (kind: CaseKind, input: Parsed<'request.takeUp'>, context: Context): Taken => {
  const { id, packageId, how, actId, as, papers, when, ruling, secrecy } = input
  const { db } = context
  askSecrecy(secrecy)
  refuseMarks(ruling)
  if (when !== undefined) refuseFuture(context, when)
  const stamp = stampOf(context)
  const taken = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      const from = receivedIn(db, file.rid, packageId)
      if (how === 'papers') return takePapers(db, stamp, file, from, papers)
      const carried = from.acts.find(({ statement }) => statement.id === actId)
      if (carried === undefined) throw new Refusal('case.actNotFound')
      mayDo(kind, how === 'draft' ? as : carried.statement.act, context)
      return how === 'draft'
        ? takeDraft(db, stamp, file, from, { carried, as })
        : takeRecord(db, stamp, file, from, carried, { ruling, ...(when === undefined ? {} : { when }) })
    },
    (value) => detailOf(kind, id, { note: [how, packageId.slice(0, 8), value.actId ?? `${value.papers} papers`].join(', ') }),
  )
  say(context, id)
  return taken
}
