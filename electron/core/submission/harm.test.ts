import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { seeded } from '../../../e2e/attack/kill.ts'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { sql } from '../db/sql.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { drafted, signOff } from './signed.fixture.ts'
import { inDatabase } from './travel.fixture.ts'

/** A frozen submission on a full disk, under a clock that was set back, and with a bit of it turned over. */

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const secrecy = '不涉密'
const profile = { agency: '宁波市民政局', region: '330200', regulations: ['NB-171' as const], creditCode: '11430000743187451F' }

let now = '2026-07-03T02:00:00.000Z'
const office = async (entries = 3): Promise<TestCore> => {
  now = '2026-06-20T02:00:00.000Z'
  const core = await makeTestCore({ ports: { now: () => new Date(now) } })
  closing.push(() => core.close())
  await core.as('sys')
  await core.value('profile.save', { patch: profile })
  await core.as('officer')
  for (let n = 0; n < entries; n++) await core.value('catalogue.save', { patch: soundEntry({ title: `婚姻登记信息${n}` }), secrecy })
  now = '2026-07-03T02:00:00.000Z'
  await core.as('officer')
  return core
}

const byHand = ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services'].map((indicator) => ({
  ...{ indicator, key: null, value: '7', source: '平台页面', by: '王五' },
}))

const stateOf = async (core: TestCore, id: string) => (await core.value('submission.get', { id })).line.state
const exported = async (core: TestCore, id: string, name: string, format: 'json' | 'xlsx' | 'pdf' | 'bundle' = 'json') => {
  const file = join(core.temp, name)
  return { file, reply: await core.call('submission.export', { id, file, format, secrecy }) }
}
const rowsKept = (core: TestCore): Promise<number> => inDatabase(core, (db) => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM submission_row`)?.n ?? 0)

/** A small disk of memory alone; null where none can be made. */
const smallDisk = (): string | null => {
  const at = mkdtempSync(join(tmpdir(), 'mulu-full-'))
  try {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('nobody may mount here')
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', at], { stdio: 'ignore' })
  } catch {
    rmSync(at, { recursive: true, force: true })
    return null
  }
  closing.push(() => {
    execFileSync('umount', ['-l', at])
    rmSync(at, { recursive: true, force: true })
  })
  return at
}

test('on a full disk nothing is frozen by half and no file appears; with room again it goes on', async (context) => {
  const disk = smallDisk()
  if (disk === null) return context.skip('no small disk can be made here')
  const before = process.env.TMPDIR
  process.env.TMPDIR = disk
  const core = await office(40).finally(() => {
    process.env.TMPDIR = before
    if (before === undefined) delete process.env.TMPDIR
  })
  const id = await drafted(core, '2026-05-01')
  const ballast = join(disk, 'ballast')
  const fill = (leave: number): void => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)))
  }
  for (const leave of [0, 8 << 10, 40 << 10]) {
    fill(leave)
    const reply = await core.call('submission.freeze', { id, secrecy })
    expect([leave, reply.ok ? 'done' : reply.error.code]).toEqual([leave, 'disk.full'])
    rmSync(ballast)
    expect(await stateOf(core, id)).toBe('draft')
    expect(await rowsKept(core)).toBe(0)
  }
  await signOff(core, id)
  const whole = await exported(core, id, '先.json')
  expect(whole.reply.ok).toBe(true)
  const papers = join(disk, '上报')
  mkdirSync(papers)
  for (const format of ['json', 'xlsx', 'pdf'] as const) {
    fill(4 << 10)
    const file = join(papers, `报送.${format}`)
    const reply = await core.call('submission.export', { id, file, format, secrecy })
    expect([format, reply.ok ? 'done' : reply.error.code]).toEqual([format, 'disk.full'])
    expect(readdirSync(papers)).toEqual([])
    rmSync(ballast)
  }
  const again = await exported(core, id, '后.json')
  expect(readFileSync(again.file).equals(readFileSync(whole.file))).toBe(true)
  expect((await core.value('vault.check', {})).damages).toEqual([])
}, 180_000)

test('a clock set back between freezing and signing changes nothing of the document, and is on record', async () => {
  const core = await office()
  const id = await drafted(core, '2026-05-01')
  await core.value('submission.freeze', { id, secrecy })
  await core.value('submission.fill', { id, cover: { phone: '0574-12345678' }, manual: byHand, secrecy })
  const frozen = readFileSync((await exported(core, id, '冻结.json')).file)
  // Into the period itself, when nothing of it could have been frozen.
  now = '2026-05-10T02:00:00.000Z'
  await core.call('submission.get', { id })
  await core.as('officer')
  expect((await core.call('submission.freeze', { id: await drafted(core, '2026-02-01'), secrecy })).ok).toBe(true)
  const other = (await core.value('submission.draft', { kind: 'month', on: '2026-05-10', reviewer: '郭主任', secrecy })).id
  expect(await core.call('submission.freeze', { id: other, secrecy })).toMatchObject({ error: { code: 'statistics.noPeriod' } })
  const { line } = await core.value('submission.get', { id })
  // What was frozen later than it is now can be signed on no day that is not yet to come.
  const sign = (as: 'preparer' | 'reviewer', name: string, on: string) => core.call('submission.signOnPaper', { id, as, name, on, evidence: '扫描件', secrecy })
  expect(await sign('preparer', line.preparer, '2026-05-10')).toMatchObject({ error: { code: 'submission.beforeFrozen' } })
  expect(await sign('preparer', line.preparer, '2026-07-03')).toMatchObject({ error: { code: 'submission.inFuture' } })
  expect(readFileSync((await exported(core, id, '签前.json')).file).equals(frozen)).toBe(true)
  now = '2026-07-04T02:00:00.000Z'
  await core.as('officer')
  expect((await sign('preparer', line.preparer, '2026-07-03')).ok).toBe(true)
  expect((await sign('reviewer', '郭主任', '2026-07-03')).ok).toBe(true)
  const { file } = await exported(core, id, '后.json')
  expect(readFileSync(file).equals(frozen)).toBe(true)
  expect(await core.value('submission.verify', { file })).toMatchObject({ consistent: true, kept: { same: true, state: 'signed' } })
  await core.as('aud')
  const { events } = await core.value('audit.list', { action: 'clock.jumped' })
  expect(events.some(({ note }) => note?.startsWith('-') === true)).toBe(true)
}, 120_000)

/** One bit of a file. */
const flip = (file: string, at: number): void => {
  const fd = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  readSync(fd, byte, 0, 1, at)
  writeSync(fd, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at)
  closeSync(fd)
}

describe('a bit turned over', () => {
  test('in the file: it is told at opening or by the check, and what is exported is what was frozen or nothing', async () => {
    const core = await office(30)
    const id = await drafted(core, '2026-05-01')
    await signOff(core, id)
    const whole = readFileSync((await exported(core, id, '先.json')).file)
    await core.value('vault.lock', {})
    const { database } = JSON.parse(readFileSync(join(core.dir, 'vault.json'), 'utf8')) as { database: string }
    const path = join(core.dir, database)
    const random = seeded(Number(process.env.MULU_SEED))
    let toldLater = 0
    for (let n = 0; n < 8; n++) {
      const at = Math.floor(random() * statSync(path).size)
      flip(path, at)
      const opened = await core.call('vault.unlock', { user: 'officer' }, { passphrase: `horse battery ${Buffer.from('officer').toString('hex')}` })
      if (opened.ok) {
        const { file, reply } = await exported(core, id, `坏${n}.json`)
        if (reply.ok) expect([at, readFileSync(file).equals(whole)]).toEqual([at, true])
        else expect([at, existsSync(file)]).toEqual([at, false])
        const checked = await core.call('vault.check', {})
        expect([at, !checked.ok || checked.value.damages.length > 0]).toEqual([at, true])
        toldLater += 1
        await core.call('vault.lock', {})
      }
      flip(path, at)
    }
    expect(toldLater).toBeGreaterThan(0)
    await core.as('officer')
    expect(readFileSync((await exported(core, id, '后.json')).file).equals(whole)).toBe(true)
  }, 180_000)

  const altered: [string, string][] = [
    ['a row', `UPDATE submission_row SET facts = replace(facts, '"items":', '"items":1') WHERE source = 'entry' AND n = 1`],
    ['a row that is lost', "DELETE FROM submission_row WHERE source = 'entry' AND n = 2"],
    ['a figure', `UPDATE submission SET computed = replace(computed, '"value":"3"', '"value":"4"')`],
  ]
  test.each(altered)(
    'in %s under the key: nothing of a signed submission leaves',
    async (_, text) => {
      const core = await office()
      const id = await drafted(core, '2026-05-01')
      await signOff(core, id)
      await inDatabase(core, (db) => db.exec(text))
      for (const format of ['json', 'xlsx', 'pdf'] as const) {
        const { file, reply } = await exported(core, id, `坏.${format}`, format)
        expect([format, reply.ok ? 'written' : reply.error.code, existsSync(file)]).toEqual([format, 'submission.altered', false])
      }
    },
    60_000,
  )

  const frozenAndFilled = async (core: TestCore): Promise<string> => {
    const id = await drafted(core, '2026-05-01')
    await core.value('submission.freeze', { id, secrecy })
    await core.value('submission.fill', { id, cover: { phone: '0574-12345678' }, manual: byHand, secrecy })
    return id
  }

  test.each(altered.slice(0, 2))(
    'in %s under the key: nothing of a frozen submission is signed or leaves',
    async (_, text) => {
      const core = await office()
      const id = await frozenAndFilled(core)
      await inDatabase(core, (db) => db.exec(text))
      const { file, reply } = await exported(core, id, '坏.json')
      expect([reply.ok ? 'written' : reply.error.code, existsSync(file)]).toEqual(['submission.altered', false])
      const { line } = await core.value('submission.get', { id })
      const signed = await core.call('submission.signOnPaper', { id, as: 'preparer', name: line.preparer, on: '2026-07-03', evidence: '扫描件', secrecy })
      expect(signed).toMatchObject({ ok: false, error: { code: 'submission.altered' } })
    },
    60_000,
  )

  test('in a figure under the key, before it was signed: the file says that it does not follow from its rows', async () => {
    const core = await office()
    const id = await frozenAndFilled(core)
    await inDatabase(core, (db) => db.exec(altered[2]?.[1] ?? ''))
    const { file } = await exported(core, id, '坏.json')
    const { consistent, problems } = await core.value('submission.verify', { file })
    expect(consistent).toBe(false)
    expect(problems.map(({ figure }) => figure?.indicator)).toContain('entry.total')
  }, 60_000)
})
