import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryPatch } from '../../../../shared/catalogue.ts'
import type { Input } from '../../../../shared/contract.ts'
import { startTaskHere } from '../../tasks/testing.ts'
import { makeTestCore, type TestCore, type TestUser } from '../../vault/testing.ts'

const now = '2026-11-22T02:00:00.000Z'
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

type Named = { id: string; base: number }
let made = 0
const entry = async (patch: EntryPatch = {}): Promise<Named> => {
  await as('officer')
  const { id, version } = await test.value('catalogue.save', { patch: { title: `工作${++made}`, ...patch }, secrecy: '不涉密' })
  return { id, base: version }
}
const save = async ({ id, base }: Named, patch: EntryPatch): Promise<Named> => {
  await as('officer')
  const { version } = await test.value('catalogue.save', { id, base, patch, secrecy: '不涉密' })
  return { id, base: version }
}
const get = async (id: string) => (await test.value('catalogue.get', { id })).entry
/** The entry as it stands now. */
const at = async ({ id }: { id: string }): Promise<Named> => ({ id, base: (await get(id)).version })
const codeOf = (reply: { ok: true } | { ok: false; error: { code: string } }) => (reply.ok ? 'ok' : reply.error.code)
const statusOf = async ({ id }: { id: string }) => (await get(id)).status
const missing = async ({ id }: { id: string }) => (await test.value('catalogue.answers', { id })).missing
const letter = { receivedAt: '2026-11-20T01:30:00.000Z', source: '收文登记', number: '宁数函〔2026〕31号', evidence: '收文夹' } as const

const check = async (...entries: Named[]) => {
  await as('officer')
  await test.value('catalogue.markChecked', { entries, reason: '试用' })
}
const assess = async (entries: Named[], kind: 'secrecyAssessed' | 'privacyAssessed', more: Partial<Input<'catalogue.recordAssessment'>> = {}) => {
  const form = { conclusion: '通过', reviewedOn: '2026-11-19', handledBy: '李文', evidence: '评估表' } as const
  return await test.call('catalogue.recordAssessment', { entries, kind, ...form, ...more })
}
/** Through the agency: checked, assessed, agreed. */
const ready = async (one: { id: string }): Promise<Named> => {
  await as('officer')
  await check(await at(one))
  for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) expect(codeOf(await assess([await at(one)], kind))).toBe('ok')
  const entries = [await at(one)]
  await as('head')
  await test.value('catalogue.agree', { entries })
  await as('officer')
  return await at(one)
}
let letters = 0
const say = async (call: 'catalogue.submit' | 'catalogue.return' | 'catalogue.publish' | 'catalogue.withdraw', one: { id: string }, reason = '') => {
  await as('officer')
  return codeOf(await test.call(call, { ...letter, number: `${++letters}号`, entries: [await at(one)], reason }))
}

describe('in the agency', () => {
  it('is checked without errors, or for a reason', async () => {
    const one = await entry()
    expect(await test.call('catalogue.markChecked', { entries: [one] })).toMatchObject({ error: { code: 'catalogue.errorsStand', params: { title: '工作1' } } })
    expect(await get(one.id)).toMatchObject({ status: 'draft', version: 1 })
    const entries = [one, await entry()]
    expect(await test.value('catalogue.markChecked', { entries, reason: '数据格式待平台升级后再填' })).toEqual({ recorded: 2, already: 0 })
    expect(await test.value('catalogue.markChecked', { entries: [{ ...one, base: 2 }], reason: '再来' })).toEqual({ recorded: 0, already: 1 })
    expect(await statusOf(one)).toBe('checked')
    expect((await test.value('catalogue.answers', { id: one.id })).answers).toMatchObject([
      { kind: 'checked', reason: '数据格式待平台升级后再填', recordedBy: 'officer' },
    ])
    await as('head')
    expect(codeOf(await test.call('catalogue.markChecked', { entries: [one], reason: '越权' }))).toBe('access.denied')
  })

  it('is agreed to on screen by the department head alone, for the very version shown', async () => {
    const one = await entry()
    await as('head')
    expect(codeOf(await test.call('catalogue.agree', { entries: [one] }))).toBe('catalogue.stepNotNow')
    await check(one)
    expect(codeOf(await test.call('catalogue.agree', { entries: [{ ...one, base: 2 }] }))).toBe('access.denied') // the officer, on screen
    await as('head')
    expect(codeOf(await test.call('catalogue.agree', { entries: [one] }))).toBe('catalogue.stale')
    expect(codeOf(await test.call('catalogue.agree', { entries: [{ ...one, base: 2 }], source: '纸质审批表' }))).toBe('access.denied')
    expect(codeOf(await test.call('catalogue.agree', { entries: [{ ...one, base: 2 }], decision: 'declined' }))).toBe('catalogue.reasonNeeded')
    await test.value('catalogue.agree', { entries: [{ ...one, base: 2 }], reason: '同意报送' })
    expect(await statusOf(one)).toBe('agreed')
    expect((await test.value('catalogue.answers', { id: one.id })).answers[0]).toMatchObject({
      kind: 'agreed',
      source: '屏幕',
      agreedBy: 'head',
      agreedOn: '2026-11-22',
      reason: '同意报送',
      recordedBy: 'head',
      outdated: false,
    })
    await test.value('catalogue.agree', { entries: [{ ...one, base: 3 }], decision: 'declined', reason: '摘要过简' })
    expect(await statusOf(one)).toBe('draft')
  })

  it('loses check and agreement when the text changes, the records stay', async () => {
    const one = await ready(await entry())
    expect([await statusOf(one), await missing(one)]).toEqual(['agreed', []])
    await save(one, { abstract: '另一种说法' })
    expect([await statusOf(one), await missing(one)]).toEqual(['draft', ['保密风险评估', '个人信息保护影响评估', '部门负责人审核同意']])
    const { answers } = await test.value('catalogue.answers', { id: one.id })
    expect(answers.map(({ kind, outdated }) => [kind, outdated])).toEqual(
      ['agreed', 'privacyAssessed', 'secrecyAssessed', 'checked'].map((kind) => [kind, true]),
    )
    expect(await say('catalogue.submit', one)).toBe('catalogue.submitNotNow')
    expect(await statusOf(await ready(one))).toBe('agreed')
  })

  it('needs an assessor, a reason for 不涉及 and 不通过; the latter stops the submission', async () => {
    const one = await entry()
    await check(one)
    const now = [await at(one)]
    expect(codeOf(await assess(now, 'secrecyAssessed', { handledBy: ' ' }))).toBe('catalogue.assessorNeeded')
    expect(codeOf(await assess(now, 'privacyAssessed', { conclusion: '不涉及' }))).toBe('catalogue.reasonNeeded')
    expect(codeOf(await assess(now, 'privacyAssessed', { conclusion: '不涉及', reason: '不含个人信息' }))).toBe('ok')
    expect(codeOf(await assess(now, 'secrecyAssessed', { conclusion: '不通过', reason: '可推知部署' }))).toBe('ok')
    expect(await missing(one)).toEqual(['保密风险评估', '部门负责人审核同意'])
    expect(codeOf(await assess(now, 'secrecyAssessed', { number: '评2026-2' }))).toBe('ok')
    expect(await missing(one)).toEqual(['部门负责人审核同意'])
    const reply = await test.call('catalogue.submit', { ...letter, entries: now })
    expect(reply).toMatchObject({ error: { code: 'catalogue.evidenceMissing', params: { missing: '部门负责人审核同意' }, details: [{ id: one.id }] } })
    expect(await statusOf(one)).toBe('checked')
  })
})

describe('the form on paper', () => {
  it('lists entries, changes in words and assessments; its hash follows the texts and nothing else', async () => {
    const [one, two] = [await entry({ abstract: '按季汇总' }), await entry()]
    await test.value('catalogue.publish', { ...letter, entries: [one], publishedOn: '2026-11-19' })
    const changed = await save(await at(one), { abstract: '按月汇总' })
    await check(changed, two)
    const entries = [await at(one), await at(two)]
    await assess(entries, 'secrecyAssessed', { conclusion: '不涉及', reason: '统计数据' })
    const { hash, lines } = await test.value('catalogue.approval', { entries })
    expect(lines).toMatchObject([
      {
        title: (await get(one.id)).content.title,
        change: '修改',
        changes: [{ label: '信息资源摘要', from: '按季汇总', to: '按月汇总' }],
        assessments: [{ name: '保密风险评估', conclusion: '不涉及', reason: '统计数据', on: '2026-11-19' }],
        checkReason: '试用',
      },
      { change: '新增', changes: [] },
    ])
    expect((await test.value('catalogue.approval', { entries: entries.toReversed() })).hash).toBe(hash)
    const signed = { source: '纸质审批表', agreedBy: '王建华', agreedOn: '2026-11-21', evidence: '审批表扫描件2026-11' } as const
    const grouped = `${hash.slice(0, 8)} ${hash.slice(8, 16)}`.toUpperCase()
    const sign = (more: Partial<Input<'catalogue.agree'>> = {}) => test.call('catalogue.agree', { entries, ...signed, hash: grouped, ...more })
    expect(codeOf(await sign({ agreedBy: '' }))).toBe('catalogue.signerNeeded')
    expect(codeOf(await sign({ evidence: '' }))).toBe('catalogue.evidenceNeeded')
    expect(codeOf(await sign({ hash: hash.slice(0, 8) }))).toBe('catalogue.approvalMismatch')
    expect(codeOf(await sign({ entries: entries.slice(0, 1) }))).toBe('catalogue.approvalMismatch')
    expect(await sign()).toEqual({ ok: true, value: { recorded: 2, already: 0 } })
    expect((await test.value('catalogue.answers', { id: one.id })).answers[0]).toMatchObject({ ...signed, kind: 'agreed', recordedBy: 'officer', reason: '' })
    const later = await save(await at(two), { abstract: '签字之后改的' })
    await check(later)
    expect(codeOf(await sign({ entries: [await at(one), await at(two)] }))).toBe('catalogue.approvalMismatch')
  })
})

describe('with the department', () => {
  it('goes round: returned with a reason for each, mended, checked, agreed, submitted again, published, withdrawn', async () => {
    const [one, two] = [await ready(await entry()), await ready(await entry())]
    await test.value('catalogue.submit', { ...letter, entries: [one, two] })
    const returned = [
      { ...(await at(one)), reason: '口径不明' },
      { ...(await at(two)), reason: '' },
    ]
    expect(codeOf(await test.call('catalogue.return', { ...letter, entries: returned }))).toBe('catalogue.reasonNeeded')
    await test.value('catalogue.return', { ...letter, entries: returned, reason: '格式不符' })
    const reasons = await Promise.all([one, two].map(async ({ id }) => (await test.value('catalogue.answers', { id })).answers[0]?.reason))
    expect(reasons).toEqual(['口径不明', '格式不符'])
    expect(await say('catalogue.publish', one)).toBe('catalogue.answerNotNow')
    expect(await say('catalogue.submit', one)).toBe('catalogue.submitNotNow') // not checked since
    const mended = await save(await at(one), { abstract: '按户籍口径' })
    expect(await statusOf(mended)).toBe('returned')
    await ready(mended)
    expect([await say('catalogue.submit', one), await say('catalogue.publish', one), await statusOf(one)]).toEqual(['ok', 'ok', 'published'])
    expect([await say('catalogue.withdraw', one), await statusOf(one)]).toEqual(['ok', 'withdrawn'])
    expect((await get(one.id)).standing).toMatchObject({ outside: 'withdrawn', publishedVersion: null })
    expect(await say('catalogue.withdraw', one)).toBe('catalogue.answerNotNow')
    await ready(one)
    expect(await say('catalogue.submit', one)).toBe('ok')
  })

  it('keeps the published text in force beside the one worked on, through a return too', async () => {
    const one = await entry({ abstract: '发布的说法' })
    expect(await say('catalogue.publish', one)).toBe('ok')
    expect((await test.value('catalogue.published', { id: one.id })).changes).toEqual([])
    await save(await at(one), { abstract: '新的说法' })
    const amended = async () => (await test.value('catalogue.search', { filter: { amended: true, ids: [one.id] } })).total
    expect([await statusOf(one), await amended()]).toEqual(['published', 1])
    expect(await say('catalogue.publish', one)).toBe('catalogue.answerNotNow') // what was never submitted
    await ready(one)
    expect(await say('catalogue.submit', one)).toBe('ok')
    expect([await say('catalogue.return', one, '依据不足'), await statusOf(one)]).toEqual(['ok', 'returned'])
    const { published, changes } = await test.value('catalogue.published', { id: one.id })
    expect(published?.content.abstract).toBe('发布的说法')
    expect(changes).toEqual([{ field: 'abstract', from: '发布的说法', to: '新的说法' }])
    const { facets, items } = await test.value('catalogue.search', { filter: { amended: true, ids: [one.id] } })
    expect(items[0]).toMatchObject({ status: 'returned', standing: { outside: 'returned', publishedVersion: 2, textVersion: 3 } })
    expect(facets?.status).toEqual([{ value: 'returned', count: 1 }])
    await ready(one)
    expect([await say('catalogue.submit', one), await say('catalogue.publish', one), await amended()]).toEqual(['ok', 'ok', 0])
    expect((await test.value('catalogue.published', { id: one.id })).published?.content.abstract).toBe('新的说法')
  })

  it('publishes what was submitted, not what was changed on the desk since', async () => {
    const one = await ready(await entry({ abstract: '报送的' }))
    expect(await say('catalogue.submit', one)).toBe('ok')
    await save(await at(one), { abstract: '报送后改的' })
    expect(await statusOf(one)).toBe('submitted')
    await ready(one)
    const day = { publishedOn: '2026-11-20' }
    await test.value('catalogue.publish', { ...letter, entries: [await at(one)], ...day })
    expect(await statusOf(one)).toBe('agreed') // the newer text goes on from where it was
    const { published, changes } = await test.value('catalogue.published', { id: one.id })
    expect(published?.content).toMatchObject({ abstract: '报送的', ...day })
    expect(changes.map(({ field }) => field)).toEqual(['abstract'])
    expect([await say('catalogue.submit', one), await say('catalogue.publish', one)]).toEqual(['ok', 'ok'])
    expect((await test.value('catalogue.published', { id: one.id })).changes).toEqual([])
  })
})

describe('an import', () => {
  it('changes the text on the desk, drops what no longer stands for it, and leaves what is published in force', async () => {
    const one = await entry({ abstract: '发布的', provider: '甲局' })
    expect(await say('catalogue.publish', one)).toBe('ok')
    await save(await at(one), { abstract: '已同意的' })
    await ready(one)
    const file = `${test.temp}/own.json`
    await test.value('catalogue.export', { file, format: 'json', filter: { ids: [one.id] }, purpose: '修改' })
    writeFileSync(file, readFileSync(file, 'utf8').replace('已同意的', '表格里改的'))
    expect(await test.value('catalogue.import', { file, secrecy: '不涉密', apply: true })).toMatchObject({ changed: 1, rejected: 0 })
    expect(await get(one.id)).toMatchObject({ status: 'published', content: { abstract: '表格里改的' } })
    expect((await test.value('catalogue.published', { id: one.id })).published?.content.abstract).toBe('发布的')
    expect(await missing(one)).toContain('部门负责人审核同意')
  })
})

describe('the catalogue of what is not shared', () => {
  const basis = { kind: '法律', title: '《中华人民共和国统计法》', number: '', article: '第二十五条', quotation: '……不得对外提供' }
  const record = async (entries: Named[], kind: Input<'withheld.record'>['kind'], more: Partial<Input<'withheld.record'>> = {}) =>
    codeOf(await test.call('withheld.record', { ...letter, entries, kind, ...more }))

  it('takes what is not shared and has a basis, and is submitted and confirmed apart', async () => {
    const shared = await entry({ shareType: '无条件共享' })
    const bare = await entry({ shareType: '不予共享' })
    const one = await entry({ shareType: '不予共享', shareReason: '涉及单个对象', shareBasis: [basis] })
    expect(await record([one, shared], 'withheldSubmitted')).toBe('withheld.otherType')
    expect(await record([one, bare], 'withheldSubmitted')).toBe('withheld.basisNeeded')
    expect(await record([one], 'withheldConfirmed')).toBe('withheld.notSubmitted')
    expect(await record([one], 'withheldSubmitted')).toBe('ok')
    expect(await record([one], 'withheldRefused')).toBe('catalogue.reasonNeeded')
    expect(await record([one], 'withheldConfirmed')).toBe('ok')
    const { rows, total } = await test.value('withheld.list', {})
    expect(total).toBe(2)
    expect(rows.find(({ id }) => id === one.id)).toMatchObject({
      reason: '涉及单个对象',
      basis: [basis],
      result: { kind: 'withheldConfirmed', outdated: false },
    })
    expect(await get(one.id)).toMatchObject({ status: 'draft', version: 1 })
    await save(one, { shareReason: '改了理由' })
    expect((await test.value('withheld.list', {})).rows.find(({ id }) => id === one.id)?.result?.outdated).toBe(true)
    expect(await record([await at(one)], 'withheldConfirmed', { number: '后来的' })).toBe('withheld.notSubmitted')
  })

  it('leaves as its table', async () => {
    const file = `${test.temp}/withheld.xlsx`
    const { rows } = await test.value('withheld.export', { file, purpose: '报送' })
    expect(rows).toBe(2)
    const { template, preview } = await test.value('catalogue.inspectFile', { file })
    expect(template).toBeNull()
    expect(preview[0]).toEqual(expect.arrayContaining(['信息资源名称', '不予共享理由', '依据名称', '审查结果']))
    expect(preview.flat().join()).toContain('已审查确认 2026-11-20 宁数函〔2026〕31号（此后内容有改动）')
  })
})
