import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyContent } from '../shared/catalogue.ts'
import type { Change } from '../shared/platform-api/schemas.ts'
import { patchBetween } from '../shared/sync/patch.ts'
import { ask, enrolWith, newProbe, type Probe, pullFrom, pushTo } from './conformance/client.ts'
import { sql } from './database/database.ts'
import { revoke } from './store/devices.ts'
import { nextEpoch } from './store/platform.ts'
import { reviewQueue, rule } from './store/review.ts'
import { startTestPlatform, type TestPlatform } from './testing.ts'

const patch = (id: string, baseVersion: number, fields: Record<string, unknown>, some: Partial<Change> = {}): Change =>
  ({
    changeId: randomUUID(),
    entity: 'entry',
    id,
    baseVersion,
    madeAt: '2026-11-26T01:00:00.000Z',
    officer: '李文静',
    kind: 'patch',
    note: '',
    patch: { fields },
    ...some,
  }) as Change
const act = (kind: 'submit' | 'delete' | 'withdraw', id: string, baseVersion: number): Change =>
  ({
    changeId: randomUUID(),
    entity: 'entry',
    id,
    baseVersion,
    madeAt: '2026-11-26T01:00:00.000Z',
    officer: '李文静',
    kind,
    note: '',
    ...(kind === 'submit' ? { evidence: [] } : {}),
  }) as Change

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL
if (real !== undefined && real !== '') urls.push(['PostgreSQL', real])

describe.each(urls)('the platform on %s', (_name, url) => {
  let platform: TestPlatform
  let mine: Probe
  let theirs: Probe
  beforeAll(async () => {
    platform = await startTestPlatform(url)
    mine = await platform.enrol('澄湖市民政局')
    theirs = await platform.enrol('澄湖市公安局')
  }, 60_000)
  afterAll(() => platform.close())
  const one = async (probe: Probe, change: unknown) => {
    const { verdicts } = await pushTo(probe, [change])
    const [verdict] = verdicts
    if (verdict === undefined) throw new Error('no verdict')
    return verdict
  }

  it('takes a change once, whatever is sent again, and keeps the first time of receipt', async () => {
    const change = patch(randomUUID(), 0, { title: '婚姻登记信息' })
    const first = await one(mine, change)
    expect(first).toMatchObject({ verdict: 'applied', version: 1, now: null, problem: null })
    const again = await one(mine, change)
    expect(again).toMatchObject({ verdict: 'already', version: 1, receivedAt: first.receivedAt, receiptId: first.receiptId })
    expect(again.now?.content).toEqual({ ...emptyContent(), title: '婚姻登记信息' })
    expect(await one(mine, { ...change, officer: '别人' })).toMatchObject({ verdict: 'rejected', problem: { code: 'change.idReused' } })
  })

  it('never gives out an epoch twice, put back to the same backup twice', async () => {
    const backup = (await platform.db.one<{ epoch: number }>(sql`SELECT epoch FROM platform`))?.epoch ?? 0
    const putBack = async (at: string) => {
      await platform.db.run(sql`UPDATE platform SET epoch = ${backup}`)
      return nextEpoch(platform.db, new Date(at))
    }
    const first = await putBack('2026-11-26T01:00:00.000Z')
    const second = await putBack('2026-11-26T01:00:01.000Z')
    expect(first).toBeGreaterThan(backup)
    expect(second).toBeGreaterThan(first)
    // A clock that was set back counts up all the same.
    expect(await nextEpoch(platform.db, new Date('2020-01-01T00:00:00.000Z'))).toBe(second + 1)
    await platform.db.run(sql`UPDATE platform SET epoch = ${backup}`)
  })

  it('answers by base version; a state that moved is no conflict', async () => {
    const id = randomUUID()
    await one(mine, patch(id, 0, { title: '低保对象信息' }))
    expect(await one(mine, patch(id, 1, { abstract: '一' }))).toMatchObject({ verdict: 'applied', version: 2 })
    const conflict = await one(mine, patch(id, 1, { abstract: '二' }))
    expect(conflict).toMatchObject({ verdict: 'conflict', version: 2, now: { version: 2, content: { abstract: '一' } } })
    expect(await one(mine, act('submit', id, 2))).toMatchObject({ verdict: 'altered', version: 3 })
    await rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-26', number: '澄数〔2026〕1号' }, '市数据局', new Date())
    expect(await one(mine, patch(id, 3, { abstract: '三' }))).toMatchObject({ verdict: 'applied', version: 5 })
    expect(await one(mine, patch(id, 9, { abstract: '四' }))).toMatchObject({ verdict: 'conflict' })
    expect(await one(mine, patch(randomUUID(), 4, { title: '没有的' }))).toMatchObject({ verdict: 'conflict', version: 0, now: null })
  })

  it('gives everybody the published text and its agency the newest', async () => {
    const before = await pullFrom(theirs)
    const id = randomUUID()
    await one(mine, patch(id, 0, { title: '殡葬服务机构', codes: [{ code: '307/1', cls1: '3', cls2: '', cls3: '', cls4: '' }] }))
    expect((await pullFrom(theirs, before.cursor)).lines).toEqual([])
    expect(await one(mine, act('submit', id, 1))).toMatchObject({ verdict: 'applied' })
    expect((await reviewQueue(platform.db)).map((row) => row.id)).toContain(id)
    await rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-25', number: '' }, '市数据局', new Date())
    await one(mine, patch(id, 3, { title: '殡葬服务机构名录' }))
    const seen = (await pullFrom(theirs, before.cursor)).lines
    expect(seen).toMatchObject([
      { kind: 'state', id, content: { title: '殡葬服务机构' }, state: { status: 'published', publishedOn: '2026-11-25' }, owner: { name: '澄湖市民政局' } },
    ])
    const own = (await pullFrom(mine)).lines.find((line) => line.kind !== 'end' && line.id === id)
    expect(own).toMatchObject({ content: { title: '殡葬服务机构名录' }, state: { publishedVersion: 1 } })
    const at = (await pullFrom(theirs)).cursor
    await rule(platform.db, id, { kind: 'withdraw', reason: '职责调整', number: '' }, '市数据局', new Date())
    expect((await pullFrom(theirs, at)).lines).toMatchObject([{ kind: 'gone', id, why: 'outOfScope' }])
  })

  it('refuses for good what is wrong, each by itself, and goes on with the rest', async () => {
    const id = randomUUID()
    const { verdicts } = await pushTo(mine, [
      patch(randomUUID(), 0, { title: '  ' }),
      { nonsense: true },
      patch(randomUUID(), 0, { title: '好的' }),
      patch(id, 0, { title: '密级的', abstract: '密级：机密' }),
      act('delete', randomUUID(), 0),
    ])
    expect(verdicts.map(({ verdict, problem }) => [verdict, problem?.code])).toEqual([
      ['rejected', 'content.titleMissing'],
      ['rejected', 'change.invalid'],
      ['applied', undefined],
      ['rejected', 'content.marked'],
      ['rejected', 'entity.unknown'],
    ])
    const owned = randomUUID()
    await one(mine, patch(owned, 0, { title: '我们的' }))
    expect(await one(theirs, patch(owned, 1, { title: '他们的' }))).toMatchObject({ verdict: 'rejected', problem: { code: 'entity.notYours' } })
  })

  it('deletes, tells the other devices, and takes it back on the deletion', async () => {
    const id = randomUUID()
    await one(mine, patch(id, 0, { title: '要删的' }))
    const at = (await pullFrom(mine)).cursor
    expect(await one(mine, act('delete', id, 1))).toMatchObject({ verdict: 'applied', version: 2 })
    expect((await pullFrom(mine, at)).lines).toMatchObject([{ kind: 'gone', id, why: 'deleted', version: 2 }])
    expect(await one(mine, patch(id, 1, { title: '晚了' }))).toMatchObject({ verdict: 'conflict', version: 2, now: null })
    expect(await one(mine, patch(id, 2, { title: '又要了' }))).toMatchObject({ verdict: 'applied', version: 3 })
  })

  it('pages without a gap or a double while others write', async () => {
    const start = (await pullFrom(mine)).cursor
    const ids = Array.from({ length: 45 }, () => randomUUID())
    await pushTo(
      mine,
      ids.map((id, i) => patch(id, 0, { title: `条目${i}` })),
    )
    const { lines, pages } = await pullFrom(mine, start, 10)
    expect(lines.map((line) => (line.kind === 'end' ? '' : line.id))).toEqual(ids)
    expect(pages).toBe(5)
  })

  it('compresses a page as the client takes it', async () => {
    await one(mine, patch(randomUUID(), 0, { title: '压缩', abstract: '摘要'.repeat(500) }))
    const page = async (accepted: string) => {
      const { headers, text } = await ask(mine, 'GET', '/v1/changes', { headers: { 'accept-encoding': accepted } })
      return [headers.get('content-encoding'), text.includes('"kind":"end"')]
    }
    expect(await page('zstd, gzip')).toEqual(['zstd', true])
    expect(await page('gzip, zstd;q=0')).toEqual(['gzip', true])
    expect(await page('identity')).toEqual([null, true])
  })

  it('proves the key on every request', async () => {
    const other = await newProbe(platform.base)
    const code = async (answer: ReturnType<typeof ask>) => ((await answer).json as { code?: string } | null)?.code
    const get = (options: Parameters<typeof ask>[3]) => code(ask(mine, 'GET', '/v1/changes', options))
    expect(await get({ unsigned: true })).toBe('auth.missing')
    expect(await get({ key: other.privateKey })).toBe('auth.signature')
    expect(await get({ fields: ['@method'] })).toBe('auth.signature')
    expect(await get({ created: new Date(Date.now() - 3_600_000) })).toBe('auth.stale')
    expect(await get({ created: new Date(Date.now() + 3_600_000) })).toBe('auth.stale')
    const nonce = randomUUID()
    expect(await get({ nonce })).toBeUndefined()
    expect(await get({ nonce })).toBe('auth.replayed')
    expect(await get({ headers: { 'mulu-protocol': '99' } })).toBe('protocol.unsupported')
    expect(await code(ask({ ...mine, token: theirs.token }, 'GET', '/v1/changes'))).toBe('auth.signature')
    const body = { changes: [patch(randomUUID(), 0, { title: '改过的' })] }
    const spoilt = ask(mine, 'POST', '/v1/changes', { body, afterSigning: (headers) => Object.assign(headers, { 'content-digest': 'sha-256=:AAAA:' }) })
    expect(await code(spoilt)).toBe('auth.signature')
  })

  it('enrols with a code that is good once, renews tokens, and revokes', async () => {
    const probe = await newProbe(platform.base)
    const code = await platform.code('澄湖市民政局')
    expect((await enrolWith(probe, 'WRONG0000000')).status).toBe(403)
    expect((await enrolWith(probe, code)).status).toBe(200)
    expect((await enrolWith(await newProbe(platform.base), code)).json).toMatchObject({ code: 'enrol.code' })
    const answer = await ask(probe, 'POST', '/v1/tokens')
    expect(answer.status).toBe(200)
    const signed = { ...probe, token: (answer.json as { token: string }).token }
    expect((await ask(signed, 'GET', '/v1/changes')).status).toBe(200)
    platform.now.current = new Date(Date.now() + 2 * 3_600_000)
    expect((await ask({ ...signed, offset: 2 * 3_600_000 }, 'GET', '/v1/changes')).json).toMatchObject({ code: 'auth.expired' })
    platform.now.current = null
    await revoke(platform.db, probe.id, new Date())
    expect((await ask(signed, 'GET', '/v1/changes')).json).toMatchObject({ code: 'auth.revoked' })
    expect((await ask(probe, 'POST', '/v1/tokens')).json).toMatchObject({ code: 'auth.revoked' })
  })

  it('takes attachments in parts and keeps only what its digest says', async () => {
    const whole = Buffer.alloc(100_000, '附件')
    const sha256 = createHash('sha256').update(whole).digest('hex')
    const put = (from: number, body: Buffer, name = sha256) =>
      ask(mine, 'PUT', `/v1/attachments/${name}`, { body, headers: { 'content-range': `bytes ${from}-${from + body.length - 1}/${whole.length}` } })
    expect((await put(0, whole.subarray(0, 60_000))).status).toBe(200)
    expect((await put(10, whole.subarray(10, 20))).json).toMatchObject({ code: 'attachment.offset', detail: '60000' })
    expect((await ask(mine, 'HEAD', `/v1/attachments/${sha256}`)).headers.get('upload-offset')).toBe('60000')
    expect((await ask(mine, 'GET', `/v1/attachments/${sha256}`)).status).toBe(404)
    expect((await put(60_000, whole.subarray(60_000))).json).toMatchObject({ complete: true })
    expect((await ask(theirs, 'GET', `/v1/attachments/${sha256}`)).status).toBe(404)
    expect((await ask(mine, 'GET', `/v1/attachments/${sha256}`)).status).toBe(200)
    expect((await put(0, Buffer.alloc(whole.length), 'ab'.repeat(32))).json).toMatchObject({ code: 'attachment.digest' })
  })

  it('has a log nobody edits, and voids cursors after a restore', async () => {
    await expect(platform.db.run(sql`UPDATE change_log SET officer = 'x'`)).rejects.toThrow('append-only')
    const { cursor } = await pullFrom(mine)
    await nextEpoch(platform.db)
    expect((await ask(mine, 'GET', `/v1/changes?cursor=${cursor}`)).json).toMatchObject({ code: 'cursor.unknown' })
    expect((await pullFrom(mine)).lines.length).toBeGreaterThan(40)
  })
})

it('patches between contents are what the wire carries', () => {
  expect(patchBetween(emptyContent(), { ...emptyContent(), title: '甲' })).toEqual({ fields: { title: '甲' } })
})
