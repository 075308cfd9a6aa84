import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type ListingDesk, openListingDesk } from '../../electron/core/listing/desk.fixture.ts'
import type { EntryContent } from '../../shared/catalogue.ts'
import { sql } from '../database/database.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { newEntry, paperCopy } from './paper.fixture.ts'
import { civil, openCarriedDesk, ordered } from './vault.fixture.ts'

// Each listing is read by a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

let platform: TestPlatform
const open: { close(): Promise<void> }[] = []
beforeAll(async () => {
  platform = await startTestPlatform()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
afterAll(async () => {
  await platform?.close()
})

const review = { reviewedOn: '2026-11-20', handledBy: '李文静', officeHead: '王处', leader: '赵局' }
const take = (files: readonly string[]) => ordered(platform, 'package import', {}, files)
const there = () =>
  platform.db
    .all<{ id: string; version: number; content: string; deleted: boolean }>(
      sql`SELECT id::text AS id, version, content, deleted_at IS NOT NULL AS deleted FROM entity ORDER BY id`,
    )
    .then((rows) => new Map(rows.map(({ id, version, content, deleted }) => [id, { version, deleted, content: JSON.parse(content) as EntryContent }])))
const waiting = async (at: Pick<ListingDesk, 'value'>) => (await at.value('sync.status', {})).waiting

/** A vault that worked by sheets, in every state an entry can be in; and from then on by discs. */
const workedBySheets = async (round: string) => {
  const desk = await openListingDesk('portal')
  open.push(desk)
  const add = (title: string) => desk.save({ title: `${title}${round}`, provider: civil, abstract: '原文', dutyBasis: '依职责' })
  const ids = {
    confirmed: await add('婚姻登记信息'),
    edited: await add('收养登记信息'),
    deleted: await add('殡葬服务机构'),
    handed: await add('低保对象信息'),
    handedAgain: await add('养老机构信息'),
  }
  const without = (some: readonly string[]) => (title: string) => !some.some((each) => title.startsWith(each))
  await desk.clerk.take((await desk.export()).path, without(['低保']))
  await desk.import()
  await desk.save({ abstract: '改过的' }, ids.edited)
  await desk.save({ abstract: '交出后没有答复' }, ids.handedAgain)
  // Written into a sheet, and no listing has said anything of it.
  await desk.export()
  const { version: base } = await desk.content(ids.deleted)
  await desk.value('catalogue.delete', { entries: [{ id: ids.deleted, base }] })
  const fresh = await add('救助站信息')
  let discs = 0
  const put = (name: string, text: string): string => {
    writeFileSync(join(desk.temp, name), text)
    return join(desk.temp, name)
  }
  return {
    ...desk,
    ids: { ...ids, fresh },
    /** Cards are exchanged: from here on the platform answers by discs. */
    meet: async () => {
      await desk.as('sys')
      await desk.value('profile.save', { patch: { agency: civil } })
      const { identity, card } = await desk.value('ferry.identity', {})
      const theirs = await ordered(platform, 'card export')
      const trusted = await desk.value('ferry.trustIdentity', { file: put('platform.txt', String(theirs.card)), fingerprint: String(theirs.fingerprint) })
      expect(trusted.enrolled).toBe(true)
      await ordered(platform, 'card add', { agency: civil, officer: '李文静', fingerprint: identity.fingerprint }, [put('card.txt', card)])
      await desk.as('officer')
      return identity.id
    },
    out: async () => {
      const file = join(desk.temp, `up-${++discs}.txt`)
      const { counts, form } = await desk.value('ferry.export', { file, medium: { number: `J-${discs}`, mark: '内部' }, secrecy: '不涉密', review })
      return { counts, files: form.volumes.map(({ name }) => join(desk.temp, name)) }
    },
    bring: async (device: string) => {
      const to = mkdtempSync(join(desk.temp, 'disc-'))
      await ordered(platform, 'package export', { device, to })
      return desk.value('ferry.import', { files: readdirSync(to).map((name) => join(to, name)), secrecy: '不涉密' })
    },
  }
}

test.each(['the desk writes the first disc', 'the platform does'])('from a listing to packages nothing is lost and nothing is sent twice: %s', async (how) => {
  const desk = await workedBySheets(how.includes('desk') ? '甲' : '乙')
  const { ids } = desk
  const living = [ids.confirmed, ids.edited, ids.handed, ids.handedAgain, ids.fresh]
  const texts = new Map<string, EntryContent>()
  for (const id of living) texts.set(id, (await desk.content(id)).content)
  const device = await desk.meet()
  expect(await desk.call('listing.export', { file: desk.file('x'), template: 'portal', secrecy: '不涉密' })).toMatchObject({
    error: { code: 'listing.otherWay' },
  })
  if (!how.includes('desk')) expect(await desk.bring(device)).toMatchObject({ conflicts: 0, passedOver: [] })
  const first = await desk.out()
  expect(first.counts).toEqual({ changes: living.length })
  const again = await desk.out()
  expect(again.counts).toEqual({ changes: living.length })
  expect(await take(first.files)).toMatchObject({ counts: { applied: living.length } })
  expect(await take(again.files)).toMatchObject({ counts: { already: living.length } })
  const has = await there()
  for (const id of living) expect(has.get(id), id).toMatchObject({ version: 1, deleted: false, content: { ...texts.get(id), publishedOn: null } })
  // What was deleted here was never told to this platform, and is not.
  expect(has.has(ids.deleted)).toBe(false)
  expect(await desk.bring(device)).toMatchObject({ freed: living.length, quarantined: 0, conflicts: 0, passedOver: [] })
  for (const id of living) expect((await desk.content(id)).content).toEqual(texts.get(id))
  expect(await waiting(desk)).toBe(0)
  expect((await desk.out()).counts).toEqual({ changes: 0 })
  // A colleague's desk has each once.
  const second = await openCarriedDesk(platform)
  open.push(second)
  await second.bring((await second.given()).files)
  for (const id of living) expect((await second.content(id)).content.abstract).toBe(texts.get(id)?.abstract)
  expect(await second.call('catalogue.get', { id: ids.deleted })).toMatchObject({ ok: false })
  // From then on it goes as by any disc.
  await desk.save({ keywords: '往后' }, ids.confirmed)
  const next = await desk.out()
  expect(next.counts).toEqual({ changes: 1 })
  expect(await take(next.files)).toMatchObject({ counts: { applied: 1 } })
})

test.each(['the desk writes the first disc', 'the platform does'])(
  'a platform that knows the same entries already: compared anew, and no text falls on another: %s',
  async (how) => {
    const desk = await workedBySheets(how.includes('desk') ? '丙' : '丁')
    const { ids } = desk
    // Another copy of this vault was here before, and some of it was written on since; two versions of each, as the sheets counted.
    const copy = await paperCopy(platform)
    const of = async (id: string, patch: Partial<EntryContent>) => {
      const { content } = await desk.content(id)
      const created = {
        ...newEntry(content.title),
        id,
        patch: { fields: { title: content.title, provider: content.provider, abstract: '原文', dutyBasis: '依职责' } },
      }
      const changed = { ...created, changeId: crypto.randomUUID(), baseVersion: 1, patch: { fields: patch } }
      return [JSON.stringify(created), JSON.stringify(changed)]
    }
    const lines = [
      ...(await of(ids.confirmed, { keywords: '别处写的' })),
      ...(await of(ids.edited, { abstract: '别处也改了' })),
      ...(await of(ids.deleted, { theme: '民生' })),
    ]
    expect(await take(await copy.write({}, lines))).toMatchObject({ counts: { applied: 6 } })
    const device = await desk.meet()
    if (how.includes('desk')) {
      const { files } = await desk.out()
      // New ones are new; of the others the platform says what stands.
      expect(await take(files)).toMatchObject({ counts: { applied: 3, conflict: 2 } })
    }
    const has = await there()
    expect(has.get(ids.edited)).toMatchObject({ version: 2, content: { abstract: '别处也改了' } })
    await desk.bring(device)
    const { conflicts } = await desk.value('conflict.list', {})
    expect(conflicts.map(({ entry }) => entry)).toContain(ids.edited)
    for (const { id } of conflicts) {
      const seen = await desk.value('conflict.get', { id })
      await desk.value('conflict.resolve', {
        id,
        version: seen.version,
        decisions: seen.overlaps.map(({ field, itemId }) => ({ field, itemId, take: 'mine' as const })),
      })
    }
    for (let round = 0; round < 3; round++) {
      await take((await desk.out()).files)
      expect(await desk.bring(device)).toMatchObject({ quarantined: 0, passedOver: [] })
    }
    const after = await there()
    expect(after.get(ids.confirmed)?.content).toMatchObject({ abstract: '原文', keywords: '别处写的', dutyBasis: '依职责' })
    expect(after.get(ids.edited)?.content.abstract).toBe('改过的')
    // Whatever was replaced stands in the history.
    expect(JSON.stringify(await desk.value('catalogue.history', { id: ids.edited }))).toContain('别处也改了')
    for (const id of [ids.handed, ids.handedAgain, ids.fresh]) expect(after.get(id)?.content.abstract).toBe((await desk.content(id)).content.abstract)
    expect(await waiting(desk)).toBe(0)
  },
)
