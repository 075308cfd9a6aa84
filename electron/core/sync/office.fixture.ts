import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import type { EntryPatch } from '../../../shared/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
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
