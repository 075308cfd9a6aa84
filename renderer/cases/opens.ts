import type { CaseKind, Party } from '../../shared/cases/act.ts'
import { unopened } from '../../shared/cases/machine.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { Role } from '../../shared/roles.ts'

/** The acts a party opens a case with. */
export const openingActs = (kind: CaseKind, party: Party): string[] =>
  Object.entries(machines[kind].acts).flatMap(([name, { from, party: by }]) => (from.includes(unopened) && by.includes(party) ? [name] : []))

/** Whether somebody of these roles opens cases of a kind. */
export const opensHere = (kind: CaseKind, roles: readonly Role[]): boolean =>
  Object.values(machines[kind].acts).some((spec) => spec.from.includes(unopened) && spec.roles.some((role) => roles.includes(role)))

/** Kinds that concern nobody but the own agency (`electron/core/case/opening.ts`). */
export const isOwnKind = (kind: CaseKind): boolean => kind === 'need' || kind === 'incident'

/** What is to be done may be done in several ways, all of which answer alike: 同意, 部分同意, 不同意. */
export const alternatives = (kind: CaseKind, act: string): string[] => {
  const { acts } = machines[kind]
  const events = acts[act]?.events ?? []
  return [act, ...Object.keys(acts).filter((one) => one !== act && acts[one]?.events.some((event) => events.includes(event)) === true)]
}
