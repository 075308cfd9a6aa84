import { type Need, needs, type Statement } from '../../../shared/cases/act.ts'
import { type CaseRefusal, type Folded, whyNot } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { ConsentRecord } from '../../../shared/contract/case-views.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { Role } from '../../../shared/roles.ts'
import { actOf, type CaseFile, foldStored, type StoredAct } from './queries.ts'

/** What was consented to goes with the statement; a consent that was refused goes nowhere. */
export const consentsOf = (records: readonly ConsentRecord[]): Statement['consents'] =>
  records.flatMap(({ need, decision, by, on, evidence }) => (decision === 'agreed' ? [{ need, by, on, evidence }] : []))

/** Where the case stands for whoever goes on here: with what was issued and is still on its way. */
export const foldAhead = (file: CaseFile, acts: readonly StoredAct[]): Folded => {
  const machine = machines[file.kind]
  let folded = foldStored(file, acts)
  for (const one of acts) {
    if (one.status !== 'issued') continue
    const act = { ...actOf(one), when: one.statement.madeAt }
    if (whyNot(machine, file.head, folded, act) !== null) continue
    const state = machine.acts[one.act]?.to ?? folded.state
    folded = { state, closed: machine.states[state]?.closed === true, acts: [...folded.acts, { act, state }] }
  }
  return folded
}

/** What a draft still needs; null: it may leave. */
export const lacksOf = (file: CaseFile, folded: Folded, { statement, records }: Pick<StoredAct, 'statement' | 'records'>): CaseRefusal | null => {
  const act = { ...statement, consents: consentsOf(records), agency: '', source: '本机草稿' as const, when: statement.madeAt, ruling: '' }
  return whyNot(machines[file.kind], file.head, folded, act)
}

/** Who gives each consent. */
export const rolesOf: Readonly<Record<Need, Role>> = {
  headConsent: 'workingBodyHead',
  secrecyReview: 'confidentialityOfficer',
  departmentHead: 'departmentHead',
}

const roleOf = (detail: string): Role | undefined => needs.flatMap((need) => (need === detail ? [rolesOf[need]] : []))[0]

/** Whose consent is missing is said by the role, which screens put into words. */
export const refuse = ({ code, detail }: CaseRefusal): Refusal => {
  const role = roleOf(detail)
  return new Refusal(code, role === undefined ? { detail } : { detail, role })
}
