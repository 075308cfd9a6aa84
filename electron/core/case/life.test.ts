import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer } from '../../../platform/administration.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { type Bureau, bureau, civil, openBureau, police, school } from './office.fixture.ts'

/** Two agencies and their department, each at its own real vault, by one platform over HTTP. */
let platform: TestPlatform
let asks: Bureau
let asked: Bureau
let department: Bureau
let stranger: Bureau
beforeAll(async () => {
  platform = await startTestPlatform()
  asks = await openBureau(platform, civil)
  asked = await openBureau(platform, police)
  department = await openBureau(platform, bureau)
  stranger = await openBureau(platform, school)
}, 240_000)
afterAll(async () => {
  for (const one of [asks, asked, department, stranger]) await one?.close()
  await platform?.close()
})

const both = async () => {
  await asks.sync()
  await asked.sync()
}

describe('a request between two agencies', () => {
  let id: string
  test('leaves with a run, counts with its receipt, and opens at the other side with a number of its own', async () => {
    id = await asks.open('request')
    await asks.act('request', id, 'apply')
    expect((await asks.value('sync.status', {})).waiting).toBe(1)
    expect(await asks.thread('request', id)).toEqual(['apply issued'])
    expect(await asks.sync()).toMatchObject({ pushed: 1, verdicts: { applied: 1 } })
    expect((await asks.value('sync.status', {})).waiting).toBe(0)
    const sent = (await asks.file('request', id)).acts[0]
    expect(sent).toMatchObject({ status: 'counted', state: 'applied', source: '平台', agency: civil })
    expect(await asked.sync()).toMatchObject({ pulled: 1, passedOver: 0 })
    const { row, file } = await asked.value('request.get', { id })
    expect(row).toMatchObject({ title: '申请使用户籍信息', other: civil, party: 'respondent', way: 'platform', state: 'applied', turn: true })
    expect(file?.acts).toMatchObject([{ act: 'apply', mine: false, receivedOn: sent?.receivedOn, fields: { scene: '低保审核' } }])
    // The clock of the one who owes runs from the platform's receipt.
    expect(file?.clocks).toMatchObject([{ duty: 'request.reply', due: { state: 'running' } }])
    expect((await asked.value('task.list', {})).tasks).toMatchObject([{ case: { id, act: 'grant' } }])
    expect((await stranger.sync()).pulled).toBe(0)
    expect(await stranger.call('request.get', { id })).toMatchObject({ error: { code: 'case.notFound' } })
  })

  test('one notice of what is missing, its completion, and a longer time with the consent of the department', async () => {
    await asked.act('request', id, 'noticeMissing')
    await asked.sync()
    await asks.sync()
    expect((await asks.value('request.get', { id })).row).toMatchObject({ state: 'incomplete', turn: true })
    await asks.act('request', id, 'complete')
    await both()
    await asked.act('request', id, 'askExtension')
    await asked.sync()
    expect((await department.sync()).pulled).toBe(1)
    expect((await department.value('request.get', { id })).row).toMatchObject({ party: 'department', turn: true })
    await department.act('request', id, 'consentExtension')
    await department.sync()
    await asked.sync()
    await asked.act('request', id, 'noticeExtension')
    await both()
    await asks.sync()
    const [clock] = (await asks.file('request', id)).clocks
    expect(clock).toMatchObject({ extension: { state: 'granted', n: 5 } })
    expect((await asks.file('request', id)).acts.map(({ act, agency }) => [act, agency])).toEqual([
      ['apply', civil],
      ['noticeMissing', police],
      ['complete', civil],
      ['askExtension', police],
      ['consentExtension', bureau],
      ['noticeExtension', police],
    ])
  })

  test('partial consent with its letter, which the other side reads, and delivery', async () => {
    await asked.act('request', id, 'grantPartly')
    await asked.sync()
    await asks.sync()
    const { acts, papers } = await asks.file('request', id)
    const [letter] = acts.at(-1)?.papers ?? []
    expect(papers).toMatchObject([{ sha256: letter?.sha256, here: false }])
    const file = join(asks.temp, '答复函.pdf')
    const open = { id, sha256: letter?.sha256 ?? '', file }
    expect(await asks.call('request.openPaper', open)).toMatchObject({ error: { code: 'attachment.notHere' } })
    await asks.value('request.fetchPaper', { id, sha256: letter?.sha256 ?? '' })
    await asks.value('request.openPaper', open)
    expect(readFileSync(file, 'latin1')).toContain('%PDF-1.4')
    // The department was told of the extension, and reads the case from there on.
    await department.sync()
    await department.value('request.fetchPaper', { id, sha256: letter?.sha256 ?? '' })
    await asked.act('request', id, 'deliver')
    await both()
    await asks.sync()
    expect((await asks.value('request.get', { id })).row).toMatchObject({ state: 'delivered' })
    const clocks = (await asks.file('request', id)).clocks
    expect(clocks.map(({ duty, due }) => [duty, due.state])).toEqual([
      ['request.reply', 'met'],
      ['request.deliver', 'met'],
    ])
  })

  test('what stays in the office leaves no trace on the platform and stands in no order there', async () => {
    const use = { process: '办理', effect: '良好', storage: '专网', disposal: '', responsible: '李文静' }
    await asks.act('request', id, 'recordUse', { fields: { scene: '审核', ...use, period: { from: '2026-11-01', to: '2026-11-30' } } })
    expect(await asks.sync()).toMatchObject({ pushed: 0 })
    await asked.act('request', id, 'message')
    await asked.sync()
    await asks.sync()
    await asks.act('request', id, 'finishUse', { fields: { why: 'achieved' } })
    expect(await asks.sync()).toMatchObject({ pushed: 1, verdicts: { applied: 1, rejected: 0 } })
    expect((await asks.thread('request', id)).slice(-3)).toEqual(['recordUse counted', 'message counted', 'finishUse counted'])
    await asked.sync()
    expect((await asked.thread('request', id)).slice(-2)).toEqual(['message counted', 'finishUse counted'])
  })

  test('what the other side was quicker with comes back with its reason, stands in the tray, and leaves anew', async () => {
    const quick = await asks.open('request')
    await asks.act('request', quick, 'apply')
    await both()
    await asks.act('request', quick, 'withdraw')
    await asks.sync()
    const grant = await asked.act('request', quick, 'grant')
    expect(await asked.sync()).toMatchObject({ verdicts: { rejected: 1 }, quarantined: 1 })
    expect((await asked.thread('request', quick)).toSorted()).toEqual(['apply counted', 'grant returned', 'withdraw counted'])
    const { changes } = await asked.value('quarantine.list', {})
    expect(changes).toMatchObject([
      { id: grant, entry: quick, kind: 'act', title: '申请使用户籍信息', case: { kind: 'request', act: 'grant' }, problem: { code: 'case.notNow' } },
    ])
    expect(await asked.call('quarantine.resend', { ids: [grant] })).toMatchObject({ error: { code: 'case.notNow' } })
    await asked.value('quarantine.withdraw', { ids: [grant] })
    expect(await asked.thread('request', quick)).toEqual(['apply counted', 'withdraw counted'])
    expect((await asked.value('sync.status', {})).quarantined).toBe(0)

    // A name the platform does not know: nothing of the case is there, and the same text leaves once it is.
    const wrong = await asks.open('request', { other: '澄湖市水务局' })
    const apply = await asks.act('request', wrong, 'apply')
    await asks.sync()
    expect((await asks.file('request', wrong)).acts).toMatchObject([{ status: 'returned', problem: { code: 'case.agencyUnknown' } }])
    await administer(platform.db, { command: 'agency add', values: { name: '澄湖市水务局' } })
    await asks.value('quarantine.resend', { ids: [apply] })
    expect(await asks.sync()).toMatchObject({ pushed: 1, quarantined: 0 })
    expect(await asks.thread('request', wrong)).toEqual(['apply counted'])
  })

  test('a dispute to the decision, a correction to its end, a complaint to its answer', async () => {
    const dispute = await asks.open('dispute')
    await asks.act('dispute', dispute, 'raise')
    await asks.act('dispute', dispute, 'negotiate')
    await asks.act('dispute', dispute, 'applyCoordination')
    // Three acts of one case in one run, in the order they were issued.
    expect(await asks.sync()).toMatchObject({ pushed: 3 })
    await asked.sync()
    expect((await asked.value('dispute.get', { id: dispute })).row).toMatchObject({ state: 'explaining', turn: true })
    await asked.act('dispute', dispute, 'explain')
    await asked.sync()
    await department.sync()
    await department.act('dispute', dispute, 'failCoordination')
    await department.act('dispute', dispute, 'decide')
    await department.sync()
    await both()
    for (const side of [asks, asked]) {
      await side.act('dispute', dispute, 'acknowledge')
      await side.sync()
    }
    await asks.sync()
    expect((await asks.value('dispute.get', { id: dispute })).row).toMatchObject({ state: 'decided', closed: true })
    expect(await asks.thread('dispute', dispute)).toEqual(
      ['raise', 'negotiate', 'applyCoordination', 'explain', 'failCoordination', 'decide', 'acknowledge', 'acknowledge'].map((act) => `${act} counted`),
    )

    const correction = await asks.open('correction')
    await asks.act('correction', correction, 'report')
    await both()
    await asked.act('correction', correction, 'correct')
    await asked.sync()
    await asks.sync()
    await asks.act('correction', correction, 'confirm')
    await both()
    expect((await asked.value('correction.get', { id: correction })).row).toMatchObject({ state: 'closed', closed: true })
    expect((await asked.file('correction', correction)).clocks).toMatchObject([{ duty: 'correction.handle', due: { state: 'met' } }])

    const complaint = await asks.open('complaint')
    await asks.act('complaint', complaint, 'complain')
    await asks.sync()
    const letter = join(asks.temp, '答复.pdf')
    writeFileSync(letter, '%PDF-1.4 答复')
    expect(
      await administer(platform.db, { command: 'review answer', values: { id: complaint, result: '已督促', consent: '孙局长' }, files: [letter] }),
    ).toMatchObject({
      ok: true,
    })
    await asks.sync()
    expect((await asks.value('complaint.get', { id: complaint })).row).toMatchObject({ state: 'answered' })
  })
})
