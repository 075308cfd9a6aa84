import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Party, Statement } from '../../../shared/cases/act.ts'
import { whyNot } from '../../../shared/cases/fold.ts'
import type { ActSpec } from '../../../shared/cases/machine.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { actKnown } from '../../../shared/contract/case-views.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { CarriedAct } from '../../../shared/ferry/peer.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { needWholeText } from '../agreement/texts.ts'
import { heldOf } from '../attachments/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { foldAhead, refuse } from './judging.ts'
import { actById, actsOf, type CaseFile, countedAct, foldStored, type NewAct, type StoredAct } from './queries.ts'
import { type Received, receivedOf } from './received.ts'
import { actsHere } from './view.ts'
import { agencyOf } from './whose.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

/** The party the sender of packages speaks for: the other one of the two. */
export const senderOf = ({ party }: CaseFile): Party => (party === 'applicant' ? 'respondent' : 'applicant')

/** Whether the file has the very statement; an id that is used in another file says something else. */
export const knownHere = (db: ReadDb, file: CaseFile, statement: Statement): (typeof actKnown)[number] => {
  const stored = actById(db, statement.id)
  if (stored === undefined) return 'unknown'
  return stored.rid === file.rid && canonicalJson(stored.statement) === canonicalJson(statement) ? 'same' : 'differs'
}

const said = ({ act, party, fields: { to: _to, ...fields } }: Pick<Statement, 'act' | 'party' | 'fields'>): string => canonicalJson({ act, party, fields })

/** What it answers was recorded here under another id where it came by letter: the same words of the same party are the same act. */
const withOurAnswered = (db: ReadDb, file: CaseFile, acts: readonly StoredAct[], statement: Statement): Statement => {
  const { answers } = machines[file.kind].acts[statement.act] ?? {}
  const { to } = statement.fields
  if (answers === undefined || acts.some(({ id }) => id === to)) return statement
  const last = foldStored(file, acts).acts.findLast(({ act }) => answers.includes(act.act))?.act
  const theirs = receivedOf(db, file.rid)
    .flatMap((one) => one.acts)
    .find((one) => one.statement.id === to)?.statement
  if (last === undefined || theirs === undefined || said(last) !== said(theirs)) return statement
  return { ...statement, fields: { ...statement.fields, to: last.id } }
}

/** Who records it, and at which moment. */
type Recorder = { at: string; author: string }

export type Recorded = { when: string; ruling: string }

/** Of what the other side did: as it said it, under its own id, so that both offices know it by one. */
const theirAct = (db: ReadDb, stamp: Recorder, file: CaseFile, { statement }: CarriedAct, { when, ruling }: Recorded, evidence: string): NewAct => {
  const acts = actsOf(db, file.rid)
  const told = withOurAnswered(db, file, acts, statement)
  if (file.kind === 'agreement' && told.fields.text !== undefined) needWholeText(told.fields)
  const act = { ...told, agency: agencyOf(file.head, told.party), source: '交接单' as const, when, ruling }
  const why = whyNot(machines[file.kind], file.head, foldStored(file, acts), act, true)
  if (why !== null) throw refuse(why)
  if (machines[file.kind].acts[told.act]?.paper === true && !told.papers.some(({ sha256 }) => heldOf(db, sha256) !== undefined))
    throw new Refusal('case.paperNotCarried')
  return countedAct(file.rid, told, { agency: act.agency, source: act.source, received: when, ruling, evidence }, stamp)
}

/** An act of ours that was on its way: their copy of it shows that it arrived. */
const ourAct = (db: ReadDb, file: CaseFile, stored: StoredAct, { when, ruling }: Recorded, evidence: string): NewAct => {
  const act = { ...stored, source: '交接单' as const, received: when, ruling, evidence }
  const counted = foldStored(file, actsOf(db, file.rid))
  const why = whyNot(machines[file.kind], file.head, counted, { ...stored.statement, agency: stored.agency, source: act.source, when, ruling })
  if (why !== null) throw refuse(why)
  return act
}

/** What goes by the platform on either side counts by it alone, and comes from there under the same ids. */
const byPlatform = (file: CaseFile, from: Received): boolean => file.way === 'platform' || from.byPlatform

/** What can be recorded by a package at all; null: it says nothing that this file does not have, or that is theirs to say. */
export const recordable = (db: ReadDb, file: CaseFile, from: Received, carried: CarriedAct): 'theirs' | 'ours' | null => {
  const { statement, status } = carried
  if (byPlatform(file, from) || status === 'draft' || machines[file.kind].acts[statement.act]?.internal === true) return null
  const known = knownHere(db, file, statement)
  if (statement.party === senderOf(file)) return known === 'unknown' ? 'theirs' : null
  const arrived = statement.party === file.party && known === 'same' && status === 'counted'
  return arrived && actById(db, statement.id)?.status === 'issued' ? 'ours' : null
}

/** The act as it would count. Throws why it may not. */
export const recordedAct = (db: ReadDb, stamp: Recorder, file: CaseFile, from: Received, carried: CarriedAct, more: Recorded): NewAct => {
  const what = recordable(db, file, from, carried)
  if (byPlatform(file, from)) throw new Refusal('case.byPlatform')
  if (what === null) throw new Refusal('case.nothingToRecord')
  const evidence = `介质 ${from.medium}，往来包 ${from.packageId.slice(0, 8)}`
  const stored = what === 'ours' ? actById(db, carried.statement.id) : undefined
  return stored === undefined ? theirAct(db, stamp, file, carried, more, evidence) : ourAct(db, file, stored, more, evidence)
}

/** When it was handed over: the day the package was taken in; of ours, when it was received there. */
export const handedOver = ({ receivedAt }: Received, { when }: CarriedAct, ours: boolean): string => (ours && when !== null ? when : dayInChina(receivedAt))

/** What only belongs to the act itself, whatever it puts forward. */
const ownPart: ReadonlySet<string> = new Set(['to', 'sha256', 'note', 'reason'])

/** What another act puts forward, where an act of ours can say all of it and needs no more; else null. */
const fitting = ({ fields: schema }: ActSpec, fields: Statement['fields']): Statement['fields'] | null => {
  const names = Object.keys((z.toJSONSchema(schema, { io: 'input' }).properties as object | undefined) ?? {})
  const forward = Object.keys(fields).filter((name) => !ownPart.has(name))
  if (forward.length === 0 || !forward.every((name) => names.includes(name))) return null
  const own = Object.fromEntries(names.filter((name) => name !== 'to' && fields[name] !== undefined).map((name) => [name, fields[name]])) as Statement['fields']
  return schema.safeParse({ ...own, ...(names.includes('to') ? { to: nobody } : {}) }).success ? own : null
}

/** Acts of ours that may be done now and may begin with what the other side's says; what can be recorded is recorded first. */
export const beginningWith = (
  db: ReadDb,
  file: CaseFile,
  acts: readonly StoredAct[],
  from: Received,
  carried: CarriedAct,
): { act: string; fields: Statement['fields'] }[] => {
  const { statement } = carried
  if (statement.party === file.party || recordable(db, file, from, carried) !== null) return []
  const specs = machines[file.kind].acts
  return actsHere(file, foldAhead(file, acts), file.party).flatMap((act) => {
    const spec = specs[act]
    const fields = spec === undefined || act === 'message' || spec.internal === true ? null : fitting(spec, statement.fields)
    return fields === null ? [] : [{ act, fields }]
  })
}
