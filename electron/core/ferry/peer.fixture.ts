import { join } from 'node:path'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Input, Output, Reply } from '../../../shared/contract.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { type Desk, openSigningDesk } from '../signing/desk.fixture.ts'
import { review } from './office.fixture.ts'

type Cases = Input<'ferry.exportCases'>['cases']

/** An agency without any platform: a real vault, its card, and what it writes to the others it has met. */
export type Agency = Desk & {
  cases: ReturnType<typeof deskOf>
  fingerprint: string
  /** Drafted and consented to by another; it is signed off and lies ready. */
  issue(kind: CaseKind, id: string, act: string, fields: Input<'request.draft'>['fields'], papers?: string[]): Promise<string>
  send(
    to: Pick<Agency, 'fingerprint'>,
    cases: Cases,
    more?: Partial<Input<'ferry.exportCases'>>,
  ): Promise<{ files: string[]; written: Output<'ferry.exportCases'> }>
  take(files: readonly string[], decided?: Input<'ferry.import'>['cases']): Promise<Reply<Output<'ferry.import'>>>
  bring(files: readonly string[], decided?: Input<'ferry.import'>['cases']): Promise<Output<'ferry.import'>>
  received(kind: CaseKind, id: string): Promise<Output<'request.received'>['packages']>
}

export const peerDay = '2026-11-27'

export const openAgency = async (name: string): Promise<Agency> => {
  const desk = await openSigningDesk(name)
  await desk.as('sys')
  const { identity, card } = await desk.value('ferry.identity', {})
  desk.put('card.txt', card)
  await desk.as('officer')
  const cases = deskOf(desk, peerDay)
  let sent = 0
  const input = (files: readonly string[], decided: Input<'ferry.import'>['cases'] = []) => ({ files: [...files], secrecy: '不涉密' as const, cases: decided })
  return {
    ...desk,
    cases,
    fingerprint: identity.fingerprint,
    issue: async (kind, id, act, fields, papers = []) => {
      const { actId } = await desk.value(`${kind as 'request'}.draft`, { secrecy: '不涉密', id, act, fields, papers })
      for (const need of machines[kind].acts[act]?.needs ?? []) await cases.consent(kind, id, actId, need)
      await desk.value(`${kind as 'request'}.issue`, { secrecy: '不涉密', id, actId })
      return actId
    },
    send: async (to, chosen, more = {}) => {
      const file = join(desk.temp, `peer-${++sent}.txt`)
      const medium = { number: `ZM-${sent}`, mark: '内部' as const }
      const written = await desk.value('ferry.exportCases', { file, medium, secrecy: '不涉密', review, to: to.fingerprint, cases: chosen, ...more })
      return { written, files: written.form.volumes.map((volume) => join(desk.temp, volume.name)) }
    },
    take: (files, decided) => desk.call('ferry.import', input(files, decided)),
    bring: (files, decided) => desk.value('ferry.import', input(files, decided)),
    received: async (kind, id) => (await desk.value(`${kind as 'request'}.received`, { id })).packages,
  }
}

/** Each compares the other's fingerprint on paper. */
export const meetAgencies = async (one: Agency, other: Agency): Promise<void> => {
  for (const [us, them] of [
    [one, other],
    [other, one],
  ] as const) {
    await us.as('sys')
    await us.value('ferry.trustIdentity', { file: join(them.temp, 'card.txt'), fingerprint: them.fingerprint })
    await us.as('officer')
  }
}
