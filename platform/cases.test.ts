import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../shared/cases/fold.ts'
import { machines } from '../shared/cases/machines.ts'
import type { CaseLine, Verdict } from '../shared/platform-api/schemas.ts'
import { type Administered, administer } from './administration.ts'
import { bring, caseIn, headOf, said } from './conformance/acts.ts'
import { ask, infoOf, type Probe, pullFrom, pushTo } from './conformance/client.ts'
import { sql } from './database/database.ts'
import { caseLimits } from './store/acts.ts'
import { addAgency, nextEpoch } from './store/platform.ts'
import { rule } from './store/review.ts'
import { startTestPlatform, type TestPlatform } from './testing.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL
if (real !== undefined && real !== '') urls.push(['PostgreSQL', real])

describe.each(urls)('cases on %s', (_name, url) => {
  let platform: TestPlatform
  let civil: Probe
  let police: Probe
  let school: Probe
  let bureau: Probe
  let folder: string
  beforeAll(async () => {
    platform = await startTestPlatform(url)
    civil = await platform.enrol('澄湖市民政局')
    police = await platform.enrol('澄湖市公安局')
    school = await platform.enrol('澄湖市教育局')
    bureau = await platform.enrol('澄湖市数据局')
    folder = await mkdtemp(join(tmpdir(), 'mulu-desk-'))
  }, 60_000)
  afterAll(async () => {
    await platform.close()
    await rm(folder, { recursive: true })
  })
  const one = async (probe: Probe, change: unknown): Promise<Verdict> => {
    const [verdict] = (await pushTo(probe, [change])).verdicts
    if (verdict === undefined) throw new Error('no verdict')
    return verdict
  }
  const seen = async (probe: Probe, id: string): Promise<CaseLine | undefined> => {
    const line = caseIn((await pullFrom(probe)).lines, id)
    const alone = await ask(probe, 'GET', `/v1/entities/case/${id}`)
    expect(alone.status === 200 ? alone.json : undefined).toEqual(line)
    return line
  }
  const desk = (command: string, values: Record<string, string>, files: string[] = []): Promise<Administered> =>
    administer(platform.db, { command, values, files }).catch((error: { code?: string }) => ({ ok: false, error: String(error), code: error.code ?? '' }))
  const codeOf = async (verdict: Promise<Verdict>) => (await verdict).problem?.code

  it('takes an act once, at the time of its first receipt, and tells both sides and nobody else', async () => {
    const head = headOf()
    const apply = said(head, 'applicant', 'apply')
    const first = await one(civil, apply)
    expect(first).toMatchObject({ verdict: 'applied', version: 1, now: null, problem: null })
    expect(await one(civil, apply)).toMatchObject({ verdict: 'already', version: 1, receivedAt: first.receivedAt, receiptId: first.receiptId })
    expect(await one(civil, { ...apply, statement: { ...apply.statement, note: '另一说法' } })).toMatchObject({
      verdict: 'rejected',
      problem: { code: 'change.idReused' },
    })
    expect(await one(police, said(head, 'respondent', 'noticeMissing'))).toMatchObject({ verdict: 'applied', version: 2 })
    for (const probe of [civil, police]) {
      expect(await seen(probe, head.id)).toMatchObject({
        version: 2,
        head,
        acts: [
          { ...apply.statement, agency: '澄湖市民政局', source: '平台', when: first.receivedAt, ruling: '' },
          { act: 'noticeMissing', agency: '澄湖市公安局' },
        ],
        agencies: { applicant: { name: '澄湖市民政局' }, respondent: { name: '澄湖市公安局' } },
      })
    }
    for (const probe of [school, bureau]) expect(await seen(probe, head.id)).toBeUndefined()
  })

  it('tells a case again to who has seen it, and only then', async () => {
    const head = headOf()
    await one(civil, said(head, 'applicant', 'apply'))
    const { cursor } = await pullFrom(police)
    expect((await pullFrom(police, cursor)).lines).toEqual([])
    await pushTo(civil, [said(head, 'applicant', 'message'), said(head, 'applicant', 'message')])
    expect((await pullFrom(police, cursor)).lines).toMatchObject([{ kind: 'case', id: head.id, version: 3 }])
  })

  it('refuses what the machine does not let follow, with its reason, and by everybody but the party', async () => {
    const head = headOf()
    expect(await codeOf(one(civil, said(head, 'applicant', 'withdraw')))).toBe('case.notNow')
    expect(await codeOf(one(civil, said(head, 'applicant', 'dance')))).toBe('case.unknownAct')
    expect(await codeOf(one(civil, said(head, 'applicant', 'apply', { consents: [] })))).toBe('case.lacksConsent')
    expect(await codeOf(one(civil, said(head, 'applicant', 'apply', { officer: '王 主任' })))).toBe('case.selfConsent')
    expect(await codeOf(one(civil, said(head, 'applicant', 'apply', { fields: {} })))).toBe('case.fieldsWrong')
    const apply = said(head, 'applicant', 'apply')
    expect(await one(civil, apply)).toMatchObject({ verdict: 'applied' })
    expect(await codeOf(one(police, said(head, 'applicant', 'withdraw')))).toBe('case.notParty')
    expect(await codeOf(one(civil, said(head, 'respondent', 'grant')))).toBe('case.notParty')
    expect(await codeOf(one(civil, said(head, 'applicant', 'grant')))).toBe('case.notYourAct')
    expect(await codeOf(one(school, said(head, 'respondent', 'grant')))).toBe('case.notParty')
    expect(await codeOf(one(bureau, said(head, 'department', 'message')))).toBe('case.notParty')
    expect(await codeOf(one(police, said(head, 'respondent', 'refuse')))).toBe('case.lacksPaper')
    expect(await codeOf(one(police, said(head, 'respondent', 'noticeExtension')))).toBe('case.tooEarly')
    expect(await codeOf(one(civil, said({ ...head, title: '另一题名' }, 'applicant', 'message')))).toBe('case.otherHead')
    expect(await codeOf(one(civil, { ...apply, changeId: randomUUID() }))).toBe('change.invalid')
    expect(await seen(civil, head.id)).toMatchObject({ version: 1, acts: [{ act: 'apply' }] })
  })

  it('knows the agencies of a head by name, and no agency on both sides', async () => {
    expect(await one(civil, said(headOf({ respondent: '澄湖市水务局' }), 'applicant', 'apply'))).toMatchObject({
      problem: { code: 'case.agencyUnknown', detail: '澄湖市水务局' },
    })
    expect(await codeOf(one(civil, said(headOf({ respondent: '' }), 'applicant', 'apply')))).toBe('case.agencyUnknown')
    expect(await codeOf(one(civil, said(headOf({ respondent: '澄湖市民政局' }), 'applicant', 'apply')))).toBe('case.sameAgency')
    expect(await codeOf(one(civil, said(headOf({ applicant: '澄湖市公安局' }), 'applicant', 'apply')))).toBe('case.sameAgency')
    expect(await codeOf(one(civil, said(headOf({ applicant: '澄湖市教育局' }), 'applicant', 'apply')))).toBe('case.notParty')
  })

  it('takes no state secret, no claim of one, and nothing that stays in an office', async () => {
    const head = headOf()
    expect(await codeOf(one(civil, said(head, 'applicant', 'apply', { note: '密级：机密' })))).toBe('content.marked')
    expect(await codeOf(one(civil, said({ ...head, title: '机密★一年' }, 'applicant', 'apply')))).toBe('content.marked')
    expect(await codeOf(one(civil, said(head, 'applicant', 'apply', { papers: [{ name: '秘密★函.pdf', sha256: 'a'.repeat(64) }] })))).toBe('content.marked')
    const proposal = { text: { '密级：机密': '一' }, sha256: 'a'.repeat(64), note: '' }
    expect(await codeOf(one(civil, said(headOf({ kind: 'agreement' }), 'applicant', 'propose', { fields: proposal })))).toBe('content.marked')
    const raise = said(headOf({ kind: 'dispute' }), 'applicant', 'raise')
    raise.statement.fields.subject = 'classification'
    expect(await codeOf(one(civil, raise))).toBe('case.classified')
    expect(await codeOf(one(civil, said(headOf({ kind: 'need', respondent: '' }), 'applicant', 'list')))).toBe('case.internal')
    expect(await codeOf(one(civil, said(headOf({ kind: 'incident', respondent: '' }), 'applicant', 'note')))).toBe('case.internal')
    await one(civil, said(head, 'applicant', 'apply'))
    await one(police, said(head, 'respondent', 'grant'))
    await one(police, said(head, 'respondent', 'deliver'))
    expect(await codeOf(one(civil, said(head, 'applicant', 'recordUse')))).toBe('case.internal')
  })

  it('gives papers of acts to the parties, to the department once it is told, and to nobody else', async () => {
    const head = headOf()
    await one(civil, said(head, 'applicant', 'apply'))
    const letter = { name: '答复函.pdf', sha256: 'b'.repeat(64) }
    expect(await one(police, said(head, 'respondent', 'refuse', { papers: [letter] }))).toMatchObject({
      problem: { code: 'attachment.missing', detail: '答复函.pdf' },
    })
    const paper = await bring(police)
    const get = async (probe: Probe) => (await ask(probe, 'GET', `/v1/attachments/${paper.sha256}`)).status
    expect(await Promise.all([police, civil, school, bureau].map(get))).toEqual([200, 404, 404, 404])
    await one(police, said(head, 'respondent', 'refuse', { papers: [paper] }))
    expect(await Promise.all([police, civil, school, bureau].map(get))).toEqual([200, 200, 404, 404])
    const head200 = await ask(civil, 'HEAD', `/v1/attachments/${paper.sha256}`)
    expect([head200.headers.get('upload-complete'), (await ask(school, 'HEAD', `/v1/attachments/${paper.sha256}`)).headers.get('upload-complete')]).toEqual([
      '?1',
      '?0',
    ])
    // Told by an act of the same agency that brings the copy.
    expect(await one(police, said(head, 'respondent', 'copyRefusal', { papers: [paper] }))).toMatchObject({ verdict: 'applied' })
    expect(await Promise.all([police, civil, school, bureau].map(get))).toEqual([200, 200, 404, 200])
    // What a side may read of a case it may name itself, in another case too.
    const dispute = headOf({ kind: 'dispute', refers: head.id })
    await one(civil, said(dispute, 'applicant', 'raise', { papers: [paper] }))
    expect(await seen(police, dispute.id)).toMatchObject({ acts: [{ papers: [paper] }] })
    expect(await codeOf(one(school, said(headOf({ applicant: '澄湖市教育局' }), 'applicant', 'apply', { papers: [paper] })))).toBe('attachment.missing')
  })

  it('lets the department see a case from the act on that tells it', async () => {
    const head = headOf()
    await one(civil, said(head, 'applicant', 'apply'))
    const { cursor } = await pullFrom(bureau)
    await one(police, said(head, 'respondent', 'askExtension'))
    expect((await pullFrom(bureau, cursor)).lines).toMatchObject([{ kind: 'case', id: head.id, acts: [{ act: 'apply' }, { act: 'askExtension' }] }])
    expect(await one(bureau, said(head, 'department', 'consentExtension'))).toMatchObject({ verdict: 'applied', version: 3 })
    // A department that is a party decides nothing of its own.
    const own = headOf({ respondent: '澄湖市数据局' })
    await one(civil, said(own, 'applicant', 'apply'))
    await one(bureau, said(own, 'respondent', 'askExtension'))
    expect(await codeOf(one(bureau, said(own, 'department', 'consentExtension')))).toBe('case.ownDepartment')
    // One that is registered later is told what was told before.
    const later = '澄湖市政务服务局'
    await addAgency(platform.db, later, '', true)
    const late = await platform.enrol(later)
    expect((await seen(late, head.id))?.acts.length).toBe(3)
    expect(await seen(late, headOf().id)).toBeUndefined()
    await platform.db.run(sql`UPDATE agency SET competent = FALSE WHERE name = ${later}`)
  })

  it('grants at once only what its provider has published as unconditionally shared', async () => {
    const published = async (probe: Probe, shareType: string): Promise<string> => {
      const id = randomUUID()
      const change = { changeId: randomUUID(), entity: 'entry', id, madeAt: '2026-11-26T01:00:00.000Z', officer: '', note: '' }
      const patch = { fields: { title: '公共厕所', shareType, codes: [{ code: '307/1', cls1: '3', cls2: '', cls3: '', cls4: '' }] } }
      await one(probe, { ...change, kind: 'patch', baseVersion: 0, patch })
      await one(probe, { ...change, changeId: randomUUID(), kind: 'submit', baseVersion: 1, evidence: [] })
      return id
    }
    const publish = (id: string) => rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-26', number: '' }, '市数据局', new Date())
    const obtain = (id: string | null, head = headOf({ shareType: '无条件共享' })) => {
      const change = said(head, 'applicant', 'obtainDirect')
      return one(civil, { ...change, statement: { ...change.statement, fields: { ...change.statement.fields, resource: { id, code: '', name: '公共厕所' } } } })
    }
    const free = await published(police, '无条件共享')
    expect(await codeOf(obtain(free))).toBe('case.notUnconditional')
    await publish(free)
    expect(await obtain(free)).toMatchObject({ verdict: 'applied' })
    expect(await codeOf(obtain(null))).toBe('case.notUnconditional')
    expect(await codeOf(obtain(randomUUID()))).toBe('case.notUnconditional')
    const conditional = await published(police, '有条件共享')
    await publish(conditional)
    expect(await codeOf(obtain(conditional))).toBe('case.notUnconditional')
    const others = await published(school, '无条件共享')
    await publish(others)
    expect(await codeOf(obtain(others))).toBe('case.notUnconditional')
    await rule(platform.db, free, { kind: 'withdraw', reason: '调整', number: '' }, '市数据局', new Date())
    expect(await codeOf(obtain(free))).toBe('case.notUnconditional')
  })

  it('says no to what was made for another epoch, and nothing of it is taken', async () => {
    const { epoch } = (await infoOf(platform.base)).platform
    const head = headOf()
    const post = (said: number | undefined, changes: unknown[]) =>
      ask(civil, 'POST', '/v1/changes', { body: said === undefined ? { changes } : { epoch: said, changes } })
    expect(await post(epoch + 1, [said(head, 'applicant', 'apply')])).toMatchObject({ status: 409, json: { code: 'epoch.changed', detail: String(epoch) } })
    expect(await seen(civil, head.id)).toBeUndefined()
    expect((await post(epoch, [said(head, 'applicant', 'apply')])).status).toBe(200)
    const later = await nextEpoch(platform.db)
    expect((await post(epoch, [said(head, 'applicant', 'message')])).status).toBe(409)
    expect((await post(undefined, [said(head, 'applicant', 'message')])).json).toMatchObject({ epoch: later, verdicts: [{ verdict: 'applied' }] })
  })

  it('has acts nobody edits', async () => {
    await expect(platform.db.run(sql`UPDATE case_act SET state = 'x'`)).rejects.toThrow('append-only')
    await expect(platform.db.run(sql`DELETE FROM case_act`)).rejects.toThrow('append-only')
  })

  it('is worked on at the desk of the department: extension, coordination, decision, feedback, opinion, answer, order', async () => {
    const letter = join(folder, '决定书.pdf')
    await writeFile(letter, '%PDF-1.7 决定')
    const request = headOf()
    await one(civil, said(request, 'applicant', 'apply'))
    expect(await desk('review case', { id: request.id })).toMatchObject({ ok: false, code: 'case.unknown' })
    expect(await desk('review consent', { id: request.id, days: '5' })).toMatchObject({ ok: false, code: 'case.unknown' })
    await one(police, said(request, 'respondent', 'askExtension'))
    expect(await desk('review list', {})).toMatchObject({
      cases: expect.arrayContaining([expect.objectContaining({ id: request.id, waitsFor: [expect.objectContaining({ act: 'consentExtension' })] })]),
    })
    expect(await desk('review consent', { id: request.id, days: 'x' })).toMatchObject({ ok: false, code: 'case.fieldsWrong' })
    expect(await desk('review consent', { id: request.id, days: '5', officer: '孙处' })).toMatchObject({ ok: true, state: 'applied' })
    expect(await desk('review consent', { id: request.id, days: '5' })).toMatchObject({ ok: false, code: 'case.onlyOnce' })
    expect(await seen(police, request.id)).toMatchObject({
      acts: [{}, {}, { act: 'consentExtension', agency: '澄湖市数据局', officer: '孙处', party: 'department' }],
    })

    const dispute = headOf({ kind: 'dispute' })
    const written = await bring(civil)
    await one(civil, said(dispute, 'applicant', 'raise'))
    await one(civil, said(dispute, 'applicant', 'negotiate'))
    await one(civil, said(dispute, 'applicant', 'applyCoordination', { papers: [written] }))
    const copy = join(folder, '申请.pdf')
    expect(await desk('review paper', { id: dispute.id, sha256: written.sha256 }, [copy])).toMatchObject({ ok: true })
    expect((await readFile(copy)).length).toBeGreaterThan(0)
    expect(await desk('review fail', { id: dispute.id, outcome: '未达成一致' })).toMatchObject({ ok: true, state: 'unsettled' })
    expect(await desk('review decide', { id: dispute.id, decision: '应当提供', by: '市政府' })).toMatchObject({ ok: false, code: 'case.lacksPaper' })
    expect(await desk('review decide', { id: dispute.id, decision: '应当提供', by: '市政府', number: '澄政〔2026〕1号' }, [letter])).toMatchObject({
      state: 'decided',
    })
    const decided = await seen(civil, dispute.id)
    const decision = decided?.acts.at(-1)?.papers[0]?.sha256
    expect((await ask(police, 'GET', `/v1/attachments/${decision}`)).text).toBe('%PDF-1.7 决定')
    const other = headOf({ kind: 'dispute' })
    for (const act of ['raise', 'negotiate', 'applyCoordination'])
      await one(civil, said(other, 'applicant', act, act === 'applyCoordination' ? { papers: [written] } : {}))
    expect(await desk('review coordinate', { id: other.id, outcome: '同意提供' })).toMatchObject({ state: 'settled' })

    const correction = headOf({ kind: 'correction' })
    await one(civil, said(correction, 'applicant', 'report'))
    expect(await desk('review opinion', { id: correction.id, opinion: '以公安为准' })).toMatchObject({ code: 'case.unknown' })
    await one(civil, said(correction, 'applicant', 'reportDepartment', { papers: [written] }))
    expect(await desk('review opinion', { id: correction.id, opinion: '以公安为准' })).toMatchObject({ ok: true })
    expect(await desk('review feedback', { id: correction.id, result: '已核实' }, [letter])).toMatchObject({ ok: true })

    const complaint = headOf({ kind: 'complaint' })
    await one(civil, said(complaint, 'applicant', 'complain'))
    expect(await desk('review answer', { id: complaint.id, result: '已督促' }, [letter])).toMatchObject({ code: 'case.lacksConsent' })
    expect(await desk('review answer', { id: complaint.id, result: '已督促', consent: '孙局长' }, [letter])).toMatchObject({ state: 'answered' })

    const order = { agency: '澄湖市公安局', matter: '逾期未答复', on: '2026-12-10', by: '澄湖市数据局' }
    expect(await desk('review order', { ...order, agency: '没有的局' }, [letter])).toMatchObject({ code: 'case.agencyUnknown' })
    expect(await desk('review order', { ...order, agency: '澄湖市数据局' }, [letter])).toMatchObject({ code: 'case.sameAgency' })
    const opened = (await desk('review order', order, [letter])) as unknown as { id: string }
    const seenOrder = await seen(police, opened.id)
    expect(seenOrder).toMatchObject({ head: { applicant: '澄湖市数据局', respondent: '澄湖市公安局' }, acts: [{ act: 'order' }] })
    if (seenOrder === undefined) throw new Error('no order')
    const done = await bring(police)
    await one(police, said(seenOrder.head, 'respondent', 'rectify', { papers: [done] }))
    expect(await desk('review again', { id: opened.id, matter: '不到位', on: '2026-12-20' })).toMatchObject({ state: 'ordered' })
    await one(police, said(seenOrder.head, 'respondent', 'rectify', { papers: [done] }))
    expect(await desk('review accept', { id: opened.id })).toMatchObject({ state: 'closed' })
    expect(await desk('review cases', {})).toMatchObject({ cases: expect.not.arrayContaining([expect.objectContaining({ id: opened.id })]) })
    expect(await seen(school, opened.id)).toBeUndefined()
  }, 60_000)

  it('what a case holds folds to the state it says', async () => {
    const rows = await platform.db.all<{ id: string; state: string; head: string }>(sql`SELECT id::text AS id, state, head FROM case_file`)
    for (const { id, state, head: text } of rows) {
      const head = JSON.parse(text) as CaseLine['head']
      const acts = await platform.db.all<{ body: string; state: string }>(sql`SELECT body, state FROM case_act WHERE case_id = ${id}::uuid ORDER BY n`)
      const folded = fold(machines[head.kind], head, acts.map(({ body }) => JSON.parse(body)) as CaseLine['acts'])
      expect([folded.refused, folded.state, folded.acts.map((each) => each.state)]).toEqual([[], state, acts.map((each) => each.state)])
    }
    expect(rows.length).toBeGreaterThan(10)
  })

  it('holds no more of a case than can be read whole, and cuts pages short where cases are long', async () => {
    const head = headOf({ kind: 'agreement' })
    const proposal = (size: number) => ({ text: { 条款: 'a'.repeat(size) }, sha256: 'a'.repeat(64), note: '' })
    expect(await codeOf(one(civil, said(head, 'applicant', 'propose', { fields: proposal(caseLimits.actBytes) })))).toBe('case.full')
    const { cursor } = await pullFrom(civil)
    const heads = Array.from({ length: 18 }, () => headOf({ kind: 'agreement' }))
    for (const each of heads)
      expect(await one(civil, said(each, 'applicant', 'propose', { fields: proposal(caseLimits.actBytes - 2000) }))).toMatchObject({ verdict: 'applied' })
    const { lines, pages } = await pullFrom(civil, cursor)
    expect(lines.map((line) => line.kind === 'case' && line.id)).toEqual(heads.map(({ id }) => id))
    expect(pages).toBe(2)
  }, 60_000)
})
