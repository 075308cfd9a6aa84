import { factsOf } from '../../../shared/agreements/draft.ts'
import { type StandingAgreement, whyNoSharing } from '../../../shared/agreements/gate.ts'
import { type AgreementText, agreementTextSchema } from '../../../shared/cases/agreement-text.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb } from '../db/open.ts'
import type { Law } from '../work/law.ts'
import { actsOf, type CaseFile, filesAbout } from './queries.ts'

export type Proposal = { actId: string; party: CaseFile['party']; on: string; text: AgreementText; sha256: string }

/** The texts that were on the table, the last one last; one that can not be read any more is left out. */
export const proposalsOf = (db: ReadDb, file: CaseFile): Proposal[] =>
  actsOf(db, file.rid).flatMap(({ id, party, status, received, statement }) => {
    const parsed = status === 'counted' || status === 'issued' ? agreementTextSchema.safeParse(statement.fields.text) : undefined
    const { sha256 } = statement.fields
    return parsed?.success === true ? [{ actId: id, party, on: received, text: parsed.data, sha256: String(sha256) }] : []
  })

/** The agreements made for a request, each with its last text. */
const agreementsFor = (db: ReadDb, file: Pick<CaseFile, 'id'>): StandingAgreement[] =>
  filesAbout(db, file.id).flatMap((one) => {
    const text = one.kind === 'agreement' && one.sealedOn === null ? proposalsOf(db, one).at(-1)?.text : undefined
    return text === undefined ? [] : [{ text, state: one.state }]
  })

/** Throws `agreement.needed`, `.notSigned`, `.notYet`, `.expired` or `.ended` where a rule in force asks for an agreement and none is in force. */
export const needAgreement = (db: ReadDb, law: Law, file: CaseFile, act: string): void => {
  if (machines[file.kind].acts[act]?.agreement !== true) return
  const why = whyNoSharing(law.on(law.today), factsOf(file.head), agreementsFor(db, file), law.today)
  if (why !== null) throw new Refusal(why.code, why.params)
}
