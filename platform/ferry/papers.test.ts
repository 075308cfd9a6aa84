import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDesk, submitReady } from '../../electron/core/sync/office.fixture.ts'
import { assetsDir, type TestCore } from '../../electron/core/vault/testing.ts'
import { attachmentBytes } from '../../shared/attachments.ts'
import { paperLine, pieceLine } from '../../shared/ferry/papers.ts'
import { administer } from '../administration.ts'
import { sql } from '../database/database.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { newEntry, paperCopy } from './paper.fixture.ts'
import { type CarriedDesk, civil, openCarriedDesk, ordered } from './vault.fixture.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL ?? ''
if (real !== '') urls.push(['PostgreSQL', real])

const codes = [{ code: '3070600001', cls1: '3', cls2: '', cls3: '', cls4: '' }]
const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
const scanOf = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])

describe.each(urls)('papers in carried packages on %s', (_name, url) => {
  let platform: TestPlatform
  const desks: TestCore[] = []
  const folders: string[] = []
  beforeAll(async () => {
    platform = await startTestPlatform(url)
  }, 60_000)
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close()
    // A desk of the next test is not sent what this one left.
    await platform.db.run(sql`DELETE FROM attachment`)
  })
  afterAll(async () => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
    await platform?.close()
  })
  const desk = async (options: Parameters<typeof openCarriedDesk>[1] = {}): Promise<CarriedDesk> => {
    const made = await openCarriedDesk(platform, options)
    desks.push(made)
    return made
  }
  const take = (files: readonly string[]) => ordered(platform, 'package import', {}, files)
  const refused = async (files: readonly string[]) => {
    const answer = await administer(platform.db, { command: 'package import', values: {}, files }).catch((error: { code?: string }) => error.code)
    return typeof answer === 'string' ? answer : 'taken'
  }
  const attach = async (at: TestCore, name: string, data: Uint8Array, entries: readonly string[]): Promise<string> => {
    const file = join(at.temp, name)
    writeFileSync(file, data)
    return (await at.value('attachment.add', { file, secrecy: '不涉密', entries: [...entries] })).sha256
  }
  const opened = async (at: TestCore, entry: string, sha256: string): Promise<Buffer> => {
    const file = join(at.temp, `opened-${sha256.slice(0, 8)}`)
    await at.value('attachment.open', { entry, sha256, file })
    return readFileSync(file)
  }
  const papersOf = async (at: TestCore, entry: string) => (await at.value('attachment.list', { entry })).attachments
  const bodyOn = (sha256: string) =>
    platform.db.one<{ body: Uint8Array; complete: boolean }>(sql`SELECT body, complete FROM attachment WHERE sha256 = ${sha256}`)
  const statusOf = async (id: string) => (await platform.db.one<{ status: string }>(sql`SELECT status FROM entity WHERE id = ${id}::uuid`))?.status
  /** Entries of a desk that the platform has, each with these papers submitted: all by discs. */
  const submitted = async (at: CarriedDesk, titles: readonly string[], papers: readonly [string, Uint8Array][]) => {
    const ids: string[] = []
    for (const title of titles) ids.push(await at.save({ title, codes }))
    await take(await at.out())
    await at.bring((await at.given({ 'paper-bytes': '0' })).files)
    const digests: string[] = []
    for (const [name, data] of papers) digests.push(await attach(at, name, data, ids))
    await submitReady(at, ids, { evidence: digests })
    return { ids, digests }
  }

  it.each([
    ['in clear', {}],
    ['encrypted', { encrypt: true }],
  ])(
    'a submission brings its papers, %s, each once and over as many media as it takes',
    async (_how, how) => {
      const one = await desk()
      const [scan, letter] = [scanOf(900_000), scanOf(20)]
      const { ids, digests } = await submitted(
        one,
        ['婚姻登记信息', '收养登记信息'],
        [
          ['审批表扫描.pdf', scan],
          ['函.pdf', letter],
        ],
      )
      const up = await one.out({ mediaBytes: 300_000, ...how })
      for (const file of up) expect(statSync(file).size).toBeLessThanOrEqual(300_000)
      // The paper alone is larger than three media.
      expect(up.length).toBeGreaterThan(4)
      const card = join(one.temp, 'own.txt')
      await one.as('sys')
      await one.value('ferry.identity', { file: card })
      await one.as('officer')
      expect(execFileSync('sh', [join(assetsDir, 'ferry', 'verify-package.sh'), card, ...up]).toString()).toContain('whole / 完整')
      expect(await one.value('ferry.verify', { files: up })).toMatchObject({ whole: true, counts: { changes: 2, papers: 2 } })
      if ('encrypt' in how) for (const file of up) expect(readFileSync(file, 'utf8').includes('审批表扫描')).toBe(false)
      expect(await refused(up.slice(1))).toBe('package.incomplete')
      expect(await bodyOn(digests[0] ?? '')).toBeUndefined()
      expect(await take(up)).toMatchObject({ counts: { changes: 2, papers: 2 } })
      for (const [at, data] of [scan, letter].entries()) expect(Buffer.from((await bodyOn(digests[at] ?? ''))?.body ?? []).equals(data)).toBe(true)
      for (const id of ids) expect(await statusOf(id)).toBe('submitted')
      // Who brought it is not sent it.
      const back = await one.given()
      expect(back.counts).not.toHaveProperty('papers')
      expect(await one.bring(back.files)).toMatchObject({ freed: 2, quarantined: 0, papers: 0 })
      expect(await papersOf(one, ids[0] ?? '')).toMatchObject([{ name: '审批表扫描.pdf', waiting: false, type: 'pdf' }, { name: '函.pdf' }])
    },
    120_000,
  )

  it('what stands in the platform in part, by REST, is made whole by a disc', async () => {
    const one = await desk({ rest: true })
    const data = scanOf(1_500_000)
    const id = await one.save({ title: '低保对象信息', codes })
    await one.sync()
    const sha256 = await attach(one, '审批表.pdf', data, [id])
    await submitReady(one, [id], { evidence: [sha256] })
    const agency = await platform.db.one<{ id: string }>(sql`SELECT id FROM agency WHERE name = ${civil}`)
    await platform.db.run(sql`
      INSERT INTO attachment (sha256, bytes, agency_id, body, complete, at) VALUES (${sha256}, ${data.length}, ${agency?.id}::uuid, ${data.subarray(0, 1 << 20)}, FALSE, now())`)
    expect(await take(await one.out())).toMatchObject({ counts: { changes: 1, papers: 1, applied: 1 } })
    expect(await bodyOn(sha256)).toMatchObject({ complete: true })
    // And by REST after it there is nothing left to send.
    expect(await one.sync()).toMatchObject({ verdicts: { already: 1 }, quarantined: 0 })
  }, 120_000)

  it('another desk is brought the papers of its agency’s entries, until it is known that they arrived; a new vault after a loss too', async () => {
    const first = await desk()
    const data = scanOf(400_000)
    const { ids, digests } = await submitted(first, ['殡葬服务机构', '公墓信息'], [['审批表扫描.pdf', data]])
    await take(await first.out())
    const [id = '', other = ''] = ids
    const [sha256 = ''] = digests

    const second = await desk()
    const lost = await second.given()
    expect(lost).toMatchObject({ full: true, counts: { papers: 1 } })
    const given = await second.given({ encrypt: 'true', 'media-bytes': '150000' })
    expect(given.counts).toMatchObject({ papers: 1 })
    expect(given.files.length).toBeGreaterThan(3)
    expect(await second.value('ferry.verify', { files: given.files })).toMatchObject({ whole: true, problems: [], counts: { papers: 1 } })
    const seen = await second.value('ferry.preview', { files: given.files })
    expect(seen.papers).toEqual([{ sha256, name: '审批表扫描.pdf', bytes: data.length, entries: 2, here: false, why: '' }])
    // A preview leaves nothing.
    expect((await second.call('attachment.list', { entry: id })).ok).toBe(false)
    expect(await second.bring(given.files)).toMatchObject({ papers: 1, passedOver: [] })
    for (const each of [id, other]) expect((await opened(second, each, sha256)).equals(data)).toBe(true)
    // It may still be lost, as far as the platform knows; then the desk says where it stands.
    expect((await second.given()).counts).toMatchObject({ papers: 1 })
    await take(await second.out())
    expect((await second.given()).counts).not.toHaveProperty('papers')
    // The first one again: taken in before, and nothing new.
    expect(await second.bring(lost.files)).toMatchObject({ already: null, papers: 0 })

    // Another agency’s desk is told of none.
    const police = await desk({ agency: '澄湖市公安局' })
    expect((await police.given()).counts).not.toHaveProperty('papers')

    // The vault is gone with its disk: a new one is a new device, and its officer opens the paper.
    const again = await desk()
    expect(await again.bring((await again.given()).files)).toMatchObject({ papers: 1 })
    expect((await opened(again, id, sha256)).equals(data)).toBe(true)
    expect(await again.value('vault.check', {})).toMatchObject({ damages: [] })
  }, 120_000)

  it('what did not fit is left for the next, and what is asked for goes first', async () => {
    const first = await desk()
    const [older, newer] = [scanOf(60_000), scanOf(70_000)]
    const one = await submitted(first, ['养老机构信息'], [['旧.pdf', older]])
    await take(await first.out())
    const two = await submitted(first, ['救助站信息'], [['新.pdf', newer]])
    await take(await first.out())
    const second = await desk()
    expect((await second.given({ 'paper-bytes': '75000' })).counts).toMatchObject({ papers: 1, later: 1 })
    const none = await second.given({ 'paper-bytes': '0' })
    expect(none.counts).toMatchObject({ later: 2 })
    await second.bring(none.files)
    const [id = '', sha256 = ''] = [one.ids[0], one.digests[0]]
    expect(await papersOf(second, id)).toMatchObject([{ name: '旧.pdf', type: null, asked: false }])
    expect(await second.value('attachment.fetch', { entry: id, sha256 })).toEqual({ bytes: 0, asked: true })
    expect(await papersOf(second, id)).toMatchObject([{ name: '旧.pdf', type: null, asked: true }])
    expect(await second.call('attachment.open', { entry: id, sha256, file: join(second.temp, 'x') })).toMatchObject({ ok: false })
    expect(await take(await second.out())).toMatchObject({ counts: { changes: 0, wanted: 1 } })
    const given = await second.given({ 'paper-bytes': '75000' })
    expect(given.counts).toMatchObject({ papers: 1, later: 1 })
    expect((await second.bring(given.files)).papers).toBe(1)
    expect((await opened(second, id, sha256)).equals(older)).toBe(true)
    expect(await papersOf(second, id)).toMatchObject([{ type: 'pdf', asked: false }])
    await take(await second.out())
    // Then the other’s turn comes by itself; asked for once more, it is sent once more.
    const rest = await second.given({ 'paper-bytes': '75000' })
    expect(rest.counts).toMatchObject({ papers: 1 })
    expect(rest.counts).not.toHaveProperty('later')
    await second.bring(rest.files)
    expect((await opened(second, two.ids[0] ?? '', two.digests[0] ?? '')).equals(newer)).toBe(true)
  }, 120_000)

  it('who fetched it by REST is not sent it by disc', async () => {
    const first = await openDesk(platform)
    desks.push(first)
    const data = scanOf(50_000)
    const id = await first.save({ title: '社会组织登记信息', codes })
    await first.sync()
    const sha256 = await attach(first, '函.pdf', data, [id])
    await submitReady(first, [id], { evidence: [sha256] })
    await first.sync()
    const mixed = await desk({ rest: true })
    await mixed.sync()
    await mixed.value('attachment.fetch', { entry: id, sha256 })
    expect((await mixed.given()).counts).not.toHaveProperty('papers')
    const second = await desk()
    expect((await second.given()).counts).toMatchObject({ papers: 1 })
  }, 120_000)

  it('a paper that is damaged, too large or that no submission names: the package is refused whole', async () => {
    const copy = await paperCopy(platform)
    folders.push(copy.folder)
    const logged = async () => (await platform.db.one<{ n: number }>(sql`SELECT COUNT(*)::int AS n FROM change_log`))?.n
    const count = await logged()
    const data = scanOf(5000)
    const sha256 = sha256Of(data)
    const head = paperLine({ sha256, bytes: data.length, of: [] })
    const pieces = [pieceLine(data.subarray(0, 3000).toString('base64')), pieceLine(data.subarray(3000).toString('base64'))]
    const made = newEntry('机构信息')
    const entry = JSON.stringify(made)
    const { patch: _, ...common } = made
    // A name that would be read as something else by whoever is careless.
    const name = `\u0000"sha256":"${'c'.repeat(64)}".pdf`
    const submit = JSON.stringify({ ...common, changeId: crypto.randomUUID(), baseVersion: 1, kind: 'submit', evidence: [{ name, sha256 }] })
    const spoilt = Buffer.from(data)
    spoilt[4000] = ~(spoilt[4000] ?? 0)
    for (const [lines, code] of [
      [[head, pieces[0], pieceLine(spoilt.subarray(3000).toString('base64')), entry, submit], 'package.paperDamaged'],
      [[head, pieces[0], entry, submit], 'package.paperDamaged'],
      [[head, ...pieces, pieces[0], entry, submit], 'package.paperDamaged'],
      [[pieces[0], entry, submit], 'package.paperDamaged'],
      [[head, ...pieces, head, ...pieces, entry, submit], 'package.paperDamaged'],
      [[head, pieces[0], entry, pieces[1], submit], 'package.paperDamaged'],
      [[entry, submit, head], 'package.paperDamaged'],
      [[paperLine({ sha256, bytes: attachmentBytes + 1, of: [] }), ...pieces, entry, submit], 'package.paperTooLarge'],
      [[paperLine({ sha256, bytes: 1, of: [] }), ...pieces, entry, submit], 'package.paperDamaged'],
      [['{"kind":"paper"}', entry, submit], 'package.paperDamaged'],
      [[head, ...pieces, entry], 'package.paperUnnamed'],
    ] as const) {
      expect(await refused(await copy.write({}, lines as readonly string[])), code).toBe(code)
      expect(await logged()).toBe(count)
      expect(await bodyOn(sha256)).toBeUndefined()
    }
    // Without the paper the submission alone is refused, as by REST; with it both are taken.
    const bare = JSON.stringify({ ...common, changeId: crypto.randomUUID(), baseVersion: 1, kind: 'submit', evidence: [{ name: '函.pdf', sha256 }] })
    expect(await take(await copy.write({}, [entry, bare]))).toMatchObject({ counts: { changes: 2, applied: 1, rejected: 1 } })
    expect(await take(await copy.write({}, [head, ...pieces, submit]))).toMatchObject({ counts: { changes: 1, altered: 1, papers: 1 } })
    const other = await desk()
    const given = await other.given()
    expect(given.counts).toMatchObject({ papers: 1 })
    expect(given.counts).not.toHaveProperty('later')
    expect((await other.bring(given.files)).papers).toBe(1)
    expect(await papersOf(other, made.id)).toMatchObject([{ name, type: 'pdf', bytes: data.length }])
  }, 120_000)
})
