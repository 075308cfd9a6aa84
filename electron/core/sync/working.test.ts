import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../../platform/database/database.ts'
import { rule } from '../../../platform/store/review.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { openWriter } from '../db/open.ts'
import { sql as coreSql } from '../db/sql.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { passphraseOf } from '../vault/testing.ts'
import { type CuttingProxy, openCuttingProxy } from './cutting-proxy.fixture.ts'
import { type Desk, makeReady, openDesk, police, submitReady } from './office.fixture.ts'

// Megabytes through an embedded database, on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/** As it is, without the waits between tries. */
const hurried: Network = { send: nodeNetwork.send, pause: async () => undefined }

let platform: TestPlatform
let line: CuttingProxy
let first: Desk
let second: Desk
beforeAll(async () => {
  platform = await startTestPlatform()
  line = await openCuttingProxy(platform.base)
  first = await openDesk(platform, { url: line.base, ports: { network: hurried } })
  second = await openDesk(platform)
}, 600_000)
afterAll(async () => {
  await first?.close()
  await second?.close()
  await line?.close()
  await platform?.close()
})

const codes = [{ code: '307/000001', cls1: '3', cls2: '07', cls3: '', cls4: '' }]
const publish = (id: string, number = '') => rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-25', number }, '数据局', new Date())
const platformStatus = async (id: string) => (await platform.db.one<{ status: string }>(sql`SELECT status FROM entity e WHERE id = ${id}::uuid`))?.status
const shown = async (desk: Desk, id: string) => {
  const { status, standing } = await desk.content(id)
  return { status, outside: standing.outside, published: standing.publishedVersion !== null, submitted: standing.submittedVersion !== null }
}
const scan = (desk: Desk, name: string, bytes: number): { file: string; sha256: string; data: Buffer } => {
  const data = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])
  const file = join(desk.temp, name)
  writeFileSync(file, data)
  return { file, data, sha256: createHash('sha256').update(data).digest('hex') }
}

test('a submission is taken back before it left, after it left, and by whom it was changed since', async () => {
  const id = await first.save({ title: '社会团体信息', codes })
  await submitReady(first, [id])
  expect(await first.value('sync.withdraw', { ids: [id] })).toEqual({ waiting: 1, kept: 1 })
  await first.sync()
  expect(await platformStatus(id)).toBe('draft')
  expect(await first.call('sync.withdraw', { ids: [id] })).toMatchObject({ error: { code: 'sync.notSubmitted' } })

  await submitReady(first, [id])
  await first.sync()
  await second.sync()
  expect(await shown(second, id)).toEqual({ status: 'submitted', outside: 'submitted', published: false, submitted: true })
  expect((await first.value('task.list', { entry: id })).tasks.map(({ kind }) => kind)).toEqual(['publish'])
  // The other desk takes back what this one submitted, with a text it has changed meanwhile.
  await second.save({ abstract: '补充说明' }, id)
  expect(await second.value('sync.withdraw', { ids: [id], note: '还要补充' })).toMatchObject({ kept: 0 })
  expect(await second.sync()).toMatchObject({ conflicts: 0, quarantined: 0 })
  await first.sync()
  expect(await platformStatus(id)).toBe('draft')
  for (const desk of [first, second]) {
    expect(await shown(desk, id)).toEqual({ status: 'draft', outside: 'draft', published: false, submitted: false })
    expect((await desk.value('task.list', { entry: id })).tasks).toEqual([])
    expect((await desk.value('catalogue.history', { id })).versions.some(({ note }) => note === '撤回报送')).toBe(true)
  }
  expect(await first.sync()).toMatchObject({ pulled: 0, pushed: 0 })
})

test('what nobody agreed to is not submitted: neither at once nor when it was written over before it left', async () => {
  const id = await first.save({ title: '慈善组织信息', codes })
  expect(await first.call('sync.submit', { ids: [id] })).toMatchObject({ error: { code: 'catalogue.submitNotNow' } })
  await first.value('catalogue.markChecked', { entries: [{ id, base: 1 }], reason: '先行报送' })
  expect(await first.call('sync.submit', { ids: [id] })).toMatchObject({ error: { code: 'catalogue.evidenceMissing', params: { count: 1 } } })
  await submitReady(first, [id])
  await first.save({ abstract: '后来写的' }, id)
  expect(await first.sync()).toMatchObject({ pushed: 1, quarantined: 1 })
  expect(await platformStatus(id)).toBe('draft')
  const [tray] = (await first.value('quarantine.list', {})).changes
  expect(tray).toMatchObject({ entry: id, kind: 'submit', problem: { code: 'catalogue.submitNotNow' } })
  await makeReady(first, [id])
  await first.value('quarantine.resend', { ids: [tray?.id ?? ''] })
  expect(await first.sync()).toMatchObject({ quarantined: 0 })
  expect(await platformStatus(id)).toBe('submitted')
})

test('what is in force stays in force when an amendment is taken back', async () => {
  const id = await first.save({ title: '福利彩票信息', abstract: '一', codes })
  await submitReady(first, [id])
  await first.sync()
  await publish(id, '公告2号')
  await first.sync()
  await first.save({ abstract: '二' }, id)
  await submitReady(first, [id])
  await first.sync()
  expect(await shown(first, id)).toEqual({ status: 'submitted', outside: 'submitted', published: true, submitted: true })
  await first.value('sync.withdraw', { ids: [id] })
  await first.sync()
  await second.sync()
  for (const desk of [first, second]) {
    expect(await shown(desk, id)).toEqual({ status: 'published', outside: 'published', published: true, submitted: false })
    const { published, changes } = await desk.value('catalogue.published', { id })
    expect(published?.content).toMatchObject({ abstract: '一', publishedOn: '2026-11-25' })
    expect(changes).toMatchObject([{ field: 'abstract', from: '一', to: '二' }])
  }
})

test('the department is quicker: the withdrawal comes back with its reason, whichever way it is found out', async () => {
  // The department answers after the platform was last heard of and before the withdrawal is there.
  const late = await first.save({ title: '养老服务机构', codes })
  const known = await first.save({ title: '殡葬服务机构', codes })
  await submitReady(first, [late, known])
  await first.sync()
  await first.value('sync.withdraw', { ids: [late, known] })
  // `known`: the pull of the very run tells of it before the withdrawal is made.
  await publish(known, '公告3号')
  const ports = { network: { ...hurried } as Network }
  let raced = false
  ports.network.send = async (request) => {
    const change = request.method === 'POST' && request.url.endsWith('/v1/changes') ? new TextDecoder().decode(request.body ?? new Uint8Array()) : ''
    if (!raced && change.includes('"kind":"withdraw"')) {
      raced = true
      await publish(late, '公告4号')
    }
    return nodeNetwork.send(request)
  }
  hurried.send = ports.network.send
  try {
    expect(await first.sync()).toMatchObject({ quarantined: 2 })
  } finally {
    hurried.send = nodeNetwork.send
  }
  expect(raced).toBe(true)
  const { changes } = await first.value('quarantine.list', {})
  expect(changes.map(({ entry, kind, problem }) => [entry, kind, problem.code]).sort()).toEqual(
    [
      [late, 'withdraw', 'entity.notSubmitted'],
      [known, 'withdraw', 'sync.notSubmitted'],
    ].sort(),
  )
  for (const id of [late, known]) expect(await shown(first, id)).toEqual({ status: 'published', outside: 'published', published: true, submitted: false })
  expect(await first.value('quarantine.withdraw', { ids: changes.map(({ id }) => id) })).toEqual({ withdrawn: 2 })
  for (const id of [late, known]) expect(await shown(first, id)).toMatchObject({ status: 'published' })
  expect(await first.sync()).toMatchObject({ pushed: 0, quarantined: 0 })
})

test('papers go with a submission, each once, and a line that is cut goes on where it was', async () => {
  const id = await first.save({ title: '婚姻登记信息', codes })
  const other = await first.save({ title: '收养登记信息', codes })
  const paper = scan(first, '审批表扫描.pdf', 2_600_000)
  const file = paper.file
  expect(await first.call('attachment.add', { file, entries: [id] })).toMatchObject({ error: { code: 'secrecy.undeclared' } })
  expect(await first.value('attachment.add', { file, secrecy: '不涉密', entries: [id, other] })).toMatchObject({ sha256: paper.sha256, type: 'pdf', added: 2 })
  expect(await first.value('attachment.add', { file, secrecy: '不涉密', entries: [id, other] })).toMatchObject({ added: 0 })
  await first.sync()
  const bare = await first.save({ title: '没有附件', codes })
  const hand = () => first.call('sync.submit', { ids: [bare], evidence: [paper.sha256] })
  expect(await hand()).toMatchObject({ error: { code: 'catalogue.submitNotNow' } })
  await makeReady(first, [bare])
  const asked = await hand()
  expect(asked).toMatchObject({ error: { code: 'attachment.notOf' } })
  await submitReady(first, [id, other], { evidence: [paper.sha256] })
  expect((await first.value('attachment.list', { entry: id })).attachments).toMatchObject([{ name: '审批表扫描.pdf', waiting: true, submittedAt: null }])

  // Every part but the first two is cut, as often as it is tried; then one answer is lost.
  let parts = 0
  hurried.send = async (request) => {
    if (request.method === 'PUT' && ++parts === 3) line.cutAfter(400_000, 5)
    return nodeNetwork.send(request)
  }
  expect(await first.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.unreachable' } })
  hurried.send = nodeNetwork.send
  const stored = async () => (await platform.db.one<{ n: number }>(sql`SELECT length(body)::int AS n FROM attachment WHERE sha256 = ${paper.sha256}`))?.n ?? 0
  expect(await stored()).toBe(2 << 20)
  expect(await platformStatus(id)).toBe('draft')
  const before = line.sent()
  line.loseAnswers('PUT', 1)
  expect(await first.sync()).toMatchObject({ quarantined: 0 })
  // The third part went twice, as its answer was lost; the first two were not sent again.
  expect(line.sent() - before).toBeLessThan(2_600_000 - (2 << 20) + (1 << 20) + 200_000)
  expect(await stored()).toBe(paper.data.length)
  for (const each of [id, other]) expect(await platformStatus(each)).toBe('submitted')
  const mine = (await first.value('attachment.list', { entry: id })).attachments
  expect(mine).toMatchObject([{ name: '审批表扫描.pdf', type: 'pdf', bytes: paper.data.length, waiting: false }])
  const receivedAt = (await first.value('catalogue.answers', { id })).answers[0] as { receivedAt: string }
  expect(mine[0]?.submittedAt).toBe(receivedAt.receivedAt)
  expect(await first.call('attachment.remove', { entry: id, sha256: paper.sha256 })).toMatchObject({ error: { code: 'attachment.sent' } })

  // The colleague sees it by name and fetches it.
  await second.sync()
  const told = (await second.value('attachment.list', { entry: id })).attachments
  expect(told).toMatchObject([{ name: '审批表扫描.pdf', sha256: paper.sha256, type: null }])
  const out = join(second.temp, '另存.pdf')
  expect(await second.call('attachment.open', { entry: id, sha256: paper.sha256, file: out })).toMatchObject({ error: { code: 'attachment.unknown' } })
  await second.value('attachment.fetch', { entry: id, sha256: paper.sha256 })
  expect(await second.value('attachment.open', { entry: id, sha256: paper.sha256, file: out })).toMatchObject({ bytes: paper.data.length })
  expect(readFileSync(out).equals(paper.data)).toBe(true)

  // Another agency is told of none, published or not, and gets none.
  await publish(id, '公告5号')
  const foreign = await openDesk(platform, { agency: police })
  try {
    await foreign.sync()
    expect((await foreign.value('attachment.list', { entry: id })).attachments).toEqual([])
    expect(await foreign.call('attachment.fetch', { entry: id, sha256: paper.sha256 })).toMatchObject({ error: { code: 'attachment.unknown' } })
    // Its own entry may bear the very same paper.
    const theirs = await foreign.save({ title: '户籍信息', codes })
    writeFileSync(join(foreign.temp, 'same.pdf'), paper.data)
    await foreign.value('attachment.add', { file: join(foreign.temp, 'same.pdf'), secrecy: '不涉密', entries: [theirs] })
    await submitReady(foreign, [theirs], { evidence: [paper.sha256] })
    expect(await foreign.sync()).toMatchObject({ quarantined: 0 })
    expect(await platformStatus(theirs)).toBe('submitted')
  } finally {
    await foreign.close()
  }
})

test('a paper that is fetched goes on from where the line was cut, and counts only whole', async () => {
  const id = await first.save({ title: '低保对象信息', codes })
  const paper = scan(first, '函.pdf', 2_500_000)
  await first.value('attachment.add', { file: paper.file, secrecy: '不涉密', entries: [id] })
  await submitReady(first, [id], { evidence: [paper.sha256] })
  await first.sync()
  const third = await openDesk(platform, { ports: { network: hurried } })
  try {
    await third.sync()
    const ranges: string[] = []
    let cut = true
    hurried.send = async (request) => {
      const { range } = request.headers as { range?: string }
      if (range !== undefined) ranges.push(range)
      if (cut && range?.startsWith('bytes=1048576-')) throw new Error('ECONNRESET')
      const answer = await nodeNetwork.send(request)
      // As a platform may that says the digest of what GET would bring (RFC 9530).
      const digest = `sha-256=:${Buffer.from(paper.sha256, 'hex').toString('base64')}:`
      return request.method === 'HEAD' ? { ...answer, headers: { ...answer.headers, 'content-digest': digest } } : answer
    }
    const fetched = () => third.call('attachment.fetch', { entry: id, sha256: paper.sha256 })
    expect(await fetched()).toMatchObject({ error: { code: 'sync.unreachable' } })
    expect(await third.call('attachment.open', { entry: id, sha256: paper.sha256, file: join(third.temp, 'x') })).toMatchObject({ ok: false })
    cut = false
    ranges.length = 0
    // Spoilt on the platform meanwhile: what came is not what its digest says.
    const spoilt = Buffer.from(paper.data)
    spoilt[2_000_000] = ~(spoilt[2_000_000] ?? 0)
    await platform.db.run(sql`UPDATE attachment SET body = ${spoilt} WHERE sha256 = ${paper.sha256}`)
    expect(await fetched()).toMatchObject({ error: { code: 'attachment.damaged' } })
    expect(ranges[0]).toBe('bytes=1048576-2097151')
    await platform.db.run(sql`UPDATE attachment SET body = ${paper.data} WHERE sha256 = ${paper.sha256}`)
    expect(await fetched()).toMatchObject({ value: { bytes: paper.data.length } })
  } finally {
    hurried.send = nodeNetwork.send
    await third.close()
  }
})

test('a fresh copy shows what is in force beside what is worked on, whatever is under way', async () => {
  const made: Record<string, string> = {}
  for (const kind of ['amended', 'resubmitted', 'returned', 'plain']) {
    const id = await first.save({ title: `新副本${kind}`, abstract: '在用', codes })
    made[kind] = id
    await submitReady(first, [id])
  }
  await first.sync()
  for (const id of Object.values(made)) await publish(id, '公告6号')
  await first.sync()
  const { amended = '', resubmitted = '', returned = '', plain = '' } = made
  for (const id of [amended, resubmitted, returned]) await first.save({ abstract: '改后' }, id)
  await submitReady(first, [resubmitted, returned])
  await first.sync()
  await rule(platform.db, returned, { kind: 'return', reason: '说明不清', number: '退1号' }, '数据局', new Date())
  const fresh = await openDesk(platform)
  try {
    await fresh.sync()
    const states = { [amended]: 'published', [resubmitted]: 'submitted', [returned]: 'returned' }
    for (const [id, status] of Object.entries(states)) {
      const { content, standing } = await fresh.content(id)
      expect({ status: (await fresh.content(id)).status, outside: standing.outside, abstract: content.abstract }).toEqual({
        status,
        outside: status,
        abstract: '改后',
      })
      const { published, changes } = await fresh.value('catalogue.published', { id })
      expect(published?.content).toMatchObject({ abstract: '在用', publishedOn: '2026-11-25' })
      expect(changes).toMatchObject([{ field: 'abstract', from: '在用', to: '改后' }])
    }
    const found = await fresh.value('catalogue.search', { filter: { amended: true, ids: Object.values(made) } })
    expect(found.items.map(({ id }) => id).sort()).toEqual([amended, resubmitted, returned].sort())
    expect(await fresh.value('catalogue.published', { id: plain })).toMatchObject({ published: { content: { abstract: '在用' } }, changes: [] })
    expect(await fresh.sync()).toMatchObject({ pulled: 0, pushed: 0, conflicts: 0 })
  } finally {
    await fresh.close()
  }
})

test('a desk that was away while a text was published and changed again shows the one in force', async () => {
  const id = await first.save({ title: '地名信息', abstract: '一', codes })
  await first.sync()
  await second.sync()
  await first.save({ abstract: '二' }, id)
  await submitReady(first, [id])
  await first.sync()
  await publish(id, '公告7号')
  await first.sync()
  await first.save({ abstract: '三' }, id)
  await first.sync()
  // It was written on here too, elsewhere in the text.
  await second.save({ keywords: '地名' }, id)
  await second.sync()
  await first.sync()
  for (const desk of [first, second]) {
    expect((await desk.content(id)).content).toMatchObject({ abstract: '三', keywords: '地名' })
    expect((await desk.value('catalogue.published', { id })).published?.content).toMatchObject({ abstract: '二', keywords: '' })
    expect(await desk.content(id)).toMatchObject({ status: 'published', standing: { outside: 'published' } })
  }
})

test('what was passed over is asked for again when told to, and when this program is another', async () => {
  const marked = await first.save({ title: '公墓信息' })
  const unknown = await first.save({ title: '骨灰堂信息' })
  await first.sync()
  const spoil = (id: string, from: string, to: string) =>
    platform.db.run(sql`UPDATE entity SET content = replace(content, ${from}, ${to}) WHERE id = ${id}::uuid`)
  await spoil(marked, '公墓信息', '公墓信息 机密★10年')
  await spoil(unknown, '"骨灰堂信息"', '7')
  const fresh = await openDesk(platform)
  try {
    expect(await fresh.sync()).toMatchObject({ passedOver: 2 })
    expect(await fresh.value('sync.status', {})).toMatchObject({ passedOver: 2 })
    expect(await fresh.sync()).toMatchObject({ passedOver: 0 })
    // Mended where it is kept, without a new version: by itself it never comes again.
    await spoil(marked, ' 机密★10年', '')
    expect(await fresh.sync()).toMatchObject({ pulled: 0 })
    expect(await fresh.call('sync.again', {})).toMatchObject({ error: { code: 'access.denied' } })
    await fresh.as('sys')
    expect(await fresh.value('sync.again', {})).toEqual({ asked: 2 })
    await fresh.as('officer')
    expect(await fresh.sync()).toMatchObject({ pulled: 1, passedOver: 1 })
    expect((await fresh.content(marked)).content.title).toBe('公墓信息')
    expect(await fresh.value('sync.status', {})).toMatchObject({ passedOver: 1 })
    // Another version of the program looks again by itself, once.
    await spoil(unknown, '"title":7', '"title":"骨灰堂信息"')
    await fresh.as('sec')
    const { keyHex, cipher } = await fresh.value('vault.exportKey', {}, { with: { user: 'sys', passphrase: passphraseOf('sys') } })
    await fresh.value('vault.lock', {})
    const [database = ''] = readdirSync(fresh.dir).filter((name) => name.endsWith('.db'))
    const db = openWriter({ path: join(fresh.dir, database), keyHex, cipher })
    db.run(coreSql`UPDATE sync_passed SET known_by = '0.0.1'`)
    db.close()
    await fresh.as('officer')
    expect(await fresh.sync()).toMatchObject({ pulled: 1, passedOver: 0 })
    expect((await fresh.content(unknown)).content.title).toBe('骨灰堂信息')
    expect(await fresh.value('sync.status', {})).toMatchObject({ passedOver: 0 })
  } finally {
    await fresh.close()
  }
})
