import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Verdict } from '../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../shared/platform-api/submissions.ts'
import { type Administered, administer } from './administration.ts'
import { ask, type Probe, pullFrom, pushTo } from './conformance/client.ts'
import { bringDocument, correctionOf, reportOf, submissionIn } from './conformance/reports.ts'
import { sql } from './database/database.ts'
import { addAgency } from './store/platform.ts'
import { reportLimits } from './store/reports.ts'
import { startTestPlatform, type TestPlatform } from './testing.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL
if (real !== undefined && real !== '') urls.push(['PostgreSQL', real])

const third = { from: '2026-07-01', until: '2026-09-30' }

describe.each(urls)('submissions on %s', (_name, url) => {
  let platform: TestPlatform
  let civil: Probe
  let police: Probe
  let bureau: Probe
  let folder: string
  beforeAll(async () => {
    platform = await startTestPlatform(url)
    civil = await platform.enrol('澄湖市民政局')
    police = await platform.enrol('澄湖市公安局')
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
  const seen = async (probe: Probe, id: string): Promise<SubmissionLine | undefined> => {
    const line = submissionIn((await pullFrom(probe)).lines, id)
    const alone = await ask(probe, 'GET', `/v1/entities/submission/${id}`)
    expect(alone.status === 200 ? alone.json : undefined).toEqual(line)
    return line
  }
  const desk = (command: string, values: Record<string, string>, files: string[] = []): Promise<Administered> =>
    administer(platform.db, { command, values, files }).catch((error: { code?: string }) => ({ ok: false, error: String(error), code: error.code ?? '' }))

  it('the desk sees what came, verifies the document, returns it with a reason and accepts the correction', async () => {
    const id = randomUUID()
    const document = await bringDocument(civil)
    const { receivedAt } = await one(civil, reportOf(id, document))
    expect(await desk('review list', {})).toMatchObject({ submissions: [{ id, agency: '澄湖市民政局', version: 1, state: 'received', receivedAt }] })
    expect(await desk('review submission', { id })).toMatchObject({
      agency: '澄湖市民政局',
      reports: [{ head: { notice: '澄数〔2026〕12号' }, answer: null }],
      verified: { ok: true, differs: [] },
    })
    const file = join(folder, '报送.json')
    expect(await desk('review paper', { id, sha256: document.sha256 }, [file])).toMatchObject({ ok: true, file })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'mulu-submission/1' })
    expect(await desk('review return', { id })).toMatchObject({ ok: false, code: 'submission.noReason' })
    expect(await desk('review return', { id, reason: '第二表合计不符', version: '2' })).toMatchObject({ ok: false, code: 'submission.moved' })
    expect(await desk('review return', { id, reason: '第二表合计不符', version: '1' })).toMatchObject({ ok: true, version: 2, of: 1 })
    expect(await desk('review accept', { id })).toMatchObject({ ok: false, code: 'submission.answered' })
    expect(await one(civil, correctionOf(id, await bringDocument(civil), 2))).toMatchObject({ verdict: 'applied', version: 3 })
    expect(await desk('review accept', { id, number: '数报收〔2026〕7号' })).toMatchObject({ ok: true, version: 4, of: 2 })
    for (const probe of [civil, bureau]) {
      expect(await seen(probe, id)).toMatchObject({
        version: 4,
        owner: { name: '澄湖市民政局' },
        reports: [{ answer: { outcome: 'returned', reason: '第二表合计不符' } }, { answer: { outcome: 'accepted', number: '数报收〔2026〕7号' } }],
      })
    }
    expect(await seen(police, id)).toBeUndefined()
    // What was sent and said stands in the log that nobody changes.
    const log = await platform.db.all<{ kind: string }>(sql`SELECT kind FROM change_log WHERE entity = 'submission' AND id = ${id}::uuid ORDER BY seq`)
    expect(log.map(({ kind }) => kind)).toEqual(['report', 'returned', 'report', 'accepted'])
  })

  it('says who has submitted in time for a period and who has not, by name and day alone', async () => {
    const id = randomUUID()
    const { receivedAt } = await one(police, reportOf(id, await bringDocument(police)))
    await one(police, correctionOf(id, await bringDocument(police), 2))
    const asked = async (by: string) => {
      const listed = await desk('review submissions', { kind: 'quarter', ...third, by })
      const { submissions } = listed as unknown as { submissions: { id: string; inTime: boolean; version: number }[] }
      return { listed, ours: submissions.find((each) => each.id === id) }
    }
    // The first version decides, and up to the very moment.
    expect((await asked(receivedAt)).ours).toMatchObject({ inTime: true, version: 2, firstReceivedAt: receivedAt })
    const { listed, ours } = await asked('2026-10-15T17:00+08:00')
    expect(ours).toMatchObject({ inTime: false })
    expect(listed).toMatchObject({
      missing: ['澄湖市教育局'],
      reminder: '请于2026年10月15日17时前报送2026年7月1日至2026年9月30日的统计报表。尚未收到：澄湖市教育局。',
    })
    expect(await desk('review submissions', { from: '2026-04-01', until: '2026-06-30' })).toMatchObject({
      submissions: [],
      missing: ['澄湖市公安局', '澄湖市教育局', '澄湖市民政局'],
    })
    expect(await desk('review submissions', { from: '2026-07' })).toMatchObject({ ok: false, code: 'request.invalid' })
    expect(await desk('review submission', { id: randomUUID() })).toMatchObject({ ok: false, code: 'submission.unknown' })
  })

  it('reminds of what was returned until it is sent again', async () => {
    const id = randomUUID()
    await addAgency(platform.db, '澄湖市卫健委', '', false)
    const health = await platform.enrol('澄湖市卫健委')
    const owing = async () =>
      (await desk('review submissions', { kind: 'quarter', ...third, by: '2026-10-15T17:00+08:00' })) as unknown as Record<string, unknown>
    await one(health, reportOf(id, await bringDocument(health)))
    expect(await owing()).toMatchObject({ missing: ['澄湖市教育局'], returned: [] })
    await desk('review return', { id, reason: '第二表合计不符' })
    expect(await owing()).toMatchObject({
      returned: ['澄湖市卫健委'],
      reminder: '请于2026年10月15日17时前报送2026年7月1日至2026年9月30日的统计报表。尚未收到：澄湖市教育局。退回后尚未重新报送：澄湖市卫健委。',
    })
    await one(health, correctionOf(id, await bringDocument(health), 2))
    expect(await owing()).toMatchObject({ missing: ['澄湖市教育局'], returned: [] })
  })

  it('a department that is registered later is told of what came before', async () => {
    const id = randomUUID()
    await one(civil, reportOf(id, await bringDocument(civil)))
    await addAgency(platform.db, '澄湖市大数据中心', '', true)
    const centre = await platform.enrol('澄湖市大数据中心')
    expect(await seen(centre, id)).toMatchObject({ version: 1 })
  })

  it('one that is used for another submission, or by another agency, is refused and changes nothing', async () => {
    const id = randomUUID()
    const document = await bringDocument(civil)
    const change = reportOf(id, document)
    await one(civil, change)
    const codeOf = async (probe: Probe, sent: unknown) => (await one(probe, sent)).problem?.code
    expect(await codeOf(civil, { ...change, head: { ...change.head, notice: '另一通知' } })).toBe('change.idReused')
    expect(await codeOf(police, change)).toBe('change.idReused')
    expect(await codeOf(police, { ...change, changeId: randomUUID() })).toBe('submission.notYours')
    expect(await codeOf(civil, { ...change, changeId: randomUUID(), id: randomUUID(), head: { ...change.head, template: { id: '', version: 1 } } })).toBe(
      'change.invalid',
    )
    // Whatever clock and name the second device has: it is the same version.
    expect(await one(civil, { ...change, officer: '赵宁', madeAt: '2027-01-01T00:00:00.000Z' })).toMatchObject({ verdict: 'already', version: 1 })
    expect((await seen(civil, id))?.reports).toHaveLength(1)
  })

  it('a page of long submissions is cut short and goes on', async () => {
    const document = await bringDocument(civil)
    const { cursor } = await pullFrom(civil)
    const ids = Array.from({ length: 6 }, () => randomUUID())
    for (const id of ids) await one(civil, reportOf(id, document))
    // So long that six are more than a page; no submission may become so long by what is sent.
    const answer = { outcome: 'accepted', reason: '长'.repeat(1024 * 1024), number: '', by: '市数据局', at: new Date().toISOString() }
    expect(reportLimits.bytes).toBeLessThan(answer.reason.length * 2)
    await platform.db.run(sql`
      UPDATE submission SET reports = jsonb_set(reports::jsonb, '{0,answer}', ${JSON.stringify(answer)}::jsonb)::text WHERE id = ANY(${ids}::uuid[])`)
    const { lines, pages } = await pullFrom(civil, cursor)
    expect(lines.flatMap((line) => (line.kind === 'submission' ? [line.id] : []))).toEqual(ids)
    expect(pages).toBe(2)
  })
})
