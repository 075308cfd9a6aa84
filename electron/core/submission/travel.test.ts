import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { administer } from '../../../platform/administration.ts'
import { sql } from '../../../platform/database/database.ts'
import { putSubmissionBack } from '../../../platform/put-back-submission.fixture.ts'
import { nextEpoch } from '../../../platform/store/platform.ts'
import { startTestPlatform, type TestPlatform, testDepartment } from '../../../platform/testing.ts'
import { dropAttachment, putAttachment, putPart } from '../attachments/queries.ts'
import { killed } from '../ferry/killed.fixture.ts'
import { NetworkFailure } from '../network-failure.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { civil, type Desk, enrol, openDesk, police } from '../sync/office.fixture.ts'
import { passphraseOf } from '../vault/testing.ts'
import { inDatabase, makeReport, officer, queue } from './travel.fixture.ts'

/** What the line to the first desk does to it. */
type Trick = 'losesPosts' | 'losesParts' | 'knowsNoSubmissions'
const tricks = new Set<Trick>()
let puts = 0
const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const network: Network = {
  pause: async () => undefined,
  send: async (request) => {
    if (request.method === 'PUT') puts++
    const answer = await nodeNetwork.send(request)
    if (tricks.has('losesPosts') && request.method === 'POST' && request.url.endsWith('/changes')) throw new NetworkFailure('unreachable', 'cut')
    if (tricks.has('losesParts') && request.method === 'PUT') throw new NetworkFailure('unreachable', 'cut')
    if (tricks.has('knowsNoSubmissions') && request.url.endsWith('/info')) {
      const info = JSON.parse(new TextDecoder().decode(answer.body)) as Record<string, unknown>
      return { ...answer, headers: {}, body: encoded({ ...info, takes: ['epoch', 'case'] }) }
    }
    return answer
  },
}

let platform: TestPlatform
let one: Desk
let colleague: Desk
let other: Desk
let bureau: Desk
beforeAll(async () => {
  platform = await startTestPlatform()
  one = await openDesk(platform, { ports: { network } })
  colleague = await openDesk(platform)
  other = await openDesk(platform, { agency: police })
  bureau = await openDesk(platform, { agency: testDepartment })
}, 240_000)
afterAll(async () => {
  for (const desk of [one, colleague, other, bureau]) await desk?.close()
  await platform?.close()
})
afterEach(() => {
  tricks.clear()
  platform.faults.clear()
})

const run = (desk: Desk) => desk.call('sync.run', { secrecy: '不涉密' })
const seen = async (desk: Desk, id: string) => (await desk.value('submission.reports', { id })).submissions[0]
const states = async (desk: Desk, id: string) =>
  (await seen(desk, id))?.reports.map(({ version, status, answer }) => `${version} ${status}${answer === null ? '' : ` ${answer.outcome}`}`) ?? []
const told = async (id: string) =>
  platform.db.all<{ n: number; version: number }>(sql`SELECT json_array_length(reports::json)::int AS n, version FROM submission WHERE id = ${id}::uuid`)
const desk = async (command: string, values: Record<string, string>) => {
  const answer = await administer(platform.db, { command, values })
  if (!answer.ok) throw new Error(answer.error)
  return answer
}

test('a submission is sent, received, answered and corrected; a colleague has it with its papers, the department too, others nothing', async () => {
  const made = makeReport()
  const { id, head, files } = made
  await queue(one, made)
  expect(await states(one, id)).toEqual(['1 queued'])
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 1 })
  expect(await one.value('sync.waiting', { limit: 10 })).toMatchObject({ lines: [{ title: '2026-Q3', code: '澄数〔2026〕12号', kind: 'report', sent: false }] })
  expect(await one.sync()).toMatchObject({ pushed: 1, verdicts: { applied: 1 } })
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 0 })
  const [own] = (await seen(one, id))?.reports ?? []
  expect(own).toMatchObject({ status: 'received', sha256: head.sha256, notice: '澄数〔2026〕12号', preparer: '李文静' })
  const [{ at } = { at: '' }] = await platform.db.all<{ at: string }>(
    sql`SELECT (reports::json->0->>'receivedAt') AS at FROM submission WHERE id = ${id}::uuid`,
  )
  expect(own?.receivedAt).toBe(at)

  // The document comes with the run, the rest when it is asked for; both are the very bytes.
  await colleague.sync()
  const theirs = (await seen(colleague, id))?.reports[0]
  expect(theirs).toMatchObject({ status: 'received', receivedAt: at, officer: '李文静' })
  expect(theirs?.papers.map(({ name, document, type }) => [name, document, type])).toEqual([
    ['统计报送.json', true, 'submission'],
    ['统计报送.pdf', false, null],
  ])
  for (const [sha256, data] of files) {
    if (sha256 !== head.sha256) expect(await colleague.value('submission.fetchPaper', { id, sha256 })).toMatchObject({ bytes: data.length, asked: false })
    const file = join(colleague.temp, sha256.slice(0, 8))
    await colleague.value('submission.savePaper', { id, sha256, file, purpose: '核对' })
    expect(readFileSync(file).equals(data)).toBe(true)
  }
  await bureau.sync()
  expect(await seen(bureau, id)).toMatchObject({ ours: false, agency: civil, reports: [{ papers: [{ type: null }, { type: null }] }] })
  expect(await bureau.value('submission.fetchPaper', { id, sha256: head.sha256 })).toMatchObject({ asked: false })
  expect((await bureau.value('submission.reports', { whose: 'own' })).submissions).toEqual([])
  await other.sync()
  expect(await seen(other, id)).toBeUndefined()

  // One that was taken out of the vault does not come back by itself.
  await inDatabase(colleague, (db) => dropAttachment(db, head.sha256))
  await colleague.sync()
  expect((await seen(colleague, id))?.reports[0]?.papers[0]).toMatchObject({ type: null, asked: false })

  await desk('review return', { id, reason: '第二表合计不符' })
  expect(await one.sync()).toMatchObject({ pulled: 1, pushed: 0 })
  expect(await states(one, id)).toEqual(['1 received returned'])
  // A correction leaves from the other device, and both have both versions.
  await colleague.sync()
  await queue(colleague, makeReport({ id, version: 2 }))
  expect(await colleague.sync()).toMatchObject({ verdicts: { applied: 1 } })
  await desk('review accept', { id, number: '数报收〔2026〕7号' })
  for (const each of [one, colleague, bureau]) {
    await each.sync()
    expect(await states(each, id)).toEqual(['1 received returned', '2 received accepted'])
  }
  expect((await seen(one, id))?.reports[1]).toMatchObject({ reason: '共享次数漏计 3 次。', answer: { number: '数报收〔2026〕7号' } })
}, 240_000)

test('a lost answer and a line that is cut in a paper lose and double nothing', async () => {
  const made = makeReport()
  await queue(one, made)
  tricks.add('losesParts')
  expect(await run(one)).toMatchObject({ error: { code: 'sync.unreachable' } })
  expect(await states(one, made.id)).toEqual(['1 queued'])
  expect(await told(made.id)).toEqual([])
  tricks.clear()
  tricks.add('losesPosts')
  puts = 0
  expect(await run(one)).toMatchObject({ error: { code: 'sync.unreachable' } })
  // The part that had arrived is not sent again, whatever its answer did.
  expect(puts).toBe(1)
  expect(await told(made.id)).toEqual([{ n: 1, version: 1 }])
  expect(await one.value('sync.waiting', { limit: 10 })).toMatchObject({ lines: [{ kind: 'report', sent: true }] })
  // Before its own answer the line of the feed brings the receipt.
  tricks.clear()
  puts = 0
  expect(await one.sync()).toMatchObject({ verdicts: { already: 1 } })
  expect(puts).toBe(0)
  expect(await told(made.id)).toEqual([{ n: 1, version: 1 }])
  expect(await states(one, made.id)).toEqual(['1 received'])
}, 240_000)

test('a platform that takes no submissions is sent none, and it is said why; one that was brought up to date gets it', async () => {
  const made = makeReport()
  await queue(one, made)
  tricks.add('knowsNoSubmissions')
  for (let n = 0; n < 2; n++) expect(await one.sync()).toMatchObject({ pushed: 0, verdicts: { rejected: 0 } })
  expect(await states(one, made.id)).toEqual(['1 held'])
  expect(await told(made.id)).toEqual([])
  const { lines } = await one.value('sync.log', { kind: 'held' })
  expect(lines).toMatchObject([{ what: 'held', note: 'submission.notTaken' }])
  await expect(queue(one, makeReport())).rejects.toMatchObject({ failure: { code: 'submission.notTaken' } })
  tricks.clear()
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
  expect(await states(one, made.id)).toEqual(['1 received'])
}, 240_000)

test('what the platform refuses stands in the tray with its reason, goes out again, or is given up', async () => {
  const made = makeReport()
  await queue(one, made)
  await one.sync()
  // Its number is free here and taken there: another device was quicker, with another text.
  await colleague.sync()
  await queue(colleague, makeReport({ id: made.id, version: 2 }))
  await queue(one, makeReport({ id: made.id, version: 2 }))
  await colleague.sync()
  await one.sync()
  expect(await states(one, made.id)).toEqual(['1 received', '2 received'])
  const { changes } = await one.value('quarantine.list', {})
  expect(changes).toMatchObject([{ kind: 'report', submission: { version: 2, period: { id: '2026-Q3' } }, problem: { code: 'submission.versionTaken' } }])
  const ids = changes.map(({ id }) => id)
  expect(await one.call('quarantine.resend', { ids })).toMatchObject({ error: { code: 'submission.versionTaken' } })
  expect(await one.value('quarantine.withdraw', { ids })).toEqual({ withdrawn: 1 })
  expect(await one.value('quarantine.list', {})).toEqual({ changes: [] })
  // As a correction of what was received it goes.
  await queue(one, makeReport({ id: made.id, version: 3 }))
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
  await expect(queue(one, makeReport({ id: made.id, version: 3 }))).rejects.toMatchObject({ failure: { code: 'submission.wasReceived' } })
  await expect(queue(one, makeReport({ id: made.id, version: 2, text: '别的' }))).rejects.toMatchObject({ failure: { code: 'submission.wasReceived' } })
  await bureau.sync()
  await expect(queue(bureau, makeReport({ id: made.id, version: 4 }))).rejects.toMatchObject({ failure: { code: 'submission.othersReport' } })
}, 240_000)

test('a refusal by the platform comes back, and the same leaves again under another id', async () => {
  const made = makeReport()
  await queue(one, made)
  // Gone here too, so that it can not be brought: as after a purge.
  const [, form] = made.head.papers
  const sha256 = form?.sha256 ?? ''
  const bytes = made.files.get(sha256) ?? Buffer.alloc(0)
  await inDatabase(one, (db) => dropAttachment(db, sha256))
  expect(await one.sync()).toMatchObject({ verdicts: { rejected: 1 }, quarantined: 1 })
  expect(await states(one, made.id)).toEqual(['1 refused'])
  const { changes } = await one.value('quarantine.list', {})
  expect(changes).toMatchObject([{ kind: 'report', problem: { code: 'attachment.missing' } }])
  await inDatabase(one, (db) => {
    putAttachment(db, { sha256, type: 'pdf', bytes: bytes.length }, new Date().toISOString(), officer)
    putPart(db, sha256, 0, bytes)
  })
  await one.value('quarantine.resend', { ids: changes.map(({ id }) => id) })
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 }, quarantined: 0 })
  expect(await states(one, made.id)).toEqual(['1 received'])
}, 240_000)

test('a platform put back to a backup gets again what it lost, with another receipt, and the first one is kept', async () => {
  const made = makeReport()
  const { id } = made
  await queue(one, made)
  await one.sync()
  const before = (await seen(one, id))?.reports[0]
  await putSubmissionBack(platform.db, id)
  await nextEpoch(platform.db)
  expect(await run(one)).toMatchObject({ error: { code: 'sync.asks.restored' } })
  await one.as('keeper')
  await one.value('sync.confirm', { question: 'restored' })
  await one.as('officer')
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
  const after = (await seen(one, id))?.reports[0]
  expect(after).toMatchObject({ status: 'received', sha256: before?.sha256 })
  expect(after?.receivedAt === before?.receivedAt).toBe(false)
  expect(await told(id)).toEqual([{ n: 1, version: 1 }])
  for (const each of [colleague, other, bureau]) {
    await run(each)
    await each.as('keeper')
    await each.value('sync.confirm', { question: 'restored' })
    await each.as('officer')
    await each.sync()
  }
  expect(await states(colleague, id)).toEqual(['1 received'])
}, 300_000)

test('a vault put back to a backup of before sends the same version again: one receipt', async () => {
  const made = makeReport()
  await queue(one, made)
  const { name } = await one.value('vault.backup', {})
  await one.sync()
  const before = (await seen(one, made.id))?.reports[0]?.receivedAt
  await one.value('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await enrol(one, await platform.code(civil), platform.base)
  expect(await states(one, made.id)).toEqual(['1 queued'])
  await one.sync()
  expect(await states(one, made.id)).toEqual(['1 received'])
  expect((await seen(one, made.id))?.reports[0]?.receivedAt).toBe(before)
  expect(await told(made.id)).toEqual([{ n: 1, version: 1 }])
}, 240_000)

test('a line that can not be is passed over, and asked for again', async () => {
  const made = makeReport()
  await queue(one, made)
  await one.sync()
  await platform.db.run(sql`UPDATE submission SET reports = replace(reports, '王建华', '机密★王') WHERE id = ${made.id}::uuid`)
  expect(await colleague.sync()).toMatchObject({ passedOver: 1 })
  expect(await seen(colleague, made.id)).toBeUndefined()
  await platform.db.run(sql`UPDATE submission SET reports = replace(reports, '机密★王', '王建华') WHERE id = ${made.id}::uuid`)
  await colleague.as('sys')
  await colleague.value('sync.again', {})
  await colleague.as('officer')
  await colleague.sync()
  expect(await states(colleague, made.id)).toEqual(['1 received'])
  expect(await colleague.value('sync.status', {})).toMatchObject({ passedOver: 0 })
}, 240_000)

test('killed while it brings papers and posts: what left is known, and each version is received once', async () => {
  const all = Array.from({ length: 6 }, () => makeReport())
  for (const made of all) await queue(one, made)
  for (const [phase, nth, ms] of [
    ['evidence', 2, 0],
    ['evidence', 5, 3],
    ['push', 1, 0],
  ] as const) {
    await one.value('vault.lock', {})
    await killed(one, 'sync.run', { secrecy: '不涉密' }, phase, nth, ms)
    await one.as('officer')
  }
  await one.sync()
  for (const made of all) {
    expect(await told(made.id)).toEqual([{ n: 1, version: 1 }])
    expect(await states(one, made.id)).toEqual(['1 received'])
  }
  expect(await one.value('sync.status', {})).toMatchObject({ waiting: 0, quarantined: 0 })
}, 240_000)

test('a platform put back where another device was quicker since: ours comes to the tray and is not lost unseen', async () => {
  const made = makeReport()
  const { id } = made
  await queue(one, made)
  await one.sync()
  await putSubmissionBack(platform.db, id)
  await nextEpoch(platform.db)
  // The other device never heard of it, and says something else under the same number.
  const restored = async (each: Desk) => {
    await run(each)
    await each.as('keeper')
    await each.value('sync.confirm', { question: 'restored' })
    await each.as('officer')
  }
  await restored(colleague)
  await queue(colleague, makeReport({ id, text: '另一份' }))
  await colleague.sync()
  await restored(one)
  await one.sync()
  expect(await states(one, id)).toEqual(['1 received'])
  expect((await one.value('quarantine.list', {})).changes).toMatchObject([{ kind: 'report', entry: id, problem: { code: 'submission.versionTaken' } }])
  for (const each of [other, bureau]) await restored(each)
}, 240_000)

test('another platform begins with what is told it next; what the one before received stays received', async () => {
  const made = makeReport()
  const { id } = made
  await queue(one, made)
  await one.sync()
  const next = await startTestPlatform()
  try {
    await one.as('sys')
    await one.value('sync.configure', { url: next.base })
    await one.as('officer')
    expect(await run(one)).toMatchObject({ error: { code: 'sync.asks.otherPlatform' } })
    await one.as('sys')
    await one.value('sync.confirm', { question: 'otherPlatform' })
    await enrol(one, await next.code(civil), next.base)
    await queue(one, makeReport({ id, version: 2 }))
    expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 }, passedOver: 0 })
    expect(await one.sync()).toMatchObject({ passedOver: 0 })
    expect(await states(one, id)).toEqual(['1 received', '2 received'])
    expect((await one.value('submission.reports', { whose: 'others' })).submissions).toEqual([])
  } finally {
    await next.close()
  }
}, 240_000)
