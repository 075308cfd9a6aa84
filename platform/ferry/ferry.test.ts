import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { submitReady } from '../../electron/core/sync/office.fixture.ts'
import { headerBytes, partMarker } from '../../shared/ferry/container.ts'
import { manifestText } from '../../shared/ferry/manifest.ts'
import { administer } from '../administration.ts'
import { sql } from '../database/database.ts'
import { revoke } from '../store/devices.ts'
import { nextEpoch } from '../store/platform.ts'
import { rule } from '../store/review.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { newEntry, paperCopy } from './paper.fixture.ts'
import { signAs } from './signing.ts'
import { type CarriedDesk, civil, openCarriedDesk, ordered } from './vault.fixture.ts'
import { openVolumes } from './volumes.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL ?? ''
if (real !== '') urls.push(['PostgreSQL', real])

describe.each(urls)('carried packages on %s', (_name, url) => {
  let platform: TestPlatform
  const desks: CarriedDesk[] = []
  beforeAll(async () => {
    platform = await startTestPlatform(url)
  }, 60_000)
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close()
  })
  afterAll(async () => {
    for (const { folder } of copies.splice(0)) rmSync(folder, { recursive: true })
    await platform?.close()
  })
  const copies: Awaited<ReturnType<typeof paperCopy>>[] = []
  const copyOf = async () => {
    const made = await paperCopy(platform)
    copies.push(made)
    return made
  }
  const desk = async (options: Parameters<typeof openCarriedDesk>[1] = {}): Promise<CarriedDesk> => {
    const made = await openCarriedDesk(platform, options)
    desks.push(made)
    return made
  }
  const take = (files: readonly string[], command = 'package import') => ordered(platform, command, {}, files)
  const refused = async (files: readonly string[], command = 'package import') => {
    const answer = await administer(platform.db, { command, values: {}, files }).catch((error: { code?: string }) => ({ ok: false as const, code: error.code }))
    return answer.ok ? 'taken' : ((answer as { code?: string }).code ?? 'no code')
  }
  const entity = (id: string) =>
    platform.db.one<{ version: number; content: string; changed_at: Date }>(sql`SELECT version, content FROM entity WHERE id = ${id}::uuid`)
  const written = async (): Promise<number> => (await platform.db.one<{ n: number }>(sql`SELECT COUNT(*)::int AS n FROM change_log`))?.n ?? 0

  it('two desks that never had a connection agree by discs alone; the time of receipt is the platform’s', async () => {
    const [first, second] = [await desk(), await desk()]
    const id = await first.save({ title: '婚姻登记信息', abstract: '登记办法' })
    const bad = await first.save({ title: '', abstract: '没有名称' })
    const before = Date.now()
    const up = await first.out()
    expect(await take(up)).toMatchObject({ kind: 'up', agency: civil, already: null, counts: { changes: 2, applied: 1, rejected: 1 }, warnings: [] })
    const back = await first.given()
    expect(back).toMatchObject({ full: true, counts: { verdicts: 2 } })
    expect(await first.bring(back.files)).toMatchObject({ freed: 1, quarantined: 1, verdicts: { applied: 1, rejected: 1 } })
    expect((await first.value('quarantine.list', {})).changes).toMatchObject([{ entry: bad, problem: { code: 'content.titleMissing' } }])
    const log = await platform.db.one<{ at: Date }>(sql`SELECT at FROM change_log WHERE id = ${id}::uuid`)
    expect(new Date(log?.at ?? 0).getTime()).toBeGreaterThanOrEqual(before)

    await second.bring((await second.given()).files)
    await second.save({ keywords: '婚姻' }, id)
    await first.save({ theme: '民生' }, id)
    await take(await second.out())
    await take(await first.out())
    // The first learns that its change stood on an older text, merges, and sends another.
    expect(await first.bring((await first.given()).files)).toMatchObject({ verdicts: { conflict: 1 }, conflicts: 0 })
    await take(await first.out())
    for (const one of [first, second]) await one.bring((await one.given()).files)
    for (const one of [first, second]) expect((await one.content(id)).content).toMatchObject({ abstract: '登记办法', keywords: '婚姻', theme: '民生' })
    expect(JSON.parse((await entity(id))?.content ?? '{}')).toMatchObject({ keywords: '婚姻', theme: '民生' })
  }, 120_000)

  it('the department’s answers come back on a disc', async () => {
    const one = await desk()
    const id = await one.save({ title: '社会组织登记信息' })
    await take(await one.out())
    await one.bring((await one.given()).files)
    await submitReady(one, [id])
    await take(await one.out())
    await rule(platform.db, id, { kind: 'return', reason: '摘要未说明数据范围', number: '' }, '市数据局', new Date())
    await one.bring((await one.given()).files)
    expect(await one.content(id)).toMatchObject({ status: 'returned' })
  }, 120_000)

  it('the same package twice, and the same change in two packages, have one effect', async () => {
    const one = await desk()
    const id = await one.save({ title: '低保对象信息' })
    const first = await one.out()
    const again = await one.out()
    const done = await take(first)
    const count = await written()
    expect(await take(first)).toMatchObject({ already: expect.stringMatching(/^2\d{3}-/), counts: done.counts as object })
    expect(await take(again)).toMatchObject({ already: null, counts: { changes: 1, already: 1 } })
    expect(await written()).toBe(count)
    expect((await entity(id))?.version).toBe(1)
    // Asked twice, it is told once.
    const down = await one.given()
    expect(down.counts.verdicts).toBe(1)
    expect(await one.bring(down.files)).toMatchObject({ freed: 1, verdicts: { already: 1 } })
    expect((await one.value('sync.status', {})).waiting).toBe(0)
  }, 120_000)

  it('at once in two processes’ hands, a package has one effect', async () => {
    const one = await desk()
    await one.save({ title: '救助站信息' })
    const up = await one.out()
    const answers = await Promise.all([take(up), take(up)])
    expect(answers.map(({ already }) => already === null).toSorted()).toEqual([false, true])
    expect(answers[0]?.counts).toEqual(answers[1]?.counts)
  }, 120_000)

  it.each(['disc first', 'REST first'])(
    'a change by disc and by REST: %s',
    async (order) => {
      const one = await desk({ rest: true })
      const id = await one.save({ title: `养老机构信息${order}` })
      const up = await one.out()
      if (order === 'disc first') {
        await take(up)
        expect(await one.sync()).toMatchObject({ verdicts: { already: 1 } })
      } else {
        expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
        expect(await take(up)).toMatchObject({ counts: { already: 1 } })
      }
      expect((await entity(id))?.version).toBe(1)
      const down = await one.given()
      expect(await one.bring(down.files)).toMatchObject({ quarantined: 0, conflicts: 0 })
      expect(await one.sync()).toMatchObject({ pulled: 0, pushed: 0, conflicts: 0 })
      expect((await one.value('sync.status', {})).waiting).toBe(0)
    },
    120_000,
  )

  it('verdicts leave with every package until it is known that one arrived, by a receipt or by the next package', async () => {
    const one = await desk()
    await one.save({ title: '殡葬服务机构' })
    await take(await one.out())
    const lost = await one.given()
    const second = await one.given()
    expect([lost.counts.verdicts, second.counts.verdicts]).toEqual([1, 1])
    await one.bring(second.files)
    expect(await take(await one.receiptOf(second.packageId), 'package receipt')).toMatchObject({ kind: 'receipt', already: null, counts: { heard: 1 } })
    const third = await one.given()
    expect(third).toMatchObject({ full: false, counts: { verdicts: 0, states: 0 } })
    // 3 before 2 asks for nothing: it begins where the desk stands.
    await one.save({ title: '殡葬服务机构名录' })
    await take(await one.out())
    const fourth = await one.given()
    expect(fourth.counts).toMatchObject({ verdicts: 1 })
    await one.bring(fourth.files)
    await one.save({ title: '公墓信息' })
    expect(await take(await one.out())).toMatchObject({ counts: { changes: 1, applied: 1 } })
    // What the package said of the one before was heard.
    expect((await one.given()).counts).toMatchObject({ verdicts: 1 })
    const { packages } = (await ordered(platform, 'package list')) as { packages: { id: string; deliveredAt: string | null }[] }
    expect(packages.find(({ id }) => id === second.packageId)?.deliveredAt).not.toBeNull()
    expect(packages.find(({ id }) => id === fourth.packageId)?.deliveredAt).not.toBeNull()
    expect(packages.find(({ id }) => id === third.packageId)?.deliveredAt).toBeNull()
  }, 120_000)

  it('a lost delta is told by the desk, and a full package, asked for on a disc, begins anew', async () => {
    const one = await desk()
    await one.save({ title: '一' })
    await take(await one.out())
    const first = await one.given()
    await one.bring(first.files)
    await take(await one.receiptOf(first.packageId), 'package receipt')
    const other = await desk()
    await other.bring((await other.given()).files)
    const shared = await other.save({ title: '另一台写的' })
    await take(await other.out())
    // A desk that only ever sees a delta can not use it.
    const delta = await one.given()
    expect(delta.full).toBe(false)
    await take(await one.out({ full: true }))
    const full = await one.given()
    expect(full.full).toBe(true)
    expect(await one.bring(full.files)).toMatchObject({ already: null })
    expect((await one.content(shared)).content.title).toBe('另一台写的')
    // Asked for once, given once.
    expect((await one.given()).full).toBe(false)
  }, 120_000)

  it('encrypted, in volumes, with SM2: read by the two who hold the keys, whole or not at all', async () => {
    const one = await desk({ sm2: true })
    for (let n = 0; n < 40; n++) await one.save({ title: `信息资源${n}`, abstract: '摘要'.repeat(2000) })
    const up = await one.out({ encrypt: true, mediaBytes: 200_000 })
    expect(up.length).toBeGreaterThan(2)
    for (const file of up) expect(readFileSync(file, 'utf8')).not.toContain('信息资源')
    expect(await refused(up.slice(1))).toBe('package.incomplete')
    expect(await refused([...up, up[0] ?? ''])).toBe('package.mixed')
    expect(await take(up)).toMatchObject({ counts: { changes: 40, applied: 40 } })
    const down = await one.given({ encrypt: 'true', media: '平-7', mark: '公开', 'media-bytes': '200000' })
    expect(down.files.length).toBeGreaterThan(2)
    for (const file of down.files) {
      expect(file).toMatch(/MULU-平-7-\dof\d\.txt$/)
      expect(readFileSync(file, 'utf8')).not.toContain('信息资源')
    }
    expect(await one.bring(down.files)).toMatchObject({ freed: 40, verdicts: { applied: 40 } })
  }, 120_000)

  it('anything changed on the way is refused, and nothing of it is applied', async () => {
    const one = await desk({ sm2: true })
    for (let n = 0; n < 3; n++) await one.save({ title: `档案信息${n}` })
    const [up = ''] = await one.out()
    const bytes = readFileSync(up)
    const before = await written()
    const spoilt = async (change: (copy: Buffer) => Buffer): Promise<string> => {
      writeFileSync(`${up}.spoilt`, change(Buffer.from(bytes)))
      return refused([`${up}.spoilt`])
    }
    // All over the file, and every byte of the two signatures.
    const from = bytes.indexOf('-----BEGIN MULU SIGNATURE')
    const places = [
      ...Array.from({ length: 80 }, (_, n) => Math.floor((n * bytes.length) / 80)),
      ...Array.from({ length: bytes.indexOf('-----BEGIN MULU PART') - from }, (_, n) => from + n),
    ]
    for (const [n, at] of places.entries()) {
      const how = await spoilt((copy) => {
        copy[at] = (copy[at] ?? 0) ^ (1 << (n % 8))
        return copy
      })
      expect(how, `byte ${at}`).toMatch(/^package\./)
    }
    expect(await spoilt((copy) => copy.subarray(0, -10))).toBe('package.invalid')
    expect(await spoilt((copy) => Buffer.concat([copy, Buffer.from('x')]))).toBe('package.invalid')
    expect(await spoilt((copy) => Buffer.from(copy.toString('utf8').replaceAll('\n', '\r\n')))).toBe('package.lineEnds')
    expect(await refused(['/nowhere/at/all.txt'])).toBe('package.file')
    expect(await refused([])).toBe('package.file')
    expect(await written()).toBe(before)
    expect(await refused([up])).toBe('taken')
  }, 120_000)

  it('a stranger, a revoked device, another platform’s package, one of another epoch and our own are refused by name', async () => {
    const one = await desk()
    await one.save({ title: '行政区划信息' })
    const other = await startTestPlatform()
    try {
      const stranger = await openCarriedDesk(other)
      desks.push(stranger)
      await stranger.save({ title: '外来的' })
      const foreign = await stranger.out()
      expect(await refused(foreign)).toBe('package.signer')
      const [card] = (await ordered(other, 'card list')).cards as { fingerprint: string }[]
      const row = await other.db.one<{ file: string }>(sql`SELECT file FROM card WHERE fingerprint = ${card?.fingerprint}`)
      const file = `${foreign[0]}.card`
      writeFileSync(file, row?.file ?? '')
      const add = (fingerprint: string, agency = civil) =>
        administer(platform.db, { command: 'card add', values: { agency, officer: '李', fingerprint }, files: [file] }).catch(
          (error: { code?: string }) => error.code,
        )
      expect(await add('00'.repeat(32))).toBe('card.fingerprint')
      expect(await add(card?.fingerprint ?? '', '没有的单位')).toBe('agency.unknown')
      expect(await add(card?.fingerprint ?? '')).toMatchObject({ ok: true })
      expect(await refused(foreign)).toBe('package.recipient')
    } finally {
      await other.close()
    }
    const up = await one.out()
    expect(await refused(up, 'package receipt')).toBe('package.direction')
    const down = await one.given()
    expect(await refused(down.files)).toBe('package.signer')
    await one.bring(down.files)
    const late = await one.out()
    await nextEpoch(platform.db)
    expect(await refused(late)).toBe('package.epoch')
    expect((await one.given()).full).toBe(true)
    await revoke(platform.db, one.device, new Date())
    expect(await refused(up)).toBe('package.revoked')
    await expect(async () => one.given()).rejects.toThrow('package.revoked')
    expect(await refused(await one.receiptOf(down.packageId), 'package receipt')).toBe('package.revoked')
  }, 120_000)

  it('one broken line among a thousand is rejected alone', async () => {
    const copy = await copyOf()
    const lines = Array.from({ length: 1200 }, (_, n) => JSON.stringify(newEntry(`信息资源${n}`)))
    lines[300] = '{"changeId":'
    lines[1100] = JSON.stringify({ ...newEntry('坏的'), kind: 'nonsense' })
    expect(await take(await copy.write({}, lines))).toMatchObject({ counts: { changes: 1200, applied: 1198, rejected: 2 } })
    const to = mkdtempSync(join(copy.folder, 'down-'))
    // The one that has no id to be told by can not be answered.
    expect(await ordered(platform, 'package export', { device: copy.own.party.id, to })).toMatchObject({ counts: { verdicts: 1199 } })
  }, 120_000)

  it('passed on under another name, under a used id, of a kind not known here or for another epoch, it changes nothing', async () => {
    const [copy, crook] = [await copyOf(), await copyOf()]
    const before = await written()
    const [file = ''] = await copy.write({ mode: 'encrypted' }, [JSON.stringify(newEntry('机构信息'))])
    const volume = await openVolumes([file])
    const parts = readFileSync(file).subarray(readFileSync(file).indexOf(partMarker(1)))
    const manifest = Buffer.from(manifestText({ ...volume.manifest, sender: crook.own.party }))
    await volume.close()
    writeFileSync(`${file}.forwarded`, Buffer.concat([headerBytes(manifest, signAs(crook.own.signingKey, 'package', manifest), null), parts]))
    expect(await refused([`${file}.forwarded`])).toBe('package.inside')
    const line = JSON.stringify(newEntry('公开目录'))
    expect(await refused(await copy.write({ kind: 'agreement', about: () => ({}) }, [line]))).toBe('package.kind')
    expect(await refused(await copy.write({ epoch: 99 }, [line]))).toBe('package.epoch')
    expect(await refused(await copy.write({ about: () => ({ nothing: true }) }, [line]))).toBe('package.invalid')
    expect(await written()).toBe(before)
    const packageId = randomUUID()
    expect(await refused(await copy.write({ packageId }, [line]))).toBe('taken')
    expect(await refused(await copy.write({ packageId }, []))).toBe('package.idReused')
    // A receipt for what was sent to somebody else frees nothing.
    const to = mkdtempSync(join(copy.folder, 'down-'))
    const given = (await ordered(platform, 'package export', { device: copy.own.party.id, to })) as { packageId: string; counts: object }
    const of = { packageId: given.packageId, sha256: '0'.repeat(64) }
    for (const forger of [copy, crook])
      expect(await refused(await forger.write({ kind: 'receipt', about: () => ({ of }) }, []), 'package receipt')).toBe('package.notOurs')
    expect(await ordered(platform, 'package export', { device: copy.own.party.id, to: mkdtempSync(join(copy.folder, 'down-')) })).toMatchObject({
      counts: given.counts,
    })
  }, 120_000)

  it('a medium for more than 内部, and what would not fit, are refused', async () => {
    const one = await desk()
    await expect(async () => one.given({ mark: '秘密' })).rejects.toThrow('package.medium')
    await expect(async () => one.given({ media: '机密' })).rejects.toThrow('package.medium')
    await expect(async () => one.given({ media: '../x' })).rejects.toThrow('package.medium')
    await expect(async () => one.given({ 'media-bytes': '10' })).rejects.toThrow('package.medium')
    await expect(async () => one.given({ to: '/nowhere' })).rejects.toThrow('package.folder')
  }, 120_000)
})
