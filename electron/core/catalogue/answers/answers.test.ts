import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryPatch } from '../../../../shared/catalogue.ts'
import type { Input } from '../../../../shared/contract.ts'
import type { AnswerKind } from '../../../../shared/entry-life.ts'
import { startTaskHere } from '../../tasks/testing.ts'
import { makeTestCore, type TestCore, type TestUser } from '../../vault/testing.ts'

let now = '2026-11-22T02:00:00.000Z'
let test: TestCore
let signedIn: TestUser
const as = async (user: TestUser) => {
  if (signedIn === user) return
  signedIn = user
  await test.as(user)
}
beforeAll(async () => {
  test = await makeTestCore({ ports: { now: () => new Date(now), startTask: startTaskHere } })
  await as('officer')
})
afterAll(async () => {
  await test.close()
})

let made = 0
const entry = async (patch: EntryPatch = {}) => {
  await as('officer')
  const { id, version } = await test.value('catalogue.save', { patch: { title: `目录${++made}`, isOpen: '是', ...patch }, secrecy: '不涉密' })
  return { id, base: version }
}
type Named = { id: string; base: number }
type Answer = Omit<Input<'catalogue.publish'>, 'entries'> & { kind: AnswerKind }
const calls = { submitted: 'catalogue.submit', returned: 'catalogue.return', published: 'catalogue.publish', withdrawn: 'catalogue.withdraw' } as const
const letter = { receivedAt: '2026-11-20T01:30:00.000Z', source: '收文登记', number: '宁数函〔2026〕31号', evidence: '综合处收文夹2026-11' } as const
const answer = (entries: Named[], { kind, ...more }: Partial<Answer> & Pick<Answer, 'kind'>) => test.call(calls[kind], { ...letter, entries, ...more })
const answered = async (entries: Named[], more: Partial<Answer> & Pick<Answer, 'kind'>) => {
  const reply = await answer(entries, more)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}
const codeOf = (reply: { ok: true } | { ok: false; error: { code: string } }) => (reply.ok ? 'ok' : reply.error.code)
const get = async (id: string) => (await test.value('catalogue.get', { id })).entry
const answers = async (id: string) => (await test.value('catalogue.answers', { id })).answers

/** Checked, assessed and agreed: two versions on. */
const ready = async (...entries: Named[]): Promise<Named[]> => {
  await as('officer')
  await test.value('catalogue.markChecked', { entries, reason: '试用' })
  const next = entries.map(({ id, base }) => ({ id, base: base + 1 }))
  for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) {
    const form = { reviewedOn: '2026-11-19', handledBy: '李文', evidence: '评估表', number: '' }
    await test.value('catalogue.recordAssessment', { entries: next, kind, conclusion: '不涉及', reason: '全部为统计数据', ...form })
  }
  await as('head')
  await test.value('catalogue.agree', { entries: next })
  await as('officer')
  return next.map(({ id, base }) => ({ id, base: base + 1 }))
}

describe('the department’s answer', () => {
  it('moves the entry, makes a version of its own and stands in its history', async () => {
    const [{ id, base }] = (await ready(await entry())) as [Named]
    expect(await answered([{ id, base }], { kind: 'submitted', source: '交接单', number: '' })).toEqual({ recorded: 1, already: 0 })
    expect(await answered([{ id, base: base + 1 }], { kind: 'returned', reason: '摘要未说明统计口径' })).toEqual({ recorded: 1, already: 0 })
    expect(await get(id)).toMatchObject({ status: 'returned', version: 5, updatedBy: 'officer', content: { publishedOn: null } })
    const { versions } = await test.value('catalogue.history', { id })
    expect(versions.map(({ version, why, changes }) => [version, why, changes.length])).toEqual([
      ...[5, 4, 3, 2].map((version) => [version, 'status', 0]),
      [1, 'create', 0],
    ])
    expect((await answers(id)).slice(0, 2)).toMatchObject([
      { kind: 'returned', version: 5, ...letter, reason: '摘要未说明统计口径', publishedOn: null, recordedBy: 'officer', recordedAt: now },
      { kind: 'submitted', version: 4, source: '交接单', number: '' },
    ])
    const { total, facets } = await test.value('catalogue.search', { filter: { status: ['returned'] } })
    expect([total, facets?.status.find(({ value }) => value === 'returned')?.count]).toEqual([1, 1])
  })

  it('gives a day of publication only where the officer does', async () => {
    const [one, two] = [await entry({ publishedOn: '2020-01-01' }), await entry()]
    await answered([one], { kind: 'published' })
    await answered([two], { kind: 'published', publishedOn: '2026-11-19' })
    expect(await get(one.id)).toMatchObject({ status: 'published', content: { publishedOn: '2020-01-01' } })
    expect(await get(two.id)).toMatchObject({ status: 'published', content: { publishedOn: '2026-11-19' } })
    const { versions } = await test.value('catalogue.history', { id: two.id })
    expect(versions[0]?.changes).toEqual([{ field: 'publishedOn', from: null, to: '2026-11-19' }])
    expect((await test.value('catalogue.get', { id: two.id })).findings.map(({ code }) => code)).not.toContain('missing.publishedOn')
    expect((await answers(two.id))[0]).toMatchObject({ publishedOn: '2026-11-19' })
  })

  it('is recorded once: the same kind, number and moment write nothing more', async () => {
    const [one, two] = [await entry(), await entry()]
    await answered([one], { kind: 'published' })
    expect(await answered([one, two, two], { kind: 'published' })).toEqual({ recorded: 1, already: 1 })
    expect([(await answers(one.id)).length, (await get(one.id)).version]).toEqual([1, 2])
    const other = { kind: 'published', number: '宁数函〔2026〕40号' } as const
    expect(await answered([{ ...one, base: 2 }], other)).toEqual({ recorded: 1, already: 0 })
  })

  it('is for all entries or none: stale, deleted, unknown or not in its turn', async () => {
    const [good, stale, gone] = [await entry(), await entry(), await entry()]
    await test.value('catalogue.save', { ...stale, patch: { title: '改过' }, secrecy: '不涉密' })
    await test.value('catalogue.delete', { entries: [gone] })
    const published = { kind: 'published' } as const
    const reply = await answer([good, stale], published)
    expect(reply).toMatchObject({ ok: false, error: { code: 'catalogue.stale', details: { id: stale.id, version: 2 } } })
    expect(codeOf(await answer([good, { ...gone, base: 2 }], published))).toBe('catalogue.deleted')
    expect(codeOf(await answer([good, { id: '00000000-0000-4000-8000-000000000000', base: 1 }], published))).toBe('catalogue.notFound')
    expect(codeOf(await answer([good, { ...stale, base: 9 }], published))).toBe('catalogue.noVersion')
    const [agreed] = (await ready(good)) as [Named]
    await answered([agreed], { kind: 'submitted' })
    const second = { id: good.id, base: 4 }
    const draft = await entry({ title: '还没有报送' })
    expect(await answer([second, draft], { kind: 'returned', reason: '口径' })).toMatchObject({
      error: { code: 'catalogue.answerNotNow', params: { count: 1, title: '还没有报送' } },
    })
    expect([await get(good.id), await get(draft.id)]).toMatchObject([
      { status: 'submitted', version: 4 },
      { status: 'draft', version: 1 },
    ])
    expect(await answers(draft.id)).toEqual([])
  })

  it('needs its evidence, a return its reason, and has happened', async () => {
    const one = await entry()
    expect(codeOf(await answer([one], { kind: 'published', evidence: '  ' }))).toBe('catalogue.evidenceNeeded')
    expect(codeOf(await answer([one], { kind: 'returned', reason: ' ' }))).toBe('catalogue.reasonNeeded')
    expect(await answer([one], { kind: 'published', receivedAt: '2026-11-23T00:00:00.000Z' })).toMatchObject({
      error: { code: 'catalogue.answerInFuture', params: { day: '2026-11-23' } },
    })
    expect(codeOf(await answer([one], { kind: 'published', receivedAt: '2026-13-40T99:00:00.000Z' }))).toBe('call.invalid')
    expect(codeOf(await answer([one], { kind: 'published', evidence: '秘密★10年' }))).toBe('secrecy.marked')
    expect(await get(one.id)).toMatchObject({ status: 'draft', version: 1 })
  })

  it('is for the officer and the head of the working body; names and digests alone are in the audit', async () => {
    const one = await entry()
    const [agreed] = (await ready(one)) as [Named]
    await as('head')
    expect(codeOf(await answer([agreed], { kind: 'submitted' }))).toBe('access.denied')
    await as('keeper')
    expect(codeOf(await answer([agreed], { kind: 'submitted', number: '甲字第7号', evidence: '丙柜' }))).toBe('ok')
    await as('aud')
    const [event] = (await test.value('audit.list', { action: 'catalogue.submit', limit: 1 })).events
    expect(event).toMatchObject({ actor: 'keeper', outcome: 'ok', entity: 'entry', entityId: one.id, fields: ['status'], note: 'submitted, 1' })
    expect(event?.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(event)).not.toMatch(/甲字|丙柜/)
  })
})

describe('the secrecy review', () => {
  const form = { reviewedOn: '2026-11-21', handledBy: '李文', officeHead: '周岚', leader: '陈志远', number: '审2026-7', evidence: '保密审查表' }
  const review = async (entries: { id: string; base: number }[], more: Partial<Input<'catalogue.recordReview'>> = {}) => {
    await as('keeper')
    return await test.call('catalogue.recordReview', { entries, conclusion: '可以公开', ...form, ...more })
  }
  let files = 0
  const opened = async (): Promise<string[]> => {
    await as('officer')
    const file = join(test.temp, `${++files}.jsonld`)
    const { rows } = await test.value('catalogue.export', { file, format: 'dcat', purpose: '开放' })
    const titles = (JSON.parse(readFileSync(file, 'utf8')) as { 'dcat:dataset': { 'dct:title': { '@value': string } }[] })['dcat:dataset'].map(
      (dataset) => dataset['dct:title']['@value'],
    )
    expect(rows).toBe(titles.length)
    return titles.filter((title) => title.startsWith('开放'))
  }

  it('opens the published text for DCAT; neither publication nor review alone does, nor one of another text', async () => {
    const one = await entry({ title: '开放一' })
    const two = await entry({ title: '开放二' })
    const shut = await entry({ title: '开放三', isOpen: '否' })
    await review([two, shut])
    await as('officer')
    await answered([one, two, shut], { kind: 'published', publishedOn: '2026-11-19' })
    expect(await opened()).toEqual(['开放二']) // the answer's own version does not outdate the review
    expect(codeOf(await review([{ ...one, base: 2 }]))).toBe('ok')
    expect(await opened()).toEqual(['开放一', '开放二'])
    await test.value('catalogue.save', { ...one, base: 2, patch: { title: '开放一（改）', abstract: '新增了住址' }, secrecy: '不涉密' })
    expect(await opened()).toEqual(['开放一', '开放二']) // as published: what is worked on beside it leaves nowhere
    expect((await answers(one.id))[0]).toMatchObject({ kind: 'secrecyReviewed', version: 2, outdated: true })
    await review([{ ...one, base: 3 }])
    expect(await opened()).toEqual(['开放一', '开放二'])
    now = '2026-11-22T01:00:00.000Z' // the order is that of recording, whatever the clock says
    expect(codeOf(await review([{ ...two, base: 2 }], { conclusion: '不得公开', reason: '可推知个人行踪', number: '审2026-8' }))).toBe('ok')
    expect(await opened()).toEqual(['开放一'])
    expect((await answers(two.id)).map((each) => (each.kind === 'secrecyReviewed' ? each.conclusion : each.kind))).toEqual([
      '不得公开',
      'published',
      '可以公开',
    ])
    await as('officer')
    await answered([{ ...one, base: 3 }], { kind: 'withdrawn' })
    expect(await opened()).toEqual([])
  })

  it('makes no version, names all three, and is the confidentiality officer’s', async () => {
    const one = await entry()
    expect(codeOf(await review([one], { leader: ' ' }))).toBe('catalogue.reviewersNeeded')
    expect(codeOf(await review([one], { conclusion: '不得公开' }))).toBe('catalogue.reasonNeeded')
    expect(codeOf(await review([one], { evidence: '' }))).toBe('catalogue.evidenceNeeded')
    expect(codeOf(await review([one], { reviewedOn: '2026-11-23' }))).toBe('catalogue.answerInFuture')
    expect(await review([one])).toEqual({ ok: true, value: { recorded: 1, already: 0 } })
    expect(await review([one])).toEqual({ ok: true, value: { recorded: 0, already: 1 } })
    expect(await get(one.id)).toMatchObject({ version: 1, status: 'draft' })
    expect(await answers(one.id)).toMatchObject([
      { ...form, kind: 'secrecyReviewed', conclusion: '可以公开', version: 1, outdated: false, recordedBy: 'keeper' },
    ])
    await as('officer')
    expect(codeOf(await test.call('catalogue.recordReview', { entries: [one], conclusion: '可以公开', ...form }))).toBe('access.denied')
  })
})
