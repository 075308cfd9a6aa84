import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Desk, deskOf, enrol } from '../../electron/core/sync/office.fixture.ts'
import { makeTestCore } from '../../electron/core/vault/testing.ts'
import type { Input, Output } from '../../shared/contract.ts'
import { type Administered, administer } from '../administration.ts'
import type { TestPlatform } from '../testing.ts'

/** A real vault that knows the platform by cards, and carries packages to and fro. */
export type CarriedDesk = Desk & {
  device: string
  /** Writes what waits on a disc. */
  out(more?: Partial<Input<'ferry.export'>>): Promise<string[]>
  /** Takes a disc in. */
  bring(files: readonly string[]): Promise<Output<'ferry.import'>>
  receiptOf(packageId: string): Promise<string[]>
  /** Has the platform write a disc for this desk. */
  given(values?: Record<string, string>): Promise<{ files: string[]; packageId: string; full: boolean; counts: Record<string, number> }>
}

export const civil = '澄湖市民政局'
const review = { reviewedOn: '2026-11-20', handledBy: '李文静', officeHead: '王处', leader: '赵局' }

/** A command that must succeed. */
export const ordered = async (platform: Pick<TestPlatform, 'db'>, command: string, values: Record<string, string> = {}, files: readonly string[] = []) => {
  const answer: Administered = await administer(platform.db, { command, values, files })
  if (!answer.ok) throw new Error(answer.error)
  return answer as Record<string, unknown>
}

/** `rest`: enrolled by a code over HTTP before cards are exchanged. */
export const openCarriedDesk = async (platform: TestPlatform, { agency = civil, rest = false, sm2 = false } = {}): Promise<CarriedDesk> => {
  const core = await makeTestCore()
  if (rest) await enrol(core, await platform.code(agency), platform.base)
  const put = (name: string, text: string): string => {
    const path = join(core.temp, name)
    writeFileSync(path, text)
    return path
  }
  await core.as('sys')
  await core.value('profile.save', { patch: { agency } })
  const { identity, card } = await core.value('ferry.identity', { sm2 })
  const theirs = await ordered(platform, 'card export')
  await core.value('ferry.trustIdentity', { file: put('platform.txt', String(theirs.card)), fingerprint: String(theirs.fingerprint) })
  await ordered(platform, 'card add', { agency, officer: '李文静', fingerprint: identity.fingerprint }, [put('card.txt', card)])
  await core.as('officer')
  let discs = 0
  const disc = () => `J-${++discs}`
  const namesOf = ({ form }: Output<'ferry.export'>) => form.volumes.map(({ name }) => join(core.temp, name))
  return {
    ...deskOf(core),
    device: identity.id,
    out: async (more = {}) => {
      const number = disc()
      const file = join(core.temp, `up-${number}.txt`)
      return namesOf(await core.value('ferry.export', { file, medium: { number, mark: '内部' }, secrecy: '不涉密', review, ...more }))
    },
    bring: (files) => core.value('ferry.import', { files: [...files], secrecy: '不涉密' }),
    receiptOf: async (packageId) => {
      const number = disc()
      return namesOf(await core.value('ferry.receipt', { file: join(core.temp, `receipt-${number}.txt`), medium: { number, mark: '内部' }, packageId }))
    },
    given: async (values = {}) => {
      const to = mkdtempSync(join(core.temp, 'disc-'))
      const answer = await ordered(platform, 'package export', { device: identity.id, to, ...values })
      const { packageId, full, counts } = answer as { packageId: string; full: boolean; counts: Record<string, number> }
      return { packageId, full, counts, files: readdirSync(to).map((name) => join(to, name)) }
    },
  }
}
