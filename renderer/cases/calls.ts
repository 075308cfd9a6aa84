import type { CaseKind } from '../../shared/cases/act.ts'
import type { CaseVerb } from '../../shared/contract/cases.ts'
import type { Output } from '../../shared/contract.ts'

/** One kind's call. Every kind's have the same inputs and outputs, so that all are typed as the request's. */
export const callOf = <V extends CaseVerb>(kind: CaseKind, verb: V): `request.${V}` => `${kind}.${verb}` as `request.${V}`

export type CaseView = Output<'request.get'>
export type OpenFile = NonNullable<CaseView['file']>
export type MachineView = Output<'request.machine'>
export type ActView = MachineView['acts'][string]
