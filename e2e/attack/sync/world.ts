import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Migration, migrations } from '../../../electron/core/db/migrations.ts'
import { makeNetwork } from '../../../electron/core/node-network.ts'
import type { Network } from '../../../electron/core/ports.ts'
import { civil, type Desk, deskOf, enrol, police } from '../../../electron/core/sync/office.fixture.ts'
import { makeTestCore } from '../../../electron/core/vault/testing.ts'
import { enrolWith, newProbe, type Probe, pullFrom } from '../../../platform/conformance/client.ts'
import type { Fault } from '../../../platform/faults.ts'
import type { CaseLine, StateLine } from '../../../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../../../shared/platform-api/submissions.ts'
import type { Cases } from './cases.ts'
import { type Line, openLine } from './line.ts'
import { type PlatformProcess, startPlatform } from './platform.ts'
import { idsFrom, randomFrom } from './random.ts'
import { noReports, type Reports } from './reports.ts'
import { type Words, watchWords } from './words.ts'

/** The files of one package, and which way they go. */
export type Disc = { kind: 'up' | 'receipt' | 'down'; files: string[] }

/** A copy on a computer whose clock may be wrong, with the last backup somebody made of it and its discs. */
export type Copy = {
  desk: Desk
  agency: string
  clock: { ms: number }
  backup: string | null
  /** How it was met: by a code over the line, or by its card alone. Cards are exchanged with all. */
  by: 'code' | 'card'
  sm2: boolean
  device: string
  /** On their way, the oldest first. */
  discs: Disc[]
  /** Read once, and lying about. */
  readDiscs: Disc[]
  /** A package of the platform had a gap before it. */
  wantsFull: boolean
}

/** Ways by which a copy and the platform come to agree; one is chosen for each step that syncs. */
export type Transport = { name: string; run(world: World, copy: Copy): Promise<'busy' | 'quiet' | 'stopped'> }

export type Planted = Fault | keyof typeof plants
export type World = {
  platform: PlatformProcess
  line: Line
  copies: Copy[]
  /** The copy of another agency, which the first one's cases are with; none where no step is of a case. */
  other: Copy | null
  cases: Cases
  reports: Reports
  words: Words
  ids: string[]
  /** Discs are numbered. */
  discs: number
  /** What was done, by name. */
  done: Record<string, number>
  did(what: string): void
  /** What the platform has, read by a device of the agency without the line between. */
  entries(): Promise<Map<string, StateLine['content']>>
  /** The cases of that agency, as the platform has them. */
  casesThere(): Promise<Map<string, CaseLine>>
  /** Its submissions, likewise. */
  reportsThere(): Promise<Map<string, SubmissionLine>>
  close(): Promise<void>
}

/** Faults planted in the copies. */
const plants = {
  /** Every disagreement counts as decided at once, for whatever stands here. */
  mineWins: `AFTER INSERT ON sync_conflict BEGIN
    UPDATE sync_conflict SET resolved_at = new.opened_at, resolved_by = '' WHERE conflict_id = new.conflict_id; END;`,
  /** What was written on a disc counts as confirmed by the platform. */
  discConfirms: `AFTER INSERT ON ferry_carried BEGIN
    UPDATE sync_shadow SET local_version = (SELECT version FROM entry WHERE id = sync_shadow.id)
      WHERE id = (SELECT id FROM sync_outbox WHERE change_id = new.change_id);
    DELETE FROM sync_due WHERE rid = (SELECT e.rid FROM entry e JOIN sync_outbox o ON o.id = e.id WHERE o.change_id = new.change_id);
    DELETE FROM sync_outbox WHERE change_id = new.change_id; END;`,
  /** Whatever the department answered is shown as accepted. */
  showsAccepted: `AFTER UPDATE OF receipt ON submission WHEN new.receipt IS NOT NULL BEGIN
    UPDATE submission SET state = 'accepted' WHERE rid = new.rid; END;`,
} as const
const isPlant = (planted: Planted): planted is keyof typeof plants => planted in plants
const plantedIn = (planted: readonly Planted[]): Migration[] =>
  planted.filter(isPlant).map((name, n) => ({ id: migrations.length + 1 + n, name, sql: `CREATE TRIGGER ${name} ${plants[name]}` }))

/** A platform's folder as it is before its first device; made once, copied for each world. */
export const makeTemplate = async (): Promise<{ folder: string; remove(): void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-platform-'))
  const platform = await startPlatform(folder)
  for (const name of [civil, police]) await platform.ask('agency add', { name, 'credit-code': '11349900MB7C2K106Y' })
  // Its keys are older than any backup.
  await platform.ask('card export')
  await platform.end('SIGTERM')
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

export const codeFor = async ({ platform }: Pick<World, 'platform'>, agency = civil): Promise<string> =>
  String((await platform.ask('code', { agency, officer: '李文静' })).code)

/** Cards are exchanged: this device's, where it has none yet, and the platform's. A device that is put back is another one. */
export const meet = async ({ platform }: Pick<World, 'platform'>, copy: Copy): Promise<void> => {
  const { desk } = copy
  const put = (name: string, text: unknown): string => {
    const path = join(desk.temp, name)
    writeFileSync(path, String(text))
    return path
  }
  await desk.as('sys')
  const { identity, card } = await desk.value('ferry.identity', { sm2: copy.sm2 })
  const theirs = await platform.ask('card export')
  const { identities } = await desk.value('ferry.identities', {})
  if (!identities.some(({ kind }) => kind === 'platform')) {
    await desk.value('ferry.trustIdentity', { file: put('platform-card.txt', theirs.card), fingerprint: String(theirs.fingerprint) })
  }
  await platform.ask('card add', { agency: copy.agency, officer: '李文静', fingerprint: identity.fingerprint }, [put('card.txt', card)])
  await desk.as('officer')
  copy.device = identity.id
}

/** `size` copies of one agency's catalogue, enrolled, with a bad line that is still good. */
export const openWorld = async (template: string, lineSeed: number, size: number, planted: readonly Planted[], withCases = false): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-world-'))
  const closing: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one()
  }
  try {
    cpSync(template, folder, { recursive: true })
    const platform = await startPlatform(folder)
    closing.push(() => platform.end())
    await platform.set({ faults: planted.filter((fault) => !isPlant(fault)) })
    const line = await openLine(randomFrom(lineSeed), () => platform.port())
    closing.push(() => line.close())
    const newId = idsFrom(randomFrom(lineSeed + 1))
    const copies: Copy[] = []
    for (let n = 0; n < size + (withCases ? 1 : 0); n++) {
      const agency = n < size ? civil : police
      const clock = { ms: 0 }
      const core = await makeTestCore({
        cipher: 'aegis',
        ports: { newId, network: hurried(() => line), now: () => new Date(Date.now() + clock.ms) },
        migrations: [...migrations, ...plantedIn(planted)],
      })
      closing.push(() => core.close())
      const copy: Copy = {
        desk: deskOf(core),
        agency,
        clock,
        backup: null,
        by: n === 1 && size > 1 ? 'card' : 'code',
        sm2: n === 1,
        device: '',
        discs: [],
        readDiscs: [],
        wantsFull: false,
      }
      await core.as('sys')
      await core.value('profile.save', { patch: { agency, creditCode: '11430000743187451F' } })
      if (copy.by === 'code') await enrol(core, await codeFor({ platform }, agency), line.base)
      else {
        await core.as('sys')
        await core.value('sync.configure', { url: line.base })
      }
      await meet({ platform }, copy)
      copies.push(copy)
    }
    const other = withCases ? (copies.pop() ?? null) : null
    const probe: Probe = await newProbe(`http://127.0.0.1:${platform.port()}`)
    const { token } = (await enrolWith(probe, await codeFor({ platform }))).json as { token: string }
    const linesNow = async () => (await pullFrom({ ...probe, token, base: `http://127.0.0.1:${platform.port()}` })).lines
    const done: World['done'] = {}
    return {
      platform,
      line,
      copies,
      other,
      cases: { opened: [], issued: new Map(), excused: new Set() },
      reports: noReports(),
      words: watchWords(),
      ids: [],
      discs: 0,
      done,
      did: (what) => {
        done[what] = (done[what] ?? 0) + 1
      },
      entries: async () => new Map((await linesNow()).flatMap((each) => (each.kind === 'state' ? [[each.id, each.content] as const] : []))),
      casesThere: async () => new Map((await linesNow()).flatMap((each) => (each.kind === 'case' ? [[each.id, each] as const] : []))),
      reportsThere: async () => new Map((await linesNow()).flatMap((each) => (each.kind === 'submission' ? [[each.id, each] as const] : []))),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
