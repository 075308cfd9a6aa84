import { machines } from '../../../shared/cases/machines.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb } from '../db/open.ts'
import type { Applying } from '../sync/applying.ts'
import { dropOutgoing, type Outgoing } from '../sync/outbox.ts'
import { foldAhead, lacksOf, refuse } from './judging.ts'
import { reissue } from './leaving-acts.ts'
import { actById, actsOf, type CaseFile, dropAct, fileById, type StoredAct, workableFile } from './queries.ts'

/** What the tray says of an act that the platform refused. Of a sealed case nothing (practice L2). */
export const returnedAct = (db: ReadDb, { id, changeId }: Pick<Outgoing, 'id' | 'changeId'>) => {
  const file = fileById(db, id)
  const act = actById(db, changeId)
  if (file === undefined || act === undefined || file.sealedOn !== null) return null
  const words = machines[file.kind].acts[act.act]?.words ?? { zh: act.act, en: act.act }
  return { title: file.head.title, fields: Object.keys(act.statement.fields), case: { id, kind: file.kind, number: file.number, act: act.act, words } }
}

const known = (db: ReadDb, { id, changeId }: Pick<Outgoing, 'id' | 'changeId'>): { file: CaseFile; act: StoredAct } => {
  const file = fileById(db, id)
  const act = actById(db, changeId)
  if (file === undefined || act === undefined) throw new Refusal('quarantine.unknown')
  return { file: workableFile(db, file.kind, id), act }
}

/** The same text once more, where the case stands so that it may follow. Throws why it may not. */
export const resendAct = (applying: Applying, out: Outgoing): void => {
  const { db } = applying
  const { file, act } = known(db, out)
  const lacks = lacksOf(file, foldAhead(file, actsOf(db, file.rid)), act)
  if (lacks !== null) throw refuse(lacks)
  reissue(applying, file, act)
}

export const giveUpAct = ({ db }: Pick<Applying, 'db'>, out: Outgoing): void => {
  dropAct(db, known(db, out).act.id)
  dropOutgoing(db, out.changeId)
}
