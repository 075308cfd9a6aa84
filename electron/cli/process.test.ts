import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyItem } from '../../shared/catalogue.ts'
import { createCore } from '../core/core.ts'
import { nodePorts } from '../core/node-ports.ts'
import { assetsDir, passphraseOf, pathFiles } from '../core/vault/testing.ts'

const entry = join(import.meta.dirname, '..', 'cli.ts')

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-cli-'))
  writeFileSync(join(folder, 'p'), `${passphraseOf('officer')}\n`)
  const core = createCore(nodePorts({ vaultDir: join(folder, 'v'), assetsDir, files: pathFiles }))
  const must = async (name: string, input: unknown, secrets = {}) => {
    const reply = await core.call(name, input, { secrets })
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  }
  const given = { newPassphrase: 'given for the first day' }
  await must('vault.create', { user: 'founder', kdfSeconds: 0.3 }, { passphrase: passphraseOf('founder') })
  const people = { officer: 'catalogueOfficer', sys: 'systemAdmin', sec: 'securityAdmin', aud: 'auditAdmin' }
  for (const [name, role] of Object.entries(people)) await must('vault.addUser', { name, roles: [role] }, given)
  await must('vault.unlock', { user: 'officer' }, { passphrase: given.newPassphrase })
  await must('vault.changePassphrase', {}, { passphrase: given.newPassphrase, newPassphrase: passphraseOf('officer') })
  await core.close()
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

type Ended = { code: number | null; out: string; err: string }
const start = (words: readonly string[], options: { env?: Record<string, string>; cwd?: string; input?: string; readAfterMs?: number } = {}) => {
  const { MULU_PASSPHRASE: _passphrase, ...env } = process.env
  const child = spawn(process.execPath, [entry, ...words], { cwd: options.cwd ?? folder, env: { ...env, INIT_CWD: folder, ...options.env } })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const ended = async (): Promise<Ended> => {
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
    if (options.readAfterMs !== undefined) await wait(options.readAfterMs)
    const [out, err] = await Promise.all([child.stdout, child.stderr].map(async (stream) => (await stream.setEncoding('utf8').toArray()).join('')))
    return { code: await exit, out: out ?? '', err: err ?? '' }
  }
  return { child, ended }
}
const run = (...request: Parameters<typeof start>) => start(...request).ended()
const oneLine = ({ out }: Ended): unknown => {
  expect(out.indexOf('\n')).toBe(out.length - 1)
  return JSON.parse(out)
}

test.each([
  [['help', 'vault.status'], 0, { ok: true }],
  [['--bogus'], 1, { ok: false, error: { code: 'usage.wrong' } }],
  [[], 1, { ok: false, error: { code: 'usage.wrong' } }],
  [['--vault', 'v', '--user', 'officer', 'profile.get'], 1, { ok: false, error: { code: 'vault.passphraseNeeded' } }],
])('%j ends with %i and one line', async (words, code, reply) => {
  const ended = await run(words)
  expect(oneLine(ended)).toMatchObject(reply)
  expect(ended).toMatchObject({ code, err: '' })
})

test.each([
  [
    // When it starts the process that derives the key: by then it is at work, however fast or slow the machine.
    'while it works',
    `import processes from 'node:child_process'; import { syncBuiltinESMExports } from 'node:module'; const { fork } = processes;
     processes.fork = (...given) => { setImmediate(() => { throw new Error('boom') }); return fork(...given) }; syncBuiltinESMExports()`,
  ],
  [
    'while it loads',
    `import { registerHooks } from 'node:module'; registerHooks({ resolve(name, context, next) { if (name === 'better-sqlite3') throw new Error('boom'); return next(name, context) } })`,
  ],
])('a crash %s is replied like anything else', async (_when, code) => {
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}`, MULU_PASSPHRASE: passphraseOf('officer') }
  const ended = await run(['--vault', 'v', '--user', 'officer', 'audit.verify'], { env })
  expect(oneLine(ended)).toMatchObject({ ok: false, error: { code: 'call.failed', params: { detail: 'boom' } } })
  expect(ended.code).toBe(1)
})

test('five megabytes come whole through a pipe that is read late', async () => {
  const items = Array.from({ length: 5000 }, (_, index) => ({
    ...emptyItem(crypto.randomUUID()),
    name: `信息项${index}`.padEnd(190, '数'),
    note: '据'.repeat(150),
  }))
  const input = JSON.stringify({ patch: { title: '大', items }, secrecy: '不涉密' })
  const words = ['--vault', 'v', '--user', 'officer']
  const env = { MULU_PASSPHRASE: passphraseOf('officer') }
  const saved = oneLine(await run([...words, 'catalogue.save', '-'], { env, input })) as { value: { id: string } }
  const ended = await run([...words, 'catalogue.get', JSON.stringify({ id: saved.value.id })], { env, readAfterMs: 2500 })
  expect(Buffer.byteLength(ended.out)).toBeGreaterThan(5_000_000)
  expect(oneLine(ended)).toMatchObject({ ok: true, value: { entry: { id: saved.value.id } } })
  expect(ended.code).toBe(0)
}, 60_000)

test('paths start where npm was called', async () => {
  mkdirSync(join(folder, 'elsewhere'))
  const ended = await run(['--vault', 'v', '--user', 'officer', '--passphrase-file', 'p', 'profile.get'], { cwd: join(folder, 'elsewhere') })
  expect(oneLine(ended)).toMatchObject({ ok: true })
})

test('a reader that goes away is no failure', async () => {
  const { child } = start(['help'])
  child.stdout.destroy()
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
})

test('Ctrl-C during an import takes back what it did', async () => {
  const rows = Array.from({ length: 6000 }, (_, index) => `第${index}号资源,宁川市第${index % 50}局`)
  writeFileSync(join(folder, 'many.csv'), `信息资源名称,信息资源提供方\n${rows.join('\n')}\n`)
  const words = ['--vault', 'v', '--user', 'officer', '--passphrase-file', 'p']
  const total = async () => (oneLine(await run([...words, 'catalogue.search', '{"limit":0}'])) as { value: { total: number } }).value.total
  const before = await total()
  const { child, ended } = start([...words, 'catalogue.import', JSON.stringify({ file: 'many.csv', secrecy: '不涉密', apply: true })])
  const done = ended()
  child.stderr.once('data', () => child.kill('SIGINT'))
  const reply = await done
  expect(reply.err).toMatch(/^\w+ \d+/)
  expect(oneLine(reply)).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  expect(reply.code).toBe(1)
  expect(await total()).toBe(before)
})
