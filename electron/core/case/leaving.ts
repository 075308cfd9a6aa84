import { canonicalJson } from '../../../shared/canonical.ts'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { whyNot } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { needSoundSignature } from '../agreement/signed.ts'
import { needSoundText, withDigest } from '../agreement/texts.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { WriteDb } from '../db/open.ts'
import { readLaw } from '../work/law.ts'
import { needAgreement } from './agreement-needed.ts'
import { detailOf, say } from './detail.ts'
import { mayDo, papersNamed, refuseFuture, withAnswer } from './drafting.ts'
import { followCase } from './follow.ts'
import { consentsOf, foldAhead, lacksOf, refuse } from './judging.ts'
import { actOf, actsOf, type CaseFile, countedAct, dropAct, foldStored, knownAct, type NewAct, putAct, type StoredAct, workableFile } from './queries.ts'
import { agencyOf } from './whose.ts'

/** An act counts: it gets its place and where it led. The caller has asked whether it may. */
export const countAct = (db: WriteDb, stamp: Stamp, file: CaseFile, act: NewAct): string => {
  const folded = foldStored(file, actsOf(db, file.rid))
  const state = machines[file.kind].acts[act.act]?.to ?? folded.state
  putAct(db, { ...act, status: 'counted', place: folded.acts.length + 1, state })
  followCase(db, stamp, file)
  return state
}

const digestOf = ({ statement }: Pick<StoredAct, 'statement'>): string => sha256Hex(Buffer.from(canonicalJson(statement), 'utf8'))

/**
 * Signs a draft off. What stays inside the office counts at once; what goes by the platform counts with its receipt; a letter
 * when its delivery is recorded (practice P13: drafted, issued, delivered; only the last stops a clock).
 */
export const issue = async (kind: CaseKind, input: Parsed<'request.issue'>, context: Context): Promise<Output<'request.issue'>> => {
  const { id, actId, number, secrecy } = input
  const { db } = context
  askSecrecy(secrecy)
  refuseMarks(number)
  if (kind === 'agreement') await needSoundSignature(context, workableFile(db, kind, id), actId)
  const stamp = stampOf(context)
  const done = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      const stored = knownAct(db, file, actId)
      if (stored.status !== 'draft') throw new Refusal('case.notDraft')
      mayDo(kind, stored.act, context)
      const acts = actsOf(db, file.rid)
      const ahead = foldAhead(file, acts)
      const lacks = lacksOf(file, ahead, stored)
      if (lacks !== null) throw refuse(lacks)
      const law = readLaw(db, stamp.at)
      needAgreement(db, law, file, stored.act)
      needSoundText(db, law, file, stored.statement)
      const statement = { ...stored.statement, consents: consentsOf(stored.records), number: number === '' ? stored.statement.number : number }
      const internal = machines[kind].acts[stored.act]?.internal === true || kind === 'need' || kind === 'incident'
      if (internal && file.way === 'platform' && acts.some(({ status }) => status === 'issued')) throw new Refusal('case.waits')
      const next: StoredAct = { ...stored, statement, problem: null, status: 'issued' }
      if (internal) {
        const state = countAct(db, stamp, file, { ...next, source: '本单位登记', received: stamp.at })
        return { status: 'counted' as const, state, digest: digestOf(next) }
      }
      // Its place among what leaves is when it was issued, not when it was drafted.
      dropAct(db, stored.id)
      putAct(db, next)
      followCase(db, stamp, file)
      return { status: 'issued' as const, state: foldStored(file, acts).state, digest: digestOf(next) }
    },
    ({ digest, status }) => detailOf(kind, id, { digest, note: `${actId} ${status}` }),
  )
  say(context, id)
  return { status: done.status, state: done.state }
}

/** A letter arrived. Between agencies it counts only on the platform or under a ruling: the clock says so itself (practice L3). */
export const delivered = (kind: CaseKind, input: Parsed<'request.delivered'>, context: Context): Output<'request.delivered'> => {
  const { id, actId, source, when, number, ruling, evidence } = input
  const { db } = context
  refuseMarks([number, ruling, evidence])
  refuseFuture(context, when)
  const stamp = stampOf(context)
  const state = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      const stored = knownAct(db, file, actId)
      if (file.way === 'platform') throw new Refusal('case.byPlatform')
      if (stored.status !== 'issued') throw new Refusal('case.notIssued')
      const statement = number === '' ? stored.statement : { ...stored.statement, number }
      const act = { ...stored, statement, source, received: when, ruling, evidence }
      const why = whyNot(machines[kind], file.head, foldStored(file, actsOf(db, file.rid)), actOf(act))
      if (why !== null) throw refuse(why)
      return countAct(db, stamp, file, act)
    },
    () => detailOf(kind, id, { note: `${actId} ${source}` }),
  )
  say(context, id)
  return { state }
}

/** What the other side or the department did, by letter or as their own screen shows it. */
export const record = (kind: CaseKind, input: Parsed<'request.record'>, context: Context): Output<'request.record'> => {
  const { id, act, party, officer, source, when, number, ruling, fields, note, papers, evidence, secrecy } = input
  const { db } = context
  askSecrecy(secrecy)
  refuseMarks([officer, number, ruling, fields, note, evidence])
  refuseFuture(context, when)
  const stamp = stampOf(context)
  const done = context.commit(
    () => {
      const file = workableFile(db, kind, id)
      if (file.way === 'platform') throw new Refusal('case.byPlatform')
      const spec = machines[kind].acts[act]
      if (spec === undefined) throw new Refusal('case.unknownAct', { detail: act })
      const acts = actsOf(db, file.rid)
      const statement = {
        id: stamp.newId(),
        act,
        party,
        officer,
        madeAt: stamp.at,
        number,
        consents: [],
        fields: withAnswer(file, acts, act, kind === 'agreement' ? withDigest(fields) : fields),
        note,
        papers: papersNamed(db, file, papers),
      }
      const stored = countedAct(file.rid, statement, { agency: agencyOf(file.head, party), source, received: when, ruling, evidence }, stamp)
      // One's own acts are drafted and issued; what others did needs no consent of this office.
      if (party === file.party) throw new Refusal('case.notYourAct', { detail: party })
      const why = whyNot(machines[kind], file.head, foldStored(file, acts), { ...statement, agency: stored.agency, source, when, ruling }, true)
      if (why !== null) throw refuse(why)
      return { actId: statement.id, state: countAct(db, stamp, file, stored) }
    },
    ({ actId }) => detailOf(kind, id, { fields: Object.keys(fields), note: `${act}, ${actId}, ${source}` }),
  )
  say(context, id)
  return done
}
