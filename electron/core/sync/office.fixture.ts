import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import type { EntryPatch } from '../../../shared/catalogue.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import { assessmentKinds } from '../../../shared/entry-life.ts'
import type { HostPorts } from '../core.ts'
import { type Migration, migrations } from '../db/migrations.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

/** A real vault with its copy enrolled at a real platform over HTTP, and an officer at it. */
export type Desk = TestCore & {
  sync(): Promise<Output<'sync.run'>>
  save(patch: EntryPatch, id?: string): Promise<string>
  content(id: string): Promise<Output<'catalogue.get'>['entry']>
}

export const civil = '澄湖市民政局'
export const police = '澄湖市公安局'

export const deskOf = (core: TestCore): Desk => ({
  ...core,
  sync: () => core.value('sync.run', { secrecy: '不涉密' }),
  save: async (patch, id) => {
    if (id === undefined) return (await core.value('catalogue.save', { patch, secrecy: '不涉密' })).id
    const { version } = (await core.value('catalogue.get', { id })).entry
    return (await core.value('catalogue.save', { id, base: version, patch, secrecy: '不涉密' })).id
  },
  content: async (id) => (await core.value('catalogue.get', { id })).entry,
})

/** Checks entries and has them assessed and agreed to on paper, as far as they are not. */
export const makeReady = async ({ value }: Pick<TestCore, 'value'>, ids: readonly string[]): Promise<void> => {
  const standing = async () =>
    Promise.all(ids.map(async (id) => (await value('catalogue.get', { id })).entry)).then((all) =>
      all.map(({ id, version, status }) => ({ id, base: version, status })),
    )
  const named = (all: Awaited<ReturnType<typeof standing>>) => all.map(({ id, base }) => ({ id, base }))
  const inside = ['checked', 'agreed']
  const fresh = (await standing()).filter(({ status }) => !inside.includes(status))
  if (fresh.length > 0) await value('catalogue.markChecked', { entries: named(fresh), reason: '先行报送' })
  const open = named((await standing()).filter(({ status }) => status === 'checked'))
  if (open.length > 0) {
    for (const kind of assessmentKinds) {
      const form = { reviewedOn: '2020-01-02', handledBy: '李文静', conclusion: '不涉及', reason: '不含此类信息', evidence: '评估表' } as const
      await value('catalogue.recordAssessment', { entries: open, kind, ...form })
    }
    const { hash } = await value('catalogue.approval', { entries: open })
    const paper = { source: '纸质审批表', agreedBy: '王建华', agreedOn: '2020-01-03', evidence: '审批表', hash } as const
    await value('catalogue.agree', { entries: open, ...paper })
  }
}

/** What must stand before a submission, and 报送 with the next run. */
export const submitReady = async (desk: Pick<TestCore, 'value'>, ids: readonly string[], more: Partial<Input<'sync.submit'>> = {}): Promise<void> => {
  await makeReady(desk, ids)
  await desk.value('sync.submit', { ids: [...ids], ...more })
}

export const enrol = async (desk: TestCore, code: string, url: string): Promise<void> => {
  await desk.as('sys')
  await desk.value('sync.configure', { url })
  await desk.value('sync.enrol', { code })
  await desk.as('officer')
}

export const openDesk = async (
  platform: TestPlatform,
  { agency = civil, url = platform.base, ports = {} as Partial<HostPorts>, further = [] as readonly Migration[] } = {},
): Promise<Desk> => {
  const core = await makeTestCore({ ports, migrations: [...migrations, ...further] })
  await enrol(core, await platform.code(agency), url)
  return deskOf(core)
}

/** Closes everything in the end, whatever failed before. */
export const makeOffice = async (desks: number): Promise<{ platform: TestPlatform; desks: Desk[]; close(): Promise<void> }> => {
  const platform = await startTestPlatform()
  const open: Desk[] = []
  for (let n = 0; n < desks; n++) open.push(await openDesk(platform))
  return {
    platform,
    desks: open,
    close: async () => {
      for (const desk of open) await desk.close()
      await platform.close()
    },
  }
}
