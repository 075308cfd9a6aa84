/**
 * Kills the core while it freezes, signs, exports, submits, sends and takes in a submission, and looks at what is left: the vault
 * opens, the submission is either what it was or whole, no half-made file bears its final name, and the platform has each version
 * that was sent once. Throws at the first breach.
 */

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Exported, recount } from '../../bench/history/reading/document.ts'
import { type Location, openReader } from '../../electron/core/db/open.ts'
import { sql } from '../../electron/core/db/sql.ts'
import { civil, type Desk, openDesk } from '../../electron/core/sync/office.fixture.ts'
import { passphraseOf } from '../../electron/core/vault/testing.ts'
import { administer } from '../../platform/administration.ts'
import { sql as asked } from '../../platform/database/database.ts'
import { startTestPlatform, type TestPlatform } from '../../platform/testing.ts'
import { dayInChina } from '../../shared/moments.ts'
import { compiled } from './sync/kill.ts'

export type SubmissionTally = Record<string, number>

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}
const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')

/** How long each call took at most; kills fall before that. */
const longest = new Map<string, number>()

/** `only`: which calls are killed; left out: all. */
type Killing = { random(): number; tally: SubmissionTally; only?: readonly string[] }
type Call = { call: string; input: unknown; secrets?: object }

/** Makes the call in a process of its own and kills it at a moment by chance. Whether it was done by then. */
const killed = async (desk: Desk, { call, input, secrets = {} }: Call, { random, tally, only }: Killing): Promise<boolean> => {
  if (only?.includes(call) === false) return false
  await desk.value('vault.lock', {})
  const child = spawn(process.execPath, [join(import.meta.dirname, 'submission-worker.ts'), desk.dir, call, JSON.stringify(input), JSON.stringify(secrets)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: compiled,
  })
  const exit = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const wait = random() * (longest.get(call) ?? 500) * 1.1
  let began = 0
  let done = false
  let failure = ''
  let timer: NodeJS.Timeout | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'begin') {
      began = performance.now()
      timer = setTimeout(() => child.kill('SIGKILL'), wait)
      return
    }
    if (line !== 'done {"ok":true}') failure = line
    done = true
    clearTimeout(timer)
    child.kill('SIGKILL')
  })
  await exit
  clearTimeout(timer)
  const took = performance.now() - began
  longest.set(call, done ? took : Math.max(longest.get(call) ?? 0, took))
  tally.kills = (tally.kills ?? 0) + 1
  const what = `${call}${done ? ' done before' : ' killed'}`
  tally[what] = (tally[what] ?? 0) + 1
  check(failure === '', `${call}: ${failure}`)
  await desk.as('officer')
  return done
}

type Office = { platform: TestPlatform; one: Desk; colleague: Desk; location: Location; keyId: string; close(): Promise<void> }

const keySecret = 'a passphrase of the key alone'

const openOffice = async (): Promise<Office> => {
  const platform = await startTestPlatform()
  const desks: Desk[] = []
  for (let n = 0; n < 2; n++) {
    const desk = await openDesk(platform)
    desks.push(desk)
    await desk.as('sys')
    await desk.value('profile.save', { patch: { agency: civil, region: '330200', regulations: ['NB-171'], creditCode: '11430000743187451F' } })
    await desk.as('officer')
  }
  const [one, colleague] = desks as [Desk, Desk]
  const sheet = join(one.temp, '目录.json')
  writeFileSync(
    sheet,
    JSON.stringify(
      Array.from({ length: 80 }, (_, n) => ({ 信息资源名称: `低保对象信息${n}`, 信息资源提供方: civil, 共享类型: n % 3 === 0 ? '有条件共享' : '无条件共享' })),
    ),
  )
  await one.value('catalogue.import', { file: sheet, secrecy: '不涉密', apply: true })
  const { key } = await one.value('signing.createKey', { algorithm: 'ed25519' }, { newKeyPassphrase: keySecret })
  await one.as('sys')
  const { keyHex } = await one.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await one.as('officer')
  const { database } = JSON.parse(readFileSync(join(one.dir, 'vault.json'), 'utf8')) as { database: string }
  return {
    ...{ platform, one, colleague, keyId: key.id },
    location: { path: join(one.dir, database), keyHex, cipher: 'sqlcipher' },
    close: async () => {
      for (const desk of desks) await desk.close()
      await platform.close()
    },
  }
}

type Kept = { state: string; computed: string | null; rows: number }
/** What the database itself holds of a version. */
const kept = ({ location }: Office, id: string): Kept[] => {
  const db = openReader(location)
  try {
    return db.all<Kept>(sql`
      SELECT state, computed, (SELECT count(*) FROM submission_row r WHERE r.rid = s.rid) AS rows FROM submission s WHERE id = ${id} ORDER BY version`)
  } finally {
    db.close()
  }
}

let written = 0
/** The document as it would leave, and what it says must follow from its own rows. */
const document = async (desk: Desk, id: string): Promise<{ file: string; sha256: string }> => {
  const file = join(desk.temp, `核对${++written}.json`)
  const made = await desk.value('submission.export', { id, file, format: 'json', secrecy: '不涉密' })
  const bytes = readFileSync(file)
  check(sha256(bytes) === made.sha256, 'an export says another digest than it has')
  const told = JSON.parse(bytes.toString()) as Exported & { computed: { rowsSha256: string; counts: Record<string, number> } }
  for (const [name, value] of recount(told)) {
    const said = told.figures.find(({ indicator, key }) => name === (key === null ? indicator : `${indicator}|${key}`))
    check(said === undefined || said.value === value, `${name} is ${said?.value}, by its rows ${value}`)
  }
  return { file, sha256: made.sha256 }
}

/** The submission is whole: a draft without rows, or frozen with all of them, and its digest is that of what would leave. */
const whole = async (office: Office, id: string): Promise<string> => {
  const { one } = office
  const { line, events } = await one.value('submission.get', { id })
  const now = kept(office, id)[line.version - 1]
  check(now !== undefined && now.state === line.state, 'another state on disc')
  const { broken } = await one.value('audit.verify', {})
  check(broken === null, `the log is broken at ${broken?.at}`)
  if (now?.computed == null) {
    check(line.state === 'draft' && now?.rows === 0, `${now?.rows} rows of a draft`)
    return line.state
  }
  const { counts } = (JSON.parse(now.computed) as { computed: { counts: Record<string, number> } }).computed
  const expected = Object.values(counts).reduce((sum, n) => sum + n, 0)
  check(now.rows === expected, `${now.rows} rows of ${expected}`)
  const { sha256: digest } = await document(one, id)
  check(line.sha256 === null || line.sha256 === digest, 'another text than was signed')
  check(events.filter(({ what }) => what.zh === '冻结').length <= 1 + events.filter(({ what }) => what.zh === '取消冻结').length, 'frozen twice')
  return line.state
}

type Received = { head: { version: number; sha256: string } }
const onPlatform = async ({ platform }: Office, id: string): Promise<Received[]> => {
  const found = await platform.db.all<{ reports: string }>(asked`SELECT reports FROM submission WHERE id = ${id}::uuid`)
  check(found.length <= 1, 'two submissions of one id')
  return JSON.parse(found[0]?.reports ?? '[]') as Received[]
}

/** Where it leaves to: a file that is there is whole. */
const exporting = async (office: Office, id: string, killing: Killing): Promise<void> => {
  const format = (['json', 'xlsx', 'pdf', 'bundle'] as const)[Math.floor(killing.random() * 4)] ?? 'json'
  const file = join(office.one.temp, `报送${++written}.${format}`)
  const input = { id, file, format, secrecy: '不涉密' } as const
  const done = await killed(office.one, { call: 'submission.export', input }, killing)
  const there = existsSync(file) ? sha256(readFileSync(file)) : null
  check(!done || there !== null, 'an export that was told is not there')
  const again = { ...input, file: join(office.one.temp, `报送${++written}.${format}`) }
  const { sha256: digest } = await office.one.value('submission.export', again)
  check(there === null || there === digest, `half a ${format} at its final name`)
  rmSync(again.file)
}

const life = async (office: Office, on: string, versions: number, killing: Killing): Promise<void> => {
  const { one, colleague, platform, keyId } = office
  const { id } = await one.value('submission.draft', { kind: 'month', on, reviewer: '郭主任', secrecy: '不涉密' })
  for (let version = 1; version <= versions; version++) {
    if (version > 1) {
      await killed(one, { call: 'submission.correct', input: { id, reason: '漏报一件', secrecy: '不涉密' } }, killing)
      if ((await one.value('submission.get', { id })).line.version < version)
        await one.value('submission.correct', { id, reason: '漏报一件', secrecy: '不涉密' })
    }
    const freeze = { id, secrecy: '不涉密' } as const
    const frozen = await killed(one, { call: 'submission.freeze', input: freeze }, killing)
    const state = await whole(office, id)
    check(!frozen || state === 'frozen', 'a freeze that was told is lost')
    if (state === 'draft') await one.value('submission.freeze', freeze)
    const manual = ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services'].map((indicator) => ({
      ...{ indicator, key: null, value: '3', source: '平台页面', by: '王五' },
    }))
    const explanations = ['entry.total', 'change.entered', 'item.total'].map((indicator) => ({ indicator, key: null, text: '首次导入' }))
    await one.value('submission.fill', { id, cover: { phone: '0574-12345678' }, manual, explanations, secrecy: '不涉密' })

    const { shown, sha256: digest } = await one.value('submission.signPreview', { id, as: 'preparer', keyId })
    const sign = { id, as: 'preparer', keyId, shown, secrecy: '不涉密' } as const
    const signed = await killed(one, { call: 'submission.sign', input: sign, secrets: { keyPassphrase: keySecret } }, killing)
    await whole(office, id)
    const byKey = (await one.value('submission.get', { id })).signatures
    check(!signed || byKey.length === 1, 'a signature that was told is lost')
    if (byKey.length === 0) await one.value('submission.sign', sign, { keyPassphrase: keySecret })
    const paper = { id, as: 'reviewer', name: '郭主任', on: dayInChina(new Date().toISOString()), evidence: '扫描件', secrecy: '不涉密' } as const
    await killed(one, { call: 'submission.signOnPaper', input: paper }, killing)
    if ((await whole(office, id)) === 'frozen') await one.value('submission.signOnPaper', paper)
    const { line, signatures } = await one.value('submission.get', { id })
    check(line.state === 'signed' && line.sha256 === digest && signatures.length === 2, 'signed otherwise than was shown')

    await exporting(office, id, killing)

    const submitted = await killed(one, { call: 'submission.submit', input: freeze }, killing)
    const after = await whole(office, id)
    check(after === 'signed' || after === 'submitted', `submitted and ${after}`)
    check(!submitted || after === 'submitted', 'a submission that was told is lost')
    const { lines } = await one.value('sync.waiting', { limit: 500 })
    const underWay = lines.filter(({ kind }) => kind === 'report').length
    check(underWay === (after === 'submitted' ? 1 : 0), `${underWay} under way of a ${after} one`)
    if (after === 'signed') await one.value('submission.submit', freeze)

    await killed(one, { call: 'sync.run', input: { secrecy: '不涉密' } }, killing)
    check((await onPlatform(office, id)).length <= version, 'received twice')
    await whole(office, id)
    await one.sync()
    const there = await onPlatform(office, id)
    check(there.map(({ head }) => head.version).join() === Array.from({ length: version }, (_, n) => n + 1).join(), 'not received once')
    check(there.at(-1)?.head.sha256 === digest, 'another text was received than was signed')
    check((await whole(office, id)) === 'received', 'the receipt did not come back')

    // Another device takes it in as a file before it hears of it.
    const { file } = await document(one, id)
    const { consistent, problems } = await one.value('submission.verify', { file })
    check(consistent, `not consistent: ${JSON.stringify(problems)}`)
    const taken = await killed(colleague, { call: 'submission.import', input: { file, secrecy: '不涉密' } }, killing)
    const here = await colleague.call('submission.get', { id, version })
    check(!taken || here.ok, 'what was taken in is lost')
    if (here.ok) check((await document(colleague, id)).sha256 === digest, 'taken in by half')
    await colleague.value('submission.import', { file, secrecy: '不涉密' })
    await colleague.sync()
    check((await document(colleague, id)).sha256 === digest, 'another text at the other device')
    check((await colleague.value('submission.get', { id })).line.state === 'received', 'the other device does not know the receipt')
    const answer = await administer(platform.db, {
      command: version < versions ? 'review return' : 'review accept',
      values: { id, reason: '合计不符', number: '1' },
    })
    check(answer.ok, 'not answered')
    for (const desk of [one, colleague]) await desk.sync()
  }
  const { damages } = await one.value('vault.check', {})
  check(damages.length === 0, `damaged: ${JSON.stringify(damages)}`)
}

/** `lives`: submissions with two versions each where there is time for more than one. */
export const submissionCampaign = async (
  { lives, versions, only }: { lives: number; versions: number; only?: readonly string[] },
  random: () => number,
  onLife: (n: number, tally: SubmissionTally) => void = () => undefined,
): Promise<SubmissionTally> => {
  const office = await openOffice()
  const tally: SubmissionTally = {}
  try {
    for (let n = 0; n < lives; n++) {
      const month = new Date(Date.UTC(2026, 9 - (n % 24), 15)).toISOString().slice(0, 10)
      await life(office, month, versions, { random, tally, ...(only === undefined ? {} : { only }) })
      onLife(n + 1, tally)
    }
    return tally
  } finally {
    await office.close()
  }
}
