import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../../e2e/attack/sync/random.ts'
import { makeReady, submitReady } from '../../electron/core/sync/office.fixture.ts'
import type { TestCore } from '../../electron/core/vault/testing.ts'
import type { EntryContent } from '../../shared/catalogue.ts'
import { administer } from '../administration.ts'
import { sql } from '../database/database.ts'
import { rule } from '../store/review.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { type CarriedDesk, openCarriedDesk, ordered } from './vault.fixture.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL ?? ''
if (real !== '') urls.push(['PostgreSQL', real])

const from = Number(process.env.MULU_SEED ?? 11)
const seeds = Array.from({ length: Number(process.env.MULU_ROUNDS ?? 3) }, (_, n) => from + n)

const codes = [{ code: '3070600001', cls1: '3', cls2: '', cls3: '', cls4: '' }]

describe.each(urls)('changes on top of one another, by discs, on %s', (_name, url) => {
  let platform: TestPlatform
  const desks: TestCore[] = []
  beforeAll(async () => {
    platform = await startTestPlatform(url)
  }, 60_000)
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close()
  })
  afterAll(async () => {
    await platform?.close()
  })
  const desk = async (options: Parameters<typeof openCarriedDesk>[1] = {}): Promise<CarriedDesk> => {
    const made = await openCarriedDesk(platform, options)
    desks.push(made)
    return made
  }
  const take = (files: readonly string[]) => ordered(platform, 'package import', {}, files)
  const there = async (id: string) => {
    const row = await platform.db.one<{ version: number; content: string; status: string }>(
      sql`SELECT version, content, status FROM entity WHERE id = ${id}::uuid AND deleted_at IS NULL`,
    )
    return row === undefined ? undefined : { ...row, content: JSON.parse(row.content) as EntryContent }
  }
  const waiting = async (at: CarriedDesk): Promise<number> => (await at.value('sync.status', {})).waiting
  const conflicts = async (at: CarriedDesk) => (await at.value('conflict.list', {})).conflicts
  /** Three discs of one entry, each with what was written since the one before, and no answer between them. */
  const threeDiscs = async (at: CarriedDesk) => {
    const id = await at.save({ title: '婚姻登记信息', abstract: '一' })
    const discs = [await at.out()]
    for (const abstract of ['二', '三']) {
      await at.save({ abstract, keywords: `第${abstract}` }, id)
      discs.push(await at.out())
    }
    return { id, discs }
  }

  it.each([
    ['in the order they left', [0, 1, 2]],
    ['the last first', [2, 1, 0]],
    ['only the last', [2]],
    ['the middle one lost, the last twice', [0, 2, 2]],
  ])(
    'three discs without an answer between them: %s',
    async (_how, order) => {
      const one = await desk()
      const { id, discs } = await threeDiscs(one)
      expect(await waiting(one)).toBe(3)
      for (const at of order) await take(discs[at] ?? [])
      expect(await there(id)).toMatchObject({ version: 3, content: { abstract: '三', keywords: '第三' } })
      // Written on while the answer travels.
      await one.save({ abstract: '四' }, id)
      const lost = await one.given()
      const back = await one.given()
      expect(lost.counts.verdicts).toBe(3)
      expect(await one.bring(back.files)).toMatchObject({ freed: 3, quarantined: 0, conflicts: 0, passedOver: [] })
      expect((await one.content(id)).content.abstract).toBe('四')
      expect(await one.bring(lost.files)).toMatchObject({ freed: 0, conflicts: 0 })
      const { packages } = await one.value('ferry.packages', { direction: 'out' })
      expect(packages.map(({ open }) => open)).toEqual([0, 0, 0])
      await take(await one.out())
      await one.bring((await one.given()).files)
      expect(await there(id)).toMatchObject({ version: 4, content: { abstract: '四', keywords: '第三' } })
      expect(await waiting(one)).toBe(0)
    },
    120_000,
  )

  it('only the first arrives, and its answer: what stands on it stays under way and is applied when it comes', async () => {
    const one = await desk()
    const { id, discs } = await threeDiscs(one)
    await take(discs[0] ?? [])
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 1, conflicts: 0 })
    expect(await waiting(one)).toBe(2)
    await one.save({ theme: '民生' }, id)
    await take(await one.out())
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 3, conflicts: 0 })
    // A straggler changes nothing.
    expect(await take(discs[2] ?? [])).toMatchObject({ counts: { already: 3 } })
    expect(await there(id)).toMatchObject({ version: 4, content: { abstract: '三', theme: '民生' } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ conflicts: 0, passedOver: [] })
    expect(await waiting(one)).toBe(0)
  }, 120_000)

  it('a new entry, its submission and the paper of it leave on one disc; what is written on top of an altered one is put together', async () => {
    const one = await desk()
    const id = await one.save({ title: '收养登记信息', abstract: '一' })
    const file = join(one.temp, '审批表.pdf')
    writeFileSync(file, '%PDF-1.7 signed')
    const { sha256 } = await one.value('attachment.add', { file, secrecy: '不涉密', entries: [id] })
    await submitReady(one, [id], { evidence: [sha256] })
    const first = await one.out()
    await one.save({ abstract: '二' }, id)
    const second = await one.out()
    // It has no code: the platform gives it one, and what stands on that was made without knowing.
    expect(await take(first)).toMatchObject({ counts: { changes: 2, papers: 1, applied: 1, altered: 1 } })
    expect(await take(second)).toMatchObject({ counts: { changes: 3, already: 2, conflict: 1 } })
    expect(await there(id)).toMatchObject({ status: 'submitted', content: { abstract: '一', codes: [expect.anything()] } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 2, quarantined: 0, conflicts: 0 })
    expect((await one.content(id)).content).toMatchObject({ abstract: '二', codes: [expect.anything()] })
    await take(await one.out())
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 1, conflicts: 0 })
    expect(await there(id)).toMatchObject({ content: { abstract: '二', codes: [expect.anything()] } })
    expect(await waiting(one)).toBe(0)
    await rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-26', number: '公告1号' }, '市数据局', new Date())
    await one.bring((await one.given()).files)
    expect(await one.content(id)).toMatchObject({ content: { abstract: '二' } })
  }, 120_000)

  it('with a code of its own a submission and what is written after it all go in order', async () => {
    const one = await desk()
    const id = await one.save({ title: '低保对象信息', codes })
    await submitReady(one, [id])
    const first = await one.out()
    await one.save({ abstract: '后来写的' }, id)
    const second = await one.out()
    expect(await take(second)).toMatchObject({ counts: { changes: 3, applied: 3 } })
    expect(await take(first)).toMatchObject({ counts: { already: 2 } })
    expect(await there(id)).toMatchObject({ version: 3, status: 'submitted', content: { abstract: '后来写的' } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 3, conflicts: 0 })
    expect(await waiting(one)).toBe(0)
  }, 120_000)

  it('a deletion, and that it was taken back, stand on what left before them', async () => {
    const one = await desk()
    const id = await one.save({ title: '救助站信息', abstract: '一' })
    await one.out()
    const base = (await one.content(id)).version
    await one.value('catalogue.delete', { entries: [{ id, base }] })
    const gone = await one.out()
    await one.value('catalogue.undelete', { ids: [id] })
    await one.save({ abstract: '二' }, id)
    const back = await one.out()
    expect(await take(gone)).toMatchObject({ counts: { changes: 2, applied: 2 } })
    expect(await there(id)).toBeUndefined()
    expect(await take(back)).toMatchObject({ counts: { changes: 3, already: 2, applied: 1 } })
    expect(await there(id)).toMatchObject({ version: 3, content: { abstract: '二' } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 3, conflicts: 0 })
    expect((await one.content(id)).content.abstract).toBe('二')
    expect((await one.out()).length).toBe(1)
    expect(await waiting(one)).toBe(0)
  }, 120_000)

  it('the first is refused: what stands on it is not taken, comes home, and all of it leaves again when it is mended', async () => {
    const one = await desk()
    const id = await one.save({ title: '', abstract: '没有名称' })
    await one.out()
    await one.save({ keywords: '低保' }, id)
    await submitReady(one, [id])
    expect(await take(await one.out())).toMatchObject({ counts: { changes: 3, rejected: 1, conflict: 2 } })
    expect(await there(id)).toBeUndefined()
    expect(await one.bring((await one.given()).files)).toMatchObject({ quarantined: 1, conflicts: 0, passedOver: [] })
    expect((await one.value('quarantine.list', {})).changes).toMatchObject([{ entry: id, problem: { code: 'content.titleMissing' } }])
    // The submission waits until there is something to submit.
    expect(await one.value('sync.entry', { id })).toMatchObject({ acts: [{ kind: 'submit', state: 'waiting' }] })
    const { packages } = await one.value('ferry.packages', { direction: 'out' })
    expect(packages.map(({ open }) => open)).toEqual([0, 0])
    await one.save({ title: '养老机构信息', codes }, id)
    await makeReady(one, [id])
    await one.value('quarantine.resend', { ids: (await one.value('quarantine.list', {})).changes.map((change) => change.id) })
    expect(await take(await one.out())).toMatchObject({ counts: { changes: 2, applied: 2 } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 2 })
    expect(await there(id)).toMatchObject({ status: 'submitted', content: { title: '养老机构信息', keywords: '低保', abstract: '没有名称' } })
    expect(await waiting(one)).toBe(0)
  }, 120_000)

  it.each([
    ['other fields are put together', { theme: '民生' }, 0],
    ['the same field waits for a person', { abstract: '同事写的' }, 1],
  ])(
    'somebody else’s text came first: the chain stops there, nothing falls on it, %s',
    async (_how, theirs, open) => {
      const [one, two] = [await desk(), await desk()]
      const id = await one.save({ title: '殡葬服务机构', abstract: '零' })
      await take(await one.out())
      for (const each of [one, two]) await each.bring((await each.given()).files)
      await two.save(theirs, id)
      const early = await two.out()
      await one.save({ abstract: '一' }, id)
      await one.out()
      await one.save({ keywords: '殡葬' }, id)
      const late = await one.out()
      await take(early)
      expect(await take(late)).toMatchObject({ counts: { changes: 2, conflict: 2 } })
      expect(await there(id)).toMatchObject({ version: 2, content: theirs })
      expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 0, quarantined: 0, conflicts: open })
      for (const { id: conflict, fields } of await conflicts(one)) {
        const seen = await one.value('conflict.get', { id: conflict })
        await one.value('conflict.resolve', { id: conflict, version: seen.version, decisions: fields.map((field) => ({ field, take: 'mine' as const })) })
      }
      await take(await one.out())
      expect(await one.bring((await one.given()).files)).toMatchObject({ conflicts: 0 })
      expect(await there(id)).toMatchObject({ content: { ...theirs, abstract: '一', keywords: '殡葬' } })
      expect(await waiting(one)).toBe(0)
    },
    120_000,
  )

  it('somebody else’s text came between the first and the second', async () => {
    const [one, two] = [await desk(), await desk()]
    const id = await one.save({ title: '公墓信息', abstract: '零' })
    const first = await one.out()
    await one.save({ keywords: '公墓' }, id)
    const second = await one.out()
    await take(first)
    await two.bring((await two.given()).files)
    await two.save({ theme: '民生' }, id)
    await take(await two.out())
    expect(await take(second)).toMatchObject({ counts: { already: 1, conflict: 1 } })
    expect(await one.bring((await one.given()).files)).toMatchObject({ freed: 1, conflicts: 0 })
    await take(await one.out())
    await one.bring((await one.given()).files)
    expect(await there(id)).toMatchObject({ version: 3, content: { keywords: '公墓', theme: '民生' } })
    expect(await waiting(one)).toBe(0)
  }, 120_000)

  it.each(['disc first', 'REST first', 'disc half way'])(
    'the same changes by disc and by REST: %s',
    async (order) => {
      const one = await desk({ rest: true })
      const { id, discs } = await threeDiscs(one)
      if (order === 'disc first') await take(discs[2] ?? [])
      if (order === 'disc half way') await take(discs[1] ?? [])
      await one.save({ abstract: '四' }, id)
      expect(await one.sync()).toMatchObject({ conflicts: 0, quarantined: 0 })
      expect(await take(discs[2] ?? [])).toMatchObject({ kind: 'up' })
      expect(await there(id)).toMatchObject({ version: 4, content: { abstract: '四', keywords: '第三' } })
      expect(await one.bring((await one.given()).files)).toMatchObject({ conflicts: 0, quarantined: 0, passedOver: [] })
      expect(await one.sync()).toMatchObject({ pulled: 0, pushed: 0, conflicts: 0 })
      expect(await waiting(one)).toBe(0)
    },
    120_000,
  )

  it('random rounds of edits, discs lost, late, twice and in any order, and REST: both desks and the platform agree, and no word is lost', async () => {
    let stood = 0
    for (const seed of seeds) {
      const { next: random, below } = randomFrom(seed)
      const pick = <T>(some: readonly T[]): T | undefined => some[below(some.length)]
      const two = [await desk({ rest: true }), await desk()]
      const ups: string[][] = []
      const downs: { to: CarriedDesk; files: string[] }[] = []
      const ids = [await two[0]?.save({ title: `轮次${seed}甲` }), await two[1]?.save({ title: `轮次${seed}乙` })].filter((id) => id !== undefined)
      const fields = ['abstract', 'keywords', 'theme'] as const
      const written: { at: CarriedDesk; id: string; field: string; word: string }[] = []
      const bring = async (at: CarriedDesk, files: readonly string[]) => {
        const reply = await at.call('ferry.import', { files: [...files], secrecy: '不涉密' })
        // Before the one it goes on from: nothing happens, and it is said.
        if (!reply.ok) expect(reply.error.code).toBe('ferry.gap')
      }
      const settle = async (at: CarriedDesk) => {
        const { changes: tray } = await at.value('quarantine.list', {})
        if (tray.length > 0) await at.value('quarantine.resend', { ids: tray.map(({ id }) => id) })
        for (const { id, fields: open } of await conflicts(at)) {
          const seen = await at.value('conflict.get', { id })
          const take = random() < 0.5 ? ('mine' as const) : ('theirs' as const)
          await at.value('conflict.resolve', { id, version: seen.version, decisions: open.map((field) => ({ field, take })) })
        }
      }
      for (let step = 0; step < 45; step++) {
        const at = pick(two) as CarriedDesk
        const dice = random()
        if (dice < 0.33) {
          const [id, field, word] = [pick(ids) ?? '', pick(fields) ?? 'theme', `词${seed}-${step}`]
          if (!(await at.call('catalogue.get', { id })).ok) continue
          await at.save({ [field]: word }, id)
          written.push({ at, id, field, word })
        } else if (dice < 0.4) {
          await at.call('sync.submit', { ids: [pick(ids) ?? ''] })
        } else if (dice < 0.43) {
          const ruling = { kind: 'publish', publishedOn: '2026-11-26', number: `${step}` } as const
          // Where nothing is under review the department has nothing to say.
          await rule(platform.db, pick(ids) ?? '', ruling, '市数据局', new Date()).catch(() => undefined)
        } else if (dice < 0.57) ups.push(await at.out())
        else if (dice < 0.72) {
          const files = pick(ups)
          if (files !== undefined) await administer(platform.db, { command: 'package import', values: {}, files })
        } else if (dice < 0.8) downs.push({ to: at, files: (await at.given()).files })
        else if (dice < 0.93) {
          const down = pick(downs)
          if (down !== undefined) await bring(down.to, down.files)
        } else if (at === two[0]) await at.sync()
        await settle(at)
      }
      for (let round = 0; round < 8; round++) {
        for (const at of two) {
          await take(await at.out())
          await bring(at, (await at.given({ full: 'true' })).files)
          await settle(at)
        }
      }
      for (const at of two) expect(await waiting(at), `seed ${seed}`).toBe(0)
      stood += (await platform.db.one<{ n: number }>(sql`SELECT COUNT(*)::int AS n FROM change_log WHERE body LIKE '%"after":%'`))?.n ?? 0
      for (const id of ids) {
        const row = await there(id)
        for (const at of two) {
          const { content } = await at.content(id)
          for (const field of fields) expect(content[field], `seed ${seed}`).toBe(row?.content[field])
        }
      }
      // Whatever was replaced stands in the history of who wrote it.
      for (const { at, id, word } of written) expect(JSON.stringify(await at.value('catalogue.history', { id })), `seed ${seed} ${word}`).toContain(word)
      for (const one of two) await one.close()
      desks.splice(0)
    }
    // It did happen.
    expect(stood).toBeGreaterThan(0)
  }, 600_000)
})
