import type { CaseKind } from '../../../shared/cases/act.ts'
import { agreementTextSchema } from '../../../shared/cases/agreement-text.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { needsRuling } from '../../../shared/cases/ruling.ts'
import type { ReceivedAct } from '../../../shared/contract/case-views.ts'
import type { Output } from '../../../shared/contract.ts'
import type { CarriedAct } from '../../../shared/ferry/peer.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { refusalOf } from '../failure.ts'
import { actsOf, type CaseFile, papersOf, type StoredAct, workableFile } from './queries.ts'
import { type Received, receivedOf, receivedPapers } from './received.ts'
import { beginningWith, handedOver, knownHere, recordable, recordedAct } from './sent-acts.ts'

/** Nothing is written here: who and when stand for nobody. */
const nobody = { at: '', author: '' }

const recordOf = (db: ReadDb, file: CaseFile, from: Received, carried: CarriedAct): ReceivedAct['record'] => {
  const what = recordable(db, file, from, carried)
  if (what === null) return null
  const when = handedOver(from, carried, what === 'ours')
  const refused = refusalOf(() => recordedAct(db, nobody, file, from, carried, { when, ruling: '' }))
  return {
    ruling: needsRuling(file.kind, carried.statement.act),
    lacks: refused === null ? null : { code: refused.failure.code, detail: String(refused.failure.params.detail ?? '') },
  }
}

const actView = (db: ReadDb, file: CaseFile, acts: readonly StoredAct[], from: Received, carried: CarriedAct): ReceivedAct => {
  const { statement, status, agency, source, when, ruling } = carried
  const { id, act, party, officer, number, madeAt, fields, note, papers } = statement
  return {
    id,
    act,
    words: machines[file.kind].acts[act]?.words ?? { zh: act, en: act },
    party,
    mine: party === file.party,
    status,
    agency,
    officer,
    number,
    madeAt,
    source,
    receivedOn: when,
    ruling,
    fields,
    note,
    papers,
    known: knownHere(db, file, statement),
    record: recordOf(db, file, from, carried),
    begins: beginningWith(db, file, acts, from, carried).map((one) => one.act),
    text: file.kind === 'agreement' && agreementTextSchema.safeParse(fields.text).success,
  }
}

/** What other agencies' packages told of this file, beside what is known here. */
export const receivedView = (kind: CaseKind, id: string, { db }: ReadContext): Output<'request.received'> => {
  const file = workableFile(db, kind, id)
  const acts = actsOf(db, file.rid)
  const ours = new Set(papersOf(db, file.rid).map(({ sha256 }) => sha256))
  return {
    packages: receivedOf(db, file.rid).map((from) => {
      const { packageId, number, agency, medium, byPlatform, madeAt, receivedAt, receivedBy, note } = from
      return {
        packageId,
        number,
        title: from.head.title,
        agency,
        medium,
        byPlatform,
        madeAt,
        receivedAt,
        receivedBy,
        note,
        acts: from.acts.map((carried) => actView(db, file, acts, from, carried)),
        papers: receivedPapers(db, from.seq).map(({ sha256, name, type, bytes }) => ({
          sha256,
          name,
          type: type as Output<'request.received'>['packages'][number]['papers'][number]['type'],
          bytes,
          here: type !== null,
          inFile: ours.has(sha256),
        })),
      }
    }),
  }
}
