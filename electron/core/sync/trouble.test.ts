import { writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from '../../../platform/database/database.ts'
import { revoke } from '../../../platform/store/devices.ts'
import { nextEpoch } from '../../../platform/store/platform.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { NetworkFailure } from '../network-failure.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { passphraseOf } from '../vault/testing.ts'
import { civil, type Desk, enrol, openDesk } from './office.fixture.ts'

/** As it is, without the waits between tries. */
const hurried: Network = { send: nodeNetwork.send, pause: async () => undefined }

const closing: (() => Promise<unknown>)[] = []
let platform: TestPlatform
beforeEach(async () => {
  platform = await startTestPlatform()
  closing.push(() => platform.close())
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const desk = async (options: Parameters<typeof openDesk>[1] = {}, at = platform): Promise<Desk> => {
  const one = await openDesk(at, { ...options, ports: { network: hurried, ...options?.ports } })
  closing.push(() => one.close())
  return one
}
const entities = () =>
  platform.db.all<{ id: string; version: number; gone: boolean }>(sql`SELECT id, version, deleted_at IS NOT NULL AS gone FROM entity e ORDER BY id`)

/** A real proxy that lets a request through and, while asked to, cuts the line before its answer is back. */
const droppingProxy = async (target: string): Promise<{ base: string; drop: { posts: number } }> => {
  const drop = { posts: 0 }
  const server: Server = createServer((from, to) => {
    const on = request(`${target}${from.url}`, { method: from.method, headers: from.headers }, (answer) => {
      if (from.method === 'POST' && from.url?.endsWith('/changes') === true && drop.posts > 0) {
        drop.posts--
        answer.resume()
        answer.on('end', () => to.destroy())
        return
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    on.on('error', () => to.destroy())
    from.pipe(on)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  )
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, drop }
}

test('an answer that is lost on the way does not double the change, within a run or between two', async () => {
  const { base, drop } = await droppingProxy(platform.base)
  const one = await desk({ url: base })
  const id = await one.save({ title: '婚姻登记信息' })
  drop.posts = 1
  expect(await one.sync()).toMatchObject({ pushed: 1, verdicts: { already: 1 } })
  expect(await entities()).toEqual([{ id, version: 1, gone: false }])

  await one.save({ abstract: '甲' }, id)
  drop.posts = 5
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.unreachable' } })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 1, lastError: 'sync.unreachable' })
  // Edited further while nobody knows whether the first edit arrived.
  await one.save({ abstract: '乙' }, id)
  expect(await one.sync()).toMatchObject({ pushed: 2, conflicts: 0, verdicts: { already: 1, applied: 1 } })
  expect(await entities()).toEqual([{ id, version: 3, gone: false }])
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 0, lastError: null })
})

test('a device that is revoked keeps its outbox whole', async () => {
  const one = await desk()
  const id = await one.save({ title: '低保对象信息' })
  await one.sync()
  await one.save({ abstract: '离线写的' }, id)
  const other = await one.save({ title: '离线新建' })
  const [{ id: device } = { id: '' }] = await platform.db.all<{ id: string }>(sql`SELECT id FROM device`)
  await revoke(platform.db, device, new Date())
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.revoked' } })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 2, lastError: 'sync.revoked' })
  expect((await one.content(id)).content.abstract).toBe('离线写的')
  expect((await one.content(other)).deletedAt).toBeNull()
})

test('another platform at the address: stops, asks, and begins anew only when told', async () => {
  const one = await desk()
  const id = await one.save({ title: '养老机构信息' })
  await one.sync()
  const empty = await startTestPlatform()
  closing.push(() => empty.close())
  await one.as('sys')
  await one.value('sync.configure', { url: empty.base })
  await one.as('officer')
  for (let n = 0; n < 2; n++) expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.otherPlatform' } })
  expect(await one.value('sync.status', {})).toMatchObject({ asks: { question: 'otherPlatform' } })
  expect((await one.content(id)).deletedAt).toBeNull()
  await one.as('sys')
  await one.value('sync.confirm', { question: 'otherPlatform' })
  await enrol(one, await empty.code(civil), empty.base)
  expect(await one.sync()).toMatchObject({ pushed: 1 })
})

test('a platform put back to a backup: stops, asks, and gets again what it lost', async () => {
  const one = await desk()
  const two = await desk()
  const kept = await one.save({ title: '救助站信息', abstract: '一' })
  await one.sync()
  const before = await platform.db.one<{ content: string }>(sql`SELECT content FROM entity e WHERE id = ${kept}::uuid`)
  await two.sync()
  await one.save({ abstract: '二' }, kept)
  const lost = await one.save({ title: '备份之后新建' })
  await one.sync()
  // What a restore leaves: the older text under its older number, and no trace of the newer entry.
  await platform.db.run(sql`UPDATE entity SET content = ${before?.content ?? ''}, version = 1, content_version = 1, own_seq = 1 WHERE id = ${kept}::uuid`)
  await platform.db.run(sql`DELETE FROM entity WHERE id = ${lost}::uuid`)
  await platform.db.run(sql`DELETE FROM verdict WHERE version > 1 OR change_id IN (SELECT change_id FROM change_log WHERE id = ${lost}::uuid)`)
  await nextEpoch(platform.db)
  for (const each of [one, two]) {
    expect(await each.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.restored' } })
    await each.as('keeper')
    await each.value('sync.confirm', { question: 'restored' })
    await each.as('officer')
  }
  await two.sync()
  expect(await one.sync()).toMatchObject({ pushed: 2, conflicts: 0 })
  await two.sync()
  for (const each of [one, two]) {
    expect((await each.content(kept)).content.abstract).toBe('二')
    expect((await each.content(lost)).content.title).toBe('备份之后新建')
  }
  expect(await entities()).toHaveLength(2)
})

test('a change made before a platform was put back does not fall on another text that got its number since', async () => {
  let away = false
  const network: Network = {
    ...hurried,
    send: async (request) => {
      if (away && request.method === 'POST') throw new NetworkFailure('refused', 'ECONNREFUSED')
      return nodeNetwork.send(request)
    },
  }
  const one = await desk({ ports: { network } })
  const two = await desk()
  const id = await one.save({ title: '救助站信息', abstract: '原文' })
  await one.sync()
  await two.sync()
  await one.save({ abstract: '一改' }, id)
  away = true
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ ok: false })
  away = false
  await two.save({ abstract: '二改' }, id)
  // Put back to before the entry: whoever comes first reports it anew, and its number is the first again.
  await platform.db.run(sql`DELETE FROM entity WHERE id = ${id}::uuid`)
  await platform.db.run(sql`DELETE FROM verdict`)
  await nextEpoch(platform.db)
  for (const each of [two, one]) {
    expect(await each.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.restored' } })
    await each.as('keeper')
    await each.value('sync.confirm', { question: 'restored' })
    await each.as('officer')
  }
  expect(await two.sync()).toMatchObject({ pushed: 1 })
  expect(await one.sync()).toMatchObject({ pushed: 0, conflicts: 1 })
  expect(await platform.db.one(sql`SELECT content FROM entity e WHERE id = ${id}::uuid`)).toMatchObject({ content: expect.stringContaining('二改') })
  expect((await one.content(id)).content.abstract).toBe('一改')
})

test('what was deleted here and is lost there does not wait for ever', async () => {
  const one = await desk()
  const id = await one.save({ title: '救助站信息' })
  await one.sync()
  await one.value('catalogue.delete', { entries: [{ id, base: 1 }], reason: '' })
  await platform.db.run(sql`DELETE FROM entity WHERE id = ${id}::uuid`)
  await platform.db.run(sql`DELETE FROM verdict`)
  await nextEpoch(platform.db)
  await one.call('sync.run', { secrecy: '不涉密' })
  await one.as('keeper')
  await one.value('sync.confirm', { question: 'restored' })
  await one.as('officer')
  await one.sync()
  expect((await one.value('sync.status', {})).waiting).toBe(0)
  await one.value('catalogue.undelete', { ids: [id] })
  expect(await one.sync()).toMatchObject({ pushed: 1 })
})

test('a platform that forgot what it had confirmed is asked about', async () => {
  const one = await desk()
  const id = await one.save({ title: '社会组织登记信息' })
  await one.sync()
  await platform.db.run(sql`DELETE FROM entity WHERE id = ${id}::uuid`)
  await one.save({ abstract: '改' }, id)
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.forgotten', params: { count: 1 } } })
  await one.as('keeper')
  await one.value('sync.confirm', { question: 'forgotten' })
  await one.as('officer')
  expect(await one.sync()).toMatchObject({ pushed: 1 })
  expect(await entities()).toMatchObject([{ id, gone: false }])
})

test('an unusual share of deletions stops before the first is made here', async () => {
  const one = await desk()
  const two = await desk()
  const ids: string[] = []
  for (let n = 0; n < 40; n++) ids.push(await one.save({ title: `信息资源${n}` }))
  await one.sync()
  await two.sync()
  await one.value('catalogue.delete', { entries: ids.slice(0, 30).map((id) => ({ id, base: 1 })), reason: '' })
  await one.sync()
  const living = async () => (await two.value('catalogue.check', {})).entries
  expect(await two.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.deletions', params: { count: 30 } } })
  expect(await living()).toBe(40)
  await two.as('keeper')
  await two.value('sync.confirm', { question: 'deletions' })
  await two.as('officer')
  await two.sync()
  expect(await living()).toBe(10)
})

test('a computer whose clock is a year ahead, or behind, works like any other', async () => {
  for (const years of [1, -1]) {
    const skewed = await desk({ ports: { now: () => new Date(Date.now() + years * 365 * 86_400_000) } })
    const id = await skewed.save({ title: `时钟${years}` })
    expect(await skewed.sync()).toMatchObject({ pushed: 1 })
    const { clockOffsetMs } = await skewed.value('sync.status', {})
    expect(Math.round(clockOffsetMs / (365 * 86_400_000))).toBe(-years)
    expect((await entities()).some((entity) => entity.id === id)).toBe(true)
  }
})

test('a vault restored from a backup is another device: it enrols again, and nothing doubles or comes back from the dead', async () => {
  const one = await desk()
  const edited = await one.save({ title: '婚姻登记信息', abstract: '一' })
  const deleted = await one.save({ title: '将被撤销' })
  await one.sync()
  const { name } = await one.value('vault.backup', {})
  await one.save({ abstract: '二' }, edited)
  await one.value('catalogue.delete', { entries: [{ id: deleted, base: 1 }], reason: '' })
  const late = await one.save({ title: '备份之后' })
  await one.sync()
  const before = await entities()
  await one.value('vault.lock', {})
  const secrets = { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } }
  await one.value('vault.restore', { user: 'officer', name }, secrets)
  await one.as('officer')
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.notEnrolled' } })
  await enrol(one, await platform.code(civil), platform.base)
  expect(await one.sync()).toMatchObject({ pushed: 0, conflicts: 0 })
  expect(await entities()).toEqual(before)
  expect((await one.content(edited)).content.abstract).toBe('二')
  expect((await one.content(deleted)).deletedAt).not.toBeNull()
  expect((await one.content(late)).content.title).toBe('备份之后')
})

test('nothing of a page that was cut off is used; a line with a classification mark is held nowhere', async () => {
  const one = await desk()
  const two = await desk()
  const id = await one.save({ title: '殡葬服务信息' })
  const other = await one.save({ title: '公墓信息' })
  const named = await one.save({ title: '骨灰堂信息' })
  await one.sync()
  platform.faults.add('cutsPages')
  expect(await two.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.badAnswer' } })
  expect(await two.call('catalogue.get', { id })).toMatchObject({ error: { code: 'catalogue.notFound' } })
  platform.faults.delete('cutsPages')
  await platform.db.run(sql`UPDATE entity SET content = replace(content, '公墓信息', '公墓信息 机密★10年') WHERE id = ${other}::uuid`)
  const paper = JSON.stringify([{ name: '批件 机密★10年.pdf', sha256: '0'.repeat(64) }])
  await platform.db.run(sql`UPDATE entity SET evidence = ${paper} WHERE id = ${named}::uuid`)
  expect(await two.sync()).toMatchObject({ pulled: 2, passedOver: 1 })
  expect(await two.call('catalogue.get', { id: other })).toMatchObject({ error: { code: 'catalogue.notFound' } })
  // Of a paper with such a name the entry is here, and neither the name nor the paper.
  const { attachments } = await two.value('attachment.list', { entry: named })
  expect(attachments).toMatchObject([{ type: null }])
  expect(JSON.stringify(attachments)).not.toContain('机密')
  expect(await two.call('attachment.fetch', { entry: named, sha256: '0'.repeat(64) })).toMatchObject({ error: { code: 'secrecy.marked' } })
  const { lines } = await two.value('sync.log', {})
  expect(lines.find(({ what }) => what === 'passedOver')).toMatchObject({ entry: other, note: 'marked' })
})

test('a platform of another protocol is not worked with, and one that does not answer is no obstacle to work', async () => {
  let newer = false
  let away = false
  const network: Network = {
    ...hurried,
    send: async (request) => {
      if (away) throw new NetworkFailure('refused', 'ECONNREFUSED')
      const answer = await nodeNetwork.send(request)
      if (!newer || !request.url.endsWith('/v1/info')) return answer
      const info = JSON.parse(new TextDecoder().decode(answer.body)) as { protocol: unknown }
      return { ...answer, headers: {}, body: new TextEncoder().encode(JSON.stringify({ ...info, protocol: { min: 7, max: 9 } })) }
    },
  }
  const one = await desk({ ports: { network } })
  await one.save({ title: '一' })
  newer = true
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.protocol', params: { min: 7, max: 9, ours: 1 } } })
  away = true
  expect(await one.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.unreachable.refused', params: { why: 'ECONNREFUSED' } } })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 1 })
  newer = false
  away = false
  expect(await one.sync()).toMatchObject({ pushed: 1 })
})

test('only a certificate is pinned', async () => {
  const one = await desk()
  const file = join(one.temp, 'ca.pem')
  writeFileSync(file, 'no certificate')
  await one.as('sys')
  expect(await one.call('sync.configure', { url: 'https://platform.invalid/', ca: file })).toMatchObject({ error: { code: 'sync.noCertificate' } })
})
