import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyItem } from '../../../shared/catalogue.ts'
import { readSheets } from '../sheets/read.ts'
import { assetsDir } from '../vault/testing.ts'
import {
  applied,
  type CarriedDesk,
  changesIn,
  makePlatform,
  openCarriedDesk,
  type PaperPlatform,
  review,
  sendDown,
  stateAfter,
  stateLine,
} from './office.fixture.ts'

let platform: PaperPlatform
let desk: CarriedDesk
beforeAll(async () => {
  platform = await makePlatform()
  desk = await openCarriedDesk(platform)
})
afterAll(async () => {
  await desk?.close()
})

test('what is written here leaves on a disc, its answer comes back on one, and what was answered is free', async () => {
  const id = await desk.save({ title: '婚姻登记信息', abstract: '登记办法' })
  const up = await desk.export()
  expect(up.counts).toEqual({ changes: 1 })
  expect(up.form).toMatchObject({ kind: 'up', direction: 'out', officer: 'officer', review: { leader: '赵局' } })
  const [change] = changesIn(up.files)
  if (change === undefined) throw new Error('a change')
  expect(change).toMatchObject({ id, kind: 'patch', baseVersion: 0 })
  expect((await desk.value('sync.status', {})).waiting).toBe(1)
  // Whatever is written next, what left stays as it left.
  const other = stateLine(platform, { title: '低保对象信息' })
  const down = await sendDown(platform, desk, { lines: [applied(change), stateAfter(platform, change), other] })
  const verified = await desk.value('ferry.verify', { files: down.files })
  expect(verified).toMatchObject({ whole: true, forUs: true, problems: [], signer: { standing: 'trusted', signed: true }, applied: null })
  expect(verified.warnings.map(({ code }) => code)).toEqual(['ferry.warnRules'])
  const seen = await desk.value('ferry.preview', { files: down.files })
  expect(seen).toMatchObject({ applied: null, verdicts: { applied: 1 }, effects: { taken: 1, same: 1 }, changes: [{ title: '低保对象信息', effect: 'taken' }] })
  expect(await desk.call('catalogue.get', { id: other.id })).toMatchObject({ ok: false })
  const taken = await desk.bring(down.files)
  expect(taken).toMatchObject({ already: null, effects: seen.effects, verdicts: seen.verdicts, freed: 1, quarantined: 0, conflicts: 0, passedOver: [] })
  expect((await desk.content(other.id)).content.title).toBe('低保对象信息')
  expect(await desk.value('sync.status', {})).toMatchObject({ waiting: 0, enrolled: true, configured: false, agency: '澄湖市民政局' })
  const { packages } = await desk.value('ferry.packages', { direction: 'out' })
  expect(packages).toMatchObject([{ verdicts: { applied: 1 }, open: 0 }])
})

test('the receipt says what was done with every line, and the register has every medium', async () => {
  const { packages } = await desk.value('ferry.packages', { direction: 'in' })
  const [taken] = packages
  if (taken === undefined) throw new Error('a package')
  const file = join(desk.temp, 'receipt.txt')
  const receipt = await desk.value('ferry.receipt', { file, medium: { number: 'J-R', mark: '公开' }, packageId: taken.form.packageId })
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"kind"'))
    .map((line) => JSON.parse(line) as { kind: string; effect?: string })
  expect(receipt.counts).toEqual({ lines: lines.length })
  expect(lines.map(({ kind, effect }) => effect ?? kind)).toEqual(['heard', 'same', 'taken'])
  const { media } = await desk.value('ferry.media', {})
  expect(media.map(({ number, direction, kind }) => [number, direction, kind])).toEqual([
    ['J-R', 'out', 'receipt'],
    ['P-1', 'in', 'down'],
    ['J-1', 'out', 'up'],
  ])
  const { medium } = await desk.value('ferry.recordMedium', { id: media[2]?.id, handedOverOn: '2026-11-21', receivedBy: '平台 张三', number: '另一个' })
  expect(medium).toMatchObject({ number: 'J-1', handedOverOn: '2026-11-21', receivedBy: '平台 张三' })
  await desk.value('ferry.recordMedium', {
    number: 'U-9',
    mark: '内部',
    direction: 'in',
    from: '公安局',
    destroyedOn: '2026-11-22',
    destroyedBy: '李',
    witness: '王',
  })
  expect((await desk.value('ferry.media', { state: 'destroyed' })).media).toMatchObject([{ number: 'U-9', witness: '王' }])
  expect((await desk.value('ferry.media', { state: 'open', text: 'J-' })).media).toHaveLength(2)
  const register = join(desk.temp, 'media.csv')
  expect(await desk.value('ferry.exportMedia', { file: register })).toEqual({ rows: 4 })
  expect(readFileSync(register, 'utf8')).toContain('U-9,内部,带入,')
  const table = join(desk.temp, 'media.xlsx')
  expect(await desk.value('ferry.exportMedia', { file: table, format: 'xlsx', direction: 'in' })).toEqual({ rows: 2 })
  const sheets = await readSheets(table)
  try {
    const rows: unknown[][] = []
    for await (const batch of sheets.rows(0)) for (const { cells } of batch) rows.push(cells)
    expect(rows.map(([number, mark, way]) => [number, mark, way])).toEqual([
      ['介质编号', '标志', '方向'],
      ['U-9', '内部', '带入'],
      ['P-1', '内部', '带入'],
    ])
    expect(String(rows[2]?.[16])).toMatch(/^down-\d+-1\.txt [0-9a-f]{64}$/)
  } finally {
    sheets.close()
  }
  expect(await desk.call('ferry.recordMedium', { number: 'U-10' })).toMatchObject({ error: { code: 'ferry.mediumIncomplete' } })
  expect(await desk.call('ferry.recordMedium', { number: '机密★', mark: '内部', direction: 'in' })).toMatchObject({ ok: false })
})

test('a large package is split to the size of the medium; every volume fits, and together they verify', async () => {
  const large = await openCarriedDesk(platform)
  try {
    for (let n = 0; n < 220; n++) await large.save({ title: `信息资源${n}`, abstract: '摘要'.repeat(400) })
    for (const encrypt of [false, true]) {
      const up = await large.export({ mediaBytes: 150_000, encrypt })
      expect(up.counts).toEqual({ changes: 220 })
      expect(up.files.length).toBeGreaterThan(3)
      for (const file of up.files) expect(statSync(file).size).toBeLessThanOrEqual(150_000)
      expect(up.form.volumes.map(({ name }) => name)).toEqual(up.files.map((_, at) => `up-${encrypt ? 2 : 1}-${at + 1}of${up.files.length}.txt`))
      const own = join(large.temp, 'own.txt')
      await large.as('sys')
      await large.value('ferry.identity', { file: own })
      await large.as('officer')
      const said = execFileSync('sh', [join(assetsDir, 'ferry', 'verify-package.sh'), own, ...up.files]).toString()
      expect(said).toContain(`whole / 完整: ${up.files.length} volumes`)
      // Our own package looked at here: whole, and not for us.
      const seen = await large.value('ferry.verify', { files: up.files })
      expect(seen).toMatchObject({ whole: true, forUs: false, signer: { standing: 'own', signed: true } })
    }
    expect(
      await large.call('ferry.export', {
        file: join(large.temp, 'x.txt'),
        medium: { number: 'J', mark: '内部' },
        secrecy: '不涉密',
        review,
        mediaBytes: 100_000,
      }),
    ).toMatchObject({
      ok: true,
    })
    const items = Array.from({ length: 40 }, (_, n) => ({ ...emptyItem(randomUUID()), name: `信息项${n}`, note: '说明'.repeat(900) }))
    await large.save({ title: '很大的一条', items })
    expect(
      await large.call('ferry.export', {
        file: join(large.temp, 'y.txt'),
        medium: { number: 'J', mark: '内部' },
        secrecy: '不涉密',
        review,
        mediaBytes: 100_000,
      }),
    ).toMatchObject({
      error: { code: 'ferry.mediumTooSmall' },
    })
  } finally {
    await large.close()
  }
}, 120_000)

test('many entries gone at once are asked about first, and nothing was deleted meanwhile', async () => {
  const other = await openCarriedDesk(platform)
  try {
    const lines = Array.from({ length: 40 }, (_, n) => stateLine(platform, { title: `信息资源${n}` }))
    await other.bring((await sendDown(platform, other, { lines, cursor: 'c1' })).files)
    const gone = lines.map(({ id }) => ({ kind: 'gone' as const, entity: 'entry', id, version: 2, why: 'deleted' as const, at: '2026-11-26T02:00:00.000Z' }))
    const { files } = await sendDown(platform, other, { lines: gone, after: 'c1', cursor: 'c2' })
    expect(await other.take(files)).toMatchObject({ error: { code: 'sync.asks.deletions', params: { count: 40 } } })
    const living = async () => (await other.value('catalogue.check', {})).entries
    expect(await living()).toBe(40)
    expect(await other.take(files)).toMatchObject({ error: { code: 'sync.asks.deletions' } })
    await other.as('keeper')
    await other.value('sync.confirm', { question: 'deletions' })
    await other.as('officer')
    expect((await other.bring(files)).effects.taken).toBe(40)
    expect(await living()).toBe(0)
  } finally {
    await other.close()
  }
})

test('the secrecy gate stands before both ways, and a sealed vault exchanges nothing', async () => {
  const gate = await openCarriedDesk(platform)
  try {
    const { files } = await sendDown(platform, gate, { lines: [stateLine(platform, { title: '婚姻登记信息' })] })
    const out = { file: join(gate.temp, 'out.txt'), medium: { number: 'J-1', mark: '内部' as const }, review }
    for (const [secrecy, code] of [
      ['不确定', 'secrecy.unsure'],
      ['涉密或工作秘密', 'secrecy.refused'],
    ] as const) {
      expect(await gate.call('ferry.import', { files, secrecy })).toMatchObject({ error: { code } })
      expect(await gate.call('ferry.export', { ...out, secrecy })).toMatchObject({ error: { code } })
    }
    expect(await gate.call('ferry.export', { ...out, secrecy: '不涉密', purpose: '机密★' })).toMatchObject({ error: { code: 'secrecy.marked' } })
    expect(await gate.call('ferry.export', { ...out, secrecy: '不涉密', medium: { number: 'J', mark: '秘密' as never } })).toMatchObject({ ok: false })
    expect(await gate.call('ferry.export', { ...out, secrecy: '不涉密', review: { ...review, reviewedOn: '2099-01-01' } })).toMatchObject({
      error: { code: 'catalogue.answerInFuture' },
    })
    await gate.save({ title: '低保' })
    const written = await gate.export()
    await gate.as('sec')
    const { copies } = await gate.value('vault.seal', { note: '发现涉密' })
    expect(copies).toMatchObject([{ kind: 'package', where: `J-1: ${written.form.volumes[0]?.name ?? ''}`, sha256: written.form.volumes[0]?.sha256 }])
    await gate.as('officer')
    for (const reply of [
      await gate.call('ferry.export', { ...out, secrecy: '不涉密' }),
      await gate.call('ferry.import', { files, secrecy: '不涉密' }),
      await gate.call('ferry.preview', { files }),
      await gate.call('ferry.verify', { files }),
    ]) {
      expect(reply).toMatchObject({ error: { code: 'vault.sealed' } })
    }
  } finally {
    await gate.close()
  }
})
