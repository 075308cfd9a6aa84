import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Migration, migrations } from '../../../electron/core/db/migrations.ts'
import { makeNetwork } from '../../../electron/core/node-network.ts'
import type { Network } from '../../../electron/core/ports.ts'
import { civil, type Desk, deskOf, enrol } from '../../../electron/core/sync/office.fixture.ts'
import { makeTestCore } from '../../../electron/core/vault/testing.ts'
import { enrolWith, newProbe, type Probe, pullFrom } from '../../../platform/conformance/client.ts'
import type { Fault } from '../../../platform/faults.ts'
import type { StateLine } from '../../../shared/platform-api/schemas.ts'
import { type Line, openLine } from './line.ts'
import { type PlatformProcess, startPlatform } from './platform.ts'
import { idsFrom, randomFrom } from './random.ts'
import { type Words, watchWords } from './words.ts'

/** A copy on a computer whose clock may be wrong, with the last backup somebody made of it. */
export type Copy = { desk: Desk; clock: { ms: number }; backup: string | null; killed: number }

/** Ways by which a copy and the platform come to agree; one is chosen for each step that syncs. */
export type Transport = { name: string; run(world: World, copy: Copy): Promise<'busy' | 'quiet' | 'stopped'> }

export type Planted = Fault | 'mineWins'
export type World = {
  platform: PlatformProcess
  line: Line
  copies: Copy[]
  words: Words
  ids: string[]
  /** What was done, by name. */
  done: Record<string, number>
  did(what: string): void
  /** What the platform has, read by a device of the agency without the line between. */
  entries(): Promise<Map<string, StateLine['content']>>
  close(): Promise<void>
}

/** A fault planted in the copies: every disagreement counts as decided at once, for whatever stands here. */
const mineWins: Migration = {
  id: migrations.length + 1,
  name: 'mine wins',
  sql: `CREATE TRIGGER mine_wins AFTER INSERT ON sync_conflict BEGIN
    UPDATE sync_conflict SET resolved_at = new.opened_at, resolved_by = '' WHERE conflict_id = new.conflict_id; END;`,
}

/** A platform's folder as it is before its first device; made once, copied for each world. */
export const makeTemplate = async (): Promise<{ folder: string; remove(): void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-platform-'))
  const platform = await startPlatform(folder)
  await platform.ask('agency add', { name: civil, 'credit-code': '11349900MB7C2K106Y' })
  await platform.restart('SIGTERM')
  await platform.end()
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Without the waits between tries, and with little patience: the line is on this computer. */
const hurried = (line: () => Line): Network => {
  const impatient = makeNetwork({ connectTimeout: 2000, headersTimeout: 1500, bodyTimeout: 1500, whole: 20_000 })
  const patient = makeNetwork({ connectTimeout: 20_000, headersTimeout: 60_000, bodyTimeout: 60_000, whole: 120_000 })
  return { send: (request) => (line().bad ? impatient : patient).send(request), pause: () => wait(1) }
}

/** Whoever may answer the question at which the work stopped says yes. */
export const answerQuestion = async ({ desk }: Copy): Promise<boolean> => {
  const { asks } = await desk.value('sync.status', {})
  if (asks === null) return false
  await desk.as('keeper')
  await desk.value('sync.confirm', { question: asks.question })
  await desk.as('officer')
  return true
}

export const codeFor = async ({ platform }: Pick<World, 'platform'>): Promise<string> =>
  String((await platform.ask('code', { agency: civil, officer: '李文静' })).code)

/** `size` copies of one agency's catalogue, enrolled, with a bad line that is still good. */
export const openWorld = async (template: string, lineSeed: number, size: number, planted: readonly Planted[]): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-world-'))
  const closing: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one()
  }
  try {
    cpSync(template, folder, { recursive: true })
    const platform = await startPlatform(folder)
    closing.push(() => platform.end())
    await platform.set({ faults: planted.filter((fault) => fault !== 'mineWins') })
    const line = await openLine(randomFrom(lineSeed), () => platform.port())
    closing.push(() => line.close())
    const newId = idsFrom(randomFrom(lineSeed + 1))
    const copies: Copy[] = []
    for (let n = 0; n < size; n++) {
      const clock = { ms: 0 }
      const core = await makeTestCore({
        ports: { newId, network: hurried(() => line), now: () => new Date(Date.now() + clock.ms) },
        migrations: planted.includes('mineWins') ? [...migrations, mineWins] : migrations,
      })
      closing.push(() => core.close())
      await enrol(core, await codeFor({ platform }), line.base)
      copies.push({ desk: deskOf(core), clock, backup: null, killed: 0 })
    }
    const probe: Probe = await newProbe(`http://127.0.0.1:${platform.port()}`)
    const { token } = (await enrolWith(probe, await codeFor({ platform }))).json as { token: string }
    const done: World['done'] = {}
    return {
      platform,
      line,
      copies,
      words: watchWords(),
      ids: [],
      done,
      did: (what) => {
        done[what] = (done[what] ?? 0) + 1
      },
      entries: async () => {
        const { lines } = await pullFrom({ ...probe, token, base: `http://127.0.0.1:${platform.port()}` })
        return new Map(lines.flatMap((each) => (each.kind === 'state' ? [[each.id, each.content] as const] : [])))
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
