import type { CaseKind } from '../../../shared/cases/act.ts'
import { needs, type Statement } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { ConsentRecord } from '../../../shared/contract/case-views.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { roleWords } from '../../../shared/roles.ts'
import { withDigest } from '../agreement/texts.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { allUsers, isSamePerson } from '../vault/users.ts'
import { detailOf, say } from './detail.ts'
import { foldAhead, lacksOf, rolesOf } from './judging.ts'
import { actsOf, type CaseFile, dropAct, knownAct, papersOf, putAct, type StoredAct, workableFile } from './queries.ts'
import { agencyOf } from './whose.ts'

/** Only what has not left is changed, and only one's own; what the platform lost of another's can be given up (`others`). */
const openDraft = (db: ReadDb, file: CaseFile, id: string, others = false): StoredAct => {
  const act = knownAct(db, file, id)
  if (act.party !== file.party && !others) throw new Refusal('case.notYourAct', { detail: act.party })
  if (act.status !== 'draft' && act.status !== 'returned') throw new Refusal('case.notDraft')
  return act
}

/** Whoever makes or records an act must hold one of its roles. */
export const mayDo = (kind: CaseKind, act: string, { user }: Pick<Context, 'user'>): void => {
  const spec = machines[kind].acts[act]
  if (spec === undefined) throw new Refusal('case.unknownAct', { detail: act })
  if (!user.roles.some((role) => spec.roles.includes(role))) throw new Refusal('access.denied', { about: spec.words.zh, roles: spec.roles.join(', ') })
}

export const refuseFuture = (context: Context, day: string): void => {
  if (day.slice(0, 10) > dayInChina(context.ports.now().toISOString())) throw new Refusal('case.inFuture', { day: day.slice(0, 10) })
}

/** Papers by their digests as the case names them. Throws `case.paperUnknown`. */
export const papersNamed = (db: ReadDb, file: CaseFile, digests: readonly string[]): Statement['papers'] => {
  const known = new Map(papersOf(db, file.rid).map((paper) => [paper.sha256, paper]))
  return [...new Set(digests)].map((sha256) => {
    const paper = known.get(sha256)
    if (paper === undefined) throw new Refusal('case.paperUnknown')
    return { sha256, name: paper.name }
  })
}

/** An answer names what it answers; where the caller did not, it is what was said last. */
export const withAnswer = (file: CaseFile, acts: readonly StoredAct[], act: string, fields: Statement['fields']): Statement['fields'] => {
  const { answers, same = [] } = machines[file.kind].acts[act] ?? {}
  if (answers === undefined) return fields
  const last = foldAhead(file, acts).acts.findLast((one) => answers.includes(one.act.act))?.act
  if (last === undefined) return fields
  const repeated = Object.fromEntries(same.flatMap((field) => (last.fields[field] === undefined ? [] : [[field, last.fields[field]]])))
  return { ...repeated, to: last.id, ...fields }
}

export type Drafting = { act: string; fields: Statement['fields']; note: string; number: string; papers: Statement['papers']; before?: StoredAct | undefined }

/** Writes a draft, in the caller's transaction, and says what it still needs. */
export const putDraft = (db: WriteDb, stamp: Stamp, file: CaseFile, { act, fields, note, number, papers, before }: Drafting): Output<'request.draft'> => {
  const acts = actsOf(db, file.rid)
  const statement: Statement = {
    // What came back leaves again as another statement: the platform has an answer for the old one.
    id: before === undefined || before.status === 'returned' ? stamp.newId() : before.id,
    act,
    party: file.party,
    officer: stamp.author,
    madeAt: stamp.at,
    number,
    consents: [],
    fields: withAnswer(file, acts, act, file.kind === 'agreement' ? withDigest(fields) : fields),
    note,
    papers,
  }
  const stored = {
    rid: file.rid,
    id: statement.id,
    act,
    party: file.party,
    status: 'draft' as const,
    place: null,
    state: null,
    statement,
    agency: agencyOf(file.head, file.party),
    source: '本机草稿' as const,
    received: '',
    ruling: '',
    evidence: '',
    // A consent names the text it saw.
    records: [],
    problem: null,
    draftedBy: stamp.author,
    draftedAt: stamp.at,
  }
  if (before !== undefined) dropAct(db, before.id)
  putAct(db, stored)
  return { actId: statement.id, lacks: lacksOf(file, foldAhead(file, acts), stored) }
}

export const draft = (kind: CaseKind, input: Parsed<'request.draft'>, context: Context): Output<'request.draft'> => {
  const { id, actId, act, fields, note, number, papers, secrecy } = input
  const { db } = context
  askSecrecy(secrecy)
  refuseMarks([fields, note, number])
  mayDo(kind, act, context)
  const stamp = stampOf(context)
  const made = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      const before = actId === undefined ? undefined : openDraft(db, file, actId)
      return putDraft(db, stamp, file, { act, fields, note, number, papers: papersNamed(db, file, papers), before })
    },
    ({ actId: made }) => detailOf(kind, id, { fields: Object.keys(fields), note: `${act}, ${made}` }),
  )
  say(context, id)
  return made
}

export const consent = (kind: CaseKind, input: Parsed<'request.consent'>, context: Context): Output<'request.consent'> => {
  const { id, actId, need, decision, by, on, evidence, handledBy, officeHead, reason } = input
  const { db, user } = context
  refuseMarks([by, evidence, handledBy, officeHead, reason])
  if (on !== undefined) refuseFuture(context, on)
  const stamp = stampOf(context)
  const paper = by !== ''
  if (!paper && !user.roles.includes(rolesOf[need])) throw new Refusal('case.notConsenter', { role: roleWords[rolesOf[need]] })
  if (paper && (evidence === '' || on === undefined)) throw new Refusal('catalogue.evidenceNeeded')
  if (need === 'secrecyReview' && (handledBy === '' || officeHead === '')) throw new Refusal('case.reviewersNeeded')
  if (decision === 'declined' && reason === '') throw new Refusal('case.reasonNeeded')
  const lacks = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      const stored = openDraft(db, file, actId)
      const who = paper ? by : stamp.author
      if (isSamePerson(allUsers(db, context.vault.header()), who, stored.statement.officer)) throw new Refusal('case.selfConsent', { detail: need })
      const record: ConsentRecord = {
        need,
        decision,
        by: who,
        on: on ?? dayInChina(stamp.at),
        evidence,
        handledBy,
        officeHead,
        reason,
        recordedBy: stamp.author,
        recordedAt: stamp.at,
      }
      const records = [...stored.records.filter((one) => one.need !== need), record].sort((a, b) => needs.indexOf(a.need) - needs.indexOf(b.need))
      putAct(db, { ...stored, records })
      return lacksOf(file, foldAhead(file, actsOf(db, file.rid)), { statement: stored.statement, records })
    },
    () => detailOf(kind, id, { note: `${need} ${decision}, ${actId}` }),
  )
  say(context, id)
  return { lacks }
}

export const drop = (kind: CaseKind, { id, actId }: Parsed<'request.drop'>, context: Context): Output<'request.drop'> => {
  const { db } = context
  context.commit(
    () => {
      const file = workableFile(db, kind, id)
      dropAct(db, openDraft(db, file, actId, true).id)
    },
    () => detailOf(kind, id, { note: actId }),
  )
  say(context, id)
  return {}
}
