import type { Statement } from '../../../shared/cases/act.ts'
import { type CaseRefusal, type Folded, whyNot } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { ConsentRecord } from '../../../shared/contract/cases.ts'
import { Refusal } from '../../../shared/errors.ts'
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

const codeParams = ({ detail }: CaseRefusal) => ({ detail })
export const refuse = (why: CaseRefusal): Refusal => new Refusal(why.code, codeParams(why))
