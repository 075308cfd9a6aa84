import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/database/database.ts'
import { nextEpoch } from '../../../platform/store/platform.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { endText } from '../../../shared/platform-api/schemas.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network, NetworkAnswer, NetworkRequest } from '../ports.ts'
import { makeTestCore } from '../vault/testing.ts'
import { civil, type Desk, deskOf, makeReady, openDesk, submitReady } from './office.fixture.ts'

/** Answers that are late, spoilt, of another time or of another version: each was once believed, or brought something down. */
const closing: (() => Promise<unknown>)[] = []
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform()
}, 120_000)
afterAll(() => platform?.close())
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  // Each begins with an empty feed.
  await platform.db.run(sql`DELETE FROM entity`)
})

type Meddling = {
  request?: (request: NetworkRequest) => NetworkRequest
  answer?: (answer: NetworkAnswer, request: NetworkRequest) => NetworkAnswer | Promise<NetworkAnswer>
}
const meddled = (meddling: Meddling): Network => ({
  pause: async () => undefined,
  send: async (request) => {
    const sent = meddling.request?.(request) ?? request
    const answer = await nodeNetwork.send(sent)
    return (await meddling.answer?.(answer, request)) ?? answer
  },
})
const desk = async (meddling: Meddling = {}): Promise<Desk> => {
  const one = await openDesk(platform, { ports: { network: meddled(meddling) } })
  closing.push(() => one.close())
  return one
}
const asText = (answer: NetworkAnswer, change: (text: string) => string): NetworkAnswer => ({
  ...answer,
  body: new TextEncoder().encode(change(new TextDecoder().decode(answer.body))),
})
/** A page as a platform would say it. */
const pageOf = (lines: readonly string[], cursor: string, more: boolean): string => {
  const before = lines.map((line) => `${line}\n`).join('')
  const end = { cursor, more, lines: lines.length, epoch: 1 }
  return `${before}${JSON.stringify({ kind: 'end', ...end, sha256: sha256Hex(Buffer.from(before + endText(end))) })}\n`
}
const run = (one: Desk) => one.call('sync.run', { secrecy: '不涉密' })
const isFeed = ({ method, url }: NetworkRequest): boolean => method === 'GET' && url.includes('/v1/changes')
const isPush = ({ method, url }: NetworkRequest): boolean => method === 'POST' && url.endsWith('/v1/changes')

test('a letter that was changed on the way, in a page or in an answer to a post, is noticed and fetched again', async () => {
  let spoil = 0
  const meddling: Meddling = {
    answer: (answer, request) => {
      const spoilt = asText(answer, (text) => text.replace('信息', '信思').replace('"applied"', '"already"'))
      const meant = (isFeed(request) || isPush(request)) && !Buffer.from(spoilt.body).equals(answer.body)
      if (!meant || spoil === 0) return answer
      spoil--
      return spoilt
    },
  }
  const one = await desk(meddling)
  const two = await desk(meddling)
  const id = await one.save({ title: '婚姻登记信息' })
  spoil = 1
  // The spoilt answer said so too: it was asked for again, and the platform had it already.
  expect(await one.sync()).toMatchObject({ pushed: 1, verdicts: { already: 1 } })
  expect(spoil).toBe(0)
  spoil = 2
  expect(await two.sync()).toMatchObject({ pulled: 1 })
  expect(spoil).toBe(0)
  expect((await two.content(id)).content.title).toBe('婚姻登记信息')
})

test('the place of a page in the feed can not be changed on the way: nothing is passed over', async () => {
  let spoil = false
  const one = await desk()
  const two = await desk({
    answer: (answer, request) => (spoil && isFeed(request) ? asText(answer, (text) => text.replace(/"cursor":"[^"]*"/, '"cursor":"MTo5OTk5"')) : answer),
  })
  const id = await one.save({ title: '低保对象信息' })
  await one.sync()
  spoil = true
  expect(await run(two)).toMatchObject({ error: { code: 'sync.badAnswer', params: { why: 'page: sha256' } } })
  spoil = false
  await two.sync()
  expect((await two.content(id)).content.title).toBe('低保对象信息')
})

test('a request that was spoilt on the way there is signed and sent again', async () => {
  let spoil = 0
  const one = await desk({
    request: (request) =>
      spoil-- > 0 && request.body !== null ? { ...request, body: Uint8Array.from(request.body, (byte, at) => (at === 30 ? byte ^ 1 : byte)) } : request,
  })
  await one.save({ title: '养老机构信息' })
  await one.sync()
  await one.save({ title: '殡葬服务信息' })
  spoil = 4
  expect(await one.sync()).toMatchObject({ pushed: 1 })
})

test('a token that is somebody else’s is exchanged', async () => {
  const other = await platform.enrol(civil)
  // As an answer that came to the wrong copy would leave it.
  const wrong = await desk({
    answer: (answer, { url }) =>
      url.endsWith('/v1/enrolments') ? { ...asText(answer, (text) => text.replace(/"token":"[^"]*"/, `"token":"${other.token}"`)), headers: {} } : answer,
  })
  await wrong.save({ title: '社会组织登记信息' })
  expect(await wrong.sync()).toMatchObject({ pushed: 1 })
})

test('an enrolment whose answer was lost is the same enrolment when it is asked for again', async () => {
  let lose = 0
  const network = meddled({
    answer: (answer, { url }) => {
      if (url.endsWith('/v1/enrolments') && lose-- > 0) throw new Error('lost on the way back')
      return answer
    },
  })
  const core = await makeTestCore({ ports: { network } })
  closing.push(() => core.close())
  const code = await platform.code(civil)
  await core.as('sys')
  await core.value('sync.configure', { url: platform.base })
  lose = 5
  expect(await core.call('sync.enrol', { code })).toMatchObject({ error: { code: 'sync.unreachable' } })
  lose = 1
  expect(await core.value('sync.enrol', { code })).toMatchObject({ agency: civil })
  const { id: device } = (await platform.db.one<{ id: string }>(sql`SELECT id FROM device ORDER BY enrolled_at DESC LIMIT 1`)) ?? { id: '' }
  expect(await platform.db.all(sql`SELECT d.id FROM device d JOIN device o ON o.enrolled_at = d.enrolled_at WHERE o.id = ${device}::uuid`)).toHaveLength(1)
  // The same code in other hands stays used up.
  const other = await makeTestCore()
  closing.push(() => other.close())
  await other.as('sys')
  await other.value('sync.configure', { url: platform.base })
  expect(await other.call('sync.enrol', { code })).toMatchObject({ error: { code: 'sync.refused' } })
  const one = deskOf(core)
  await one.as('officer')
  await one.save({ title: '二' })
  expect(await one.sync()).toMatchObject({ pushed: 1 })
})

test('a feed that says there is more and gives nothing does not keep us for ever', async () => {
  let empty = false
  let asked = 0
  const one = await desk({
    answer: (answer, request) => (empty && isFeed(request) ? asText(answer, () => pageOf([], `c${asked++}`, true)) : answer),
  })
  empty = true
  expect(await run(one)).toMatchObject({ error: { code: 'sync.badAnswer', params: { why: 'cursor' } } })
  expect(asked).toBeLessThan(5)
})

test('a line whose id is no text is passed over like any other unreadable one', async () => {
  let odd = false
  const one = await desk({
    answer: (answer, request) =>
      odd && isFeed(request) ? asText(answer, () => pageOf(['{"kind":"state","id":{"toString":"x"}}', '{"id":["a"]}', 'null'], 'c', false)) : answer,
  })
  odd = true
  expect(await one.sync()).toMatchObject({ pulled: 0, passedOver: 3 })
})

test('what a stranger says in a refusal is not kept at any length', async () => {
  let long = false
  const one = await desk({
    answer: (answer, request) =>
      long && isFeed(request)
        ? {
            status: 403,
            headers: {},
            body: Buffer.from(JSON.stringify({ type: '', title: '长'.repeat(100_000), status: 403, detail: '长'.repeat(100_000), code: 'x'.repeat(100_000) })),
          }
        : answer,
  })
  long = true
  const reply = await run(one)
  expect(reply).toMatchObject({ error: { code: 'sync.refused' } })
  expect(JSON.stringify(reply).length).toBeLessThan(5000)
  const { lines } = await one.value('sync.log', {})
  for (const { note } of lines) expect(note.length).toBeLessThan(2000)
})

test('a submission of an entry that was deleted meanwhile comes back for a decision instead of waiting for ever', async () => {
  const one = await desk()
  const id = await one.save({ title: '公墓信息' })
  await one.sync()
  await submitReady(one, [id])
  await one.value('catalogue.delete', { entries: [{ id, base: (await one.content(id)).version }], reason: '' })
  expect(await one.sync()).toMatchObject({ pushed: 1, quarantined: 1 })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 0, quarantined: 1 })
  const [tray] = (await one.value('quarantine.list', {})).changes
  expect(tray).toMatchObject({ entry: id, kind: 'submit', problem: { code: 'catalogue.deleted' } })
  await one.value('catalogue.undelete', { ids: [id] })
  await one.value('quarantine.resend', { ids: [tray?.id ?? ''] })
  await one.sync()
  expect(await one.sync()).toMatchObject({ quarantined: 0 })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 0 })
  expect((await one.content(id)).status).toBe('submitted')
})

test('a submission that meets another’s change is neither lost nor made of a text nobody looked at', async () => {
  const one = await desk()
  const two = await desk()
  const id = await one.save({ title: '流浪乞讨人员救助信息', abstract: '一' })
  await one.sync()
  await two.sync()
  // Between its last page and the post: the pull of the run itself would see it.
  let late: (() => Promise<unknown>) | null = null
  const three = await desk({
    answer: async (answer, request) => {
      if (isFeed(request) && late !== null) {
        const act = late
        late = null
        await act()
      }
      return answer
    },
  })
  await three.sync()
  await submitReady(three, [id])
  late = async () => {
    await two.save({ keywords: '救助' }, id)
    await two.sync()
  }
  expect(await three.sync()).toMatchObject({ verdicts: { conflict: 1 }, quarantined: 1 })
  expect((await three.content(id)).content.keywords).toBe('救助')
  const [tray] = (await three.value('quarantine.list', {})).changes
  expect(tray).toMatchObject({ entry: id, kind: 'submit', problem: { code: 'sync.submitChanged' } })
  // Nobody agreed to the text that came together.
  expect(await three.call('quarantine.resend', { ids: [tray?.id ?? ''] })).toMatchObject({ error: { code: 'catalogue.submitNotNow' } })
  await makeReady(three, [id])
  await three.value('quarantine.resend', { ids: [tray?.id ?? ''] })
  await three.sync()
  expect((await three.content(id)).status).toBe('submitted')
})

test('a platform that is put back between the greeting and the post: its answer frees nothing, and the next run asks', async () => {
  let between: (() => Promise<unknown>) | null = null
  let lose = 0
  const one = await desk({
    answer: async (answer, request) => {
      if (isPush(request) && lose-- > 0) throw new Error('lost on the way back')
      if (request.url.endsWith('/v1/info') && between !== null) {
        const act = between
        between = null
        await act()
      }
      return answer
    },
  })
  const id = await one.save({ title: '救助站信息' })
  await one.sync()
  await one.save({ abstract: '改' }, id)
  // Frozen and unanswered: it goes out before the first page is asked for.
  lose = 5
  expect(await run(one)).toMatchObject({ error: { code: 'sync.unreachable' } })
  between = async () => {
    await platform.db.run(sql`DELETE FROM entity`)
    await platform.db.run(sql`DELETE FROM verdict`)
    await nextEpoch(platform.db)
  }
  expect(await run(one)).toMatchObject({ error: { code: 'sync.badAnswer', params: { why: 'epoch' } } })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 1, asks: null })
  expect(await run(one)).toMatchObject({ error: { code: 'sync.asks.restored' } })
})

test('what a platform that was put back has lost, and somebody wrote over meanwhile, is not given up in silence', async () => {
  const one = await desk()
  const two = await desk()
  const id = await one.save({ title: '地名信息', abstract: '一', keywords: '地名' })
  await one.sync()
  await two.sync()
  const backup = await platform.db.one<{ content: string }>(sql`SELECT content FROM entity e WHERE id = ${id}::uuid`)
  await one.save({ abstract: '二' }, id)
  await one.sync()
  await platform.db.run(sql`UPDATE entity SET content = ${backup?.content ?? ''}, version = 1, content_version = 1, own_seq = 1 WHERE id = ${id}::uuid`)
  await platform.db.run(sql`DELETE FROM verdict WHERE version > 1`)
  await nextEpoch(platform.db)
  const confirmed = async (each: Desk) => {
    expect(await run(each)).toMatchObject({ error: { code: 'sync.asks.restored' } })
    await each.as('keeper')
    await each.value('sync.confirm', { question: 'restored' })
    await each.as('officer')
    return each.sync()
  }
  await two.save({ abstract: '三' }, id)
  expect(await confirmed(two)).toMatchObject({ pushed: 1, conflicts: 0 })
  expect(await confirmed(one)).toMatchObject({ conflicts: 1 })
  expect((await one.content(id)).content.abstract).toBe('二')
  const [conflict] = (await one.value('conflict.list', {})).conflicts
  expect(conflict).toMatchObject({ entry: id, fields: ['abstract'] })
})

test('a platform that says of a paper each time that it stands elsewhere does not keep us for ever', async () => {
  let puts = 0
  const isPaper = ({ method, url }: NetworkRequest, of: string): boolean => method === of && url.includes('/v1/attachments/')
  const one = await desk({
    answer: (answer, request) => {
      if (isPaper(request, 'HEAD')) return { ...answer, headers: { ...answer.headers, 'upload-offset': String(puts % 2), 'upload-complete': '?0' } }
      if (!isPaper(request, 'PUT')) return answer
      if (++puts > 100) throw new Error('for ever')
      const body = JSON.stringify({ type: '', title: '附件续传位置不符。', status: 409, detail: '', code: 'attachment.offset' })
      return { status: 409, headers: { 'content-type': 'application/problem+json' }, body: new TextEncoder().encode(body) }
    },
  })
  const id = await one.save({ title: '婚姻登记信息' })
  const file = join(one.temp, '审批表.pdf')
  writeFileSync(file, '%PDF-1.7 审批表')
  const { sha256 } = await one.value('attachment.add', { file, secrecy: '不涉密', entries: [id] })
  await one.sync()
  await submitReady(one, [id], { evidence: [sha256] })
  expect(await run(one)).toMatchObject({ error: { code: 'sync.refused', details: { code: 'attachment.offset' } } })
  expect(puts).toBeLessThan(20)
  expect((await one.value('sync.status', {})).waiting).toBe(1)
})

test('a yes that does not say to which change it is a yes to none', async () => {
  let nameless = true
  const one = await desk({
    answer: (answer, request) => {
      if (!isPush(request) || !nameless) return answer
      const { 'content-digest': _, ...headers } = answer.headers
      return { ...asText(answer, (text) => text.replace(/"changeId":"[^"]*"/, '"changeId":null')), headers }
    },
  })
  await one.save({ title: '婚姻登记信息' })
  expect(await one.sync()).toMatchObject({ pushed: 0 })
  expect((await one.value('sync.status', {})).waiting).toBe(1)
  nameless = false
  expect(await one.sync()).toMatchObject({ pushed: 1, verdicts: { already: 1 } })
})
