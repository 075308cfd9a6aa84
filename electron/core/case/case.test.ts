import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input, Output } from '../../../shared/contract.ts'
import { givenPassphraseOf, makeTestCore, passphraseOf, settle, type TestCore } from '../vault/testing.ts'

let core: TestCore
beforeEach(async () => {
  core = await makeTestCore({ ports: { now: () => new Date('2026-11-23T02:00:00.000Z') } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'] } })
  await core.as('officer')
})
afterEach(async () => {
  await core.close()
})

const application = {
  type: 'catalogue',
  resource: { id: null, code: '307021/000033', name: '婚姻登记信息' },
  items: ['姓名', '登记日期'],
  basis: [{ title: '《不动产登记暂行条例》', article: '第十五条', quote: '' }],
  scene: '办理不动产登记时核对婚姻状况',
  scope: '登记窗口人员',
  way: '服务接口',
  period: { from: '2026-12-01', to: '2027-11-30' },
}
const statute = { ground: 'statute', title: '《某条例》', article: '第八条', quote: '不得向其他单位提供。', explanation: '依该条不得提供。', items: [] }

const openIncoming = () =>
  core.value('request.open', {
    secrecy: '不涉密',
    title: '申请婚姻登记信息',
    other: '宁波市自然资源局',
    as: 'respondent',
    way: 'paper',
    shareType: '有条件共享',
  })

const received = (id: string, act: string, when: string, fields: Input<'request.record'>['fields'], more: Partial<Input<'request.record'>> = {}) =>
  core.value('request.record', {
    secrecy: '不涉密',
    id,
    act,
    party: 'applicant',
    officer: '王科长',
    source: '收文登记',
    when,
    number: '甬资规函〔2026〕8号',
    evidence: '收文簿第12页',
    fields,
    ...more,
  })

const paper = async (id: string): Promise<string> => {
  const file = join(core.temp, '函.pdf')
  writeFileSync(file, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  return (await core.value('request.addPaper', { secrecy: '不涉密', id, file })).sha256
}

const fileOf = async (id: string): Promise<NonNullable<Output<'request.get'>['file']>> => {
  const { file } = await core.value('request.get', { id })
  if (file === null) throw new Error('sealed')
  return file
}

const consentAs = async (user: 'keeper', id: string, actId: string, need: 'headConsent' | 'secrecyReview') => {
  await core.as(user)
  const more = need === 'secrecyReview' ? { handledBy: '张经办', officeHead: '李处长' } : {}
  const answer = await core.value('request.consent', { id, actId, need, ...more })
  await core.as('officer')
  return answer
}

test('an application by letter starts the clock of ten working days, and only what was delivered under a ruling stops it', async () => {
  const { id, number } = await openIncoming()
  expect(number).toBe('2026-0001')
  await received(id, 'apply', '2026-11-20', application)
  const begun = await fileOf(id)
  expect(begun.clocks).toMatchObject([{ duty: 'request.reply', rule: { rule: 'CN-809/21-1:conditional' }, due: { due: '2026-12-04', state: 'running' } }])
  expect(begun.next).toMatchObject([
    { party: 'respondent', mine: true, act: 'grant', due: { due: '2026-12-04' }, article: { zh: expect.stringContaining('第二十一条') } },
  ])
  const { tasks } = await core.value('task.list', {})
  expect(tasks).toMatchObject([{ kind: 'case', case: { id, number, kind: 'request', act: 'grant' }, owner: '@catalogueOfficer', due: { due: '2026-12-04' } }])

  const { actId, lacks } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'grant', fields: { way: '服务接口' } })
  expect(lacks).toEqual({ code: 'case.lacksConsent', detail: 'headConsent' })
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: false, error: { code: 'case.lacksConsent' } })
  await consentAs('keeper', id, actId, 'headConsent')
  expect(await consentAs('keeper', id, actId, 'secrecyReview')).toEqual({ lacks: null })
  expect(await core.value('request.issue', { secrecy: '不涉密', id, actId, number: '甬民函〔2026〕15号' })).toEqual({ status: 'issued', state: 'applied' })
  expect((await fileOf(id)).clocks).toMatchObject([{ due: { written: true, endedOn: null } }])

  await core.value('request.delivered', { id, actId, source: '交接单', when: '2026-11-23', evidence: '交接单第3号' })
  const told = await fileOf(id)
  expect(told.acts.at(-1)).toMatchObject({ status: 'counted', state: 'granted', source: '交接单', evidence: '交接单第3号' })
  expect(told.acts[0]).toMatchObject({ act: 'apply', evidence: '收文簿第12页' })
  // It was handed over, and between agencies that is not yet a reply (practice L3).
  expect(told.clocks[0]).toMatchObject({ duty: 'request.reply', due: { written: true, endedOn: null } })
})

test('the same under a ruling of the department stops the clock and starts the twenty days', async () => {
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  const { actId } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'grant', fields: { way: '服务接口' } })
  await consentAs('keeper', id, actId, 'headConsent')
  await consentAs('keeper', id, actId, 'secrecyReview')
  await core.value('request.issue', { secrecy: '不涉密', id, actId })
  await core.value('request.delivered', { id, actId, source: '交接单', when: '2026-11-23', ruling: '甬数发〔2026〕3号', evidence: '交接单第3号' })
  expect((await fileOf(id)).clocks).toMatchObject([
    { duty: 'request.reply', due: { state: 'met' } },
    { duty: 'request.deliver', due: { due: '2026-12-21' } },
  ])
  expect((await core.value('task.list', {})).tasks).toMatchObject([{ case: { act: 'deliver' }, due: { due: '2026-12-21' } }])
})

test('a refusal needs its statute, a letter and two consents of others', async () => {
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  const draft = (fields: Input<'request.draft'>['fields'], papers: string[] = []) =>
    core.value('request.draft', { secrecy: '不涉密', id, act: 'refuse', fields, papers })
  expect((await draft({ refusals: [] })).lacks).toEqual({ code: 'case.fieldsWrong', detail: 'refusals' })
  expect((await draft({ refusals: [{ ...statute, quote: '' }] })).lacks).toEqual({ code: 'case.fieldsWrong', detail: 'refusals.0.quote' })
  const { actId } = await draft({ refusals: [statute] }, [await paper(id)])
  expect(await core.call('request.consent', { id, actId, need: 'headConsent' })).toMatchObject({ ok: false, error: { code: 'case.notConsenter' } })
  expect(await core.call('request.consent', { id, actId, need: 'headConsent', by: 'officer', on: '2026-11-23', evidence: '审批单' })).toMatchObject({
    ok: false,
    error: { code: 'case.selfConsent' },
  })
  await consentAs('keeper', id, actId, 'headConsent')
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({
    ok: false,
    error: { code: 'case.lacksConsent', params: { detail: 'secrecyReview' } },
  })
  await consentAs('keeper', id, actId, 'secrecyReview')
  // A changed text has the consents of nobody.
  await core.value('request.draft', {
    secrecy: '不涉密',
    id,
    actId,
    act: 'refuse',
    fields: { refusals: [{ ...statute, explanation: '另有说明' }] },
    papers: [await paper(id)],
  })
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: false, error: { code: 'case.lacksConsent' } })
})

test('nobody consents to their own act under their full name either', async () => {
  await core.as('sec')
  const given = givenPassphraseOf('lk')
  await core.value('vault.addUser', { name: 'lk', fullName: '李科', roles: ['catalogueOfficer'] }, { newPassphrase: given })
  await settle(core.value, 'lk', passphraseOf('lk'), given)
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  const { actId } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'refuse', fields: { refusals: [statute] } })
  const consented = (by: string) => core.call('request.consent', { id, actId, need: 'headConsent', by, on: '2026-11-23', evidence: '审批单' })
  expect(await consented('李 科')).toMatchObject({ ok: false, error: { code: 'case.selfConsent' } })
  expect(await consented('李科长')).toMatchObject({ ok: true })
})

test('a second notice of what is missing is refused, and nobody replies for the other side', async () => {
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  const notice = async () => {
    const { actId } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'noticeMissing', fields: { missing: ['使用依据原文'] } })
    await core.value('request.issue', { secrecy: '不涉密', id, actId })
    return core.call('request.delivered', { id, actId, source: '交接单', when: '2026-11-23', evidence: '交接单' })
  }
  expect(await notice()).toMatchObject({ ok: true, value: { state: 'incomplete' } })
  await received(id, 'complete', '2026-11-23', { completed: ['使用依据原文'] })
  const { actId } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'noticeMissing', fields: { missing: ['另一件'] } })
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: false, error: { code: 'case.onlyOnce' } })
  expect(
    await core.call('request.record', {
      secrecy: '不涉密',
      id,
      act: 'refuse',
      party: 'respondent',
      officer: '甲',
      source: '收文登记',
      when: '2026-11-23',
      evidence: '函',
      fields: { refusals: [statute] },
    }),
  ).toMatchObject({
    ok: false,
    error: { code: 'case.notYourAct' },
  })
})

test('commercial secrets need an agreement in force before delivery, by the region’s rule and by no other', async () => {
  const { id } = await core.value('request.open', {
    secrecy: '不涉密',
    title: '申请',
    other: '宁波市自然资源局',
    as: 'respondent',
    way: 'paper',
    shareType: '有条件共享',
    sensitive: ['商业秘密'],
  })
  await received(id, 'apply', '2026-11-20', application)
  const { actId } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'grant', fields: { way: '服务接口' } })
  await consentAs('keeper', id, actId, 'headConsent')
  await consentAs('keeper', id, actId, 'secrecyReview')
  await core.value('request.issue', { secrecy: '不涉密', id, actId })
  await core.value('request.delivered', { id, actId, source: '平台', when: '2026-11-23', evidence: '平台页面截图' })
  const deliver = await core.value('request.draft', { secrecy: '不涉密', id, act: 'deliver', fields: { way: '服务接口', firstOn: '2026-11-23', by: '甲' } })
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId: deliver.actId })).toMatchObject({
    ok: false,
    error: { code: 'agreement.needed', params: { rules: expect.stringContaining('第十九条') } },
  })
  await core.as('sys')
  await core.value('profile.save', { patch: { regulations: [] } })
  await core.as('officer')
  expect(await core.call('request.issue', { secrecy: '不涉密', id, actId: deliver.actId })).toMatchObject({ ok: true })
})

test('the letter of a refusal is made from the act, and goes with it', async () => {
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  const { actId, lacks } = await core.value('request.draft', { secrecy: '不涉密', id, act: 'refuse', fields: { refusals: [statute] } })
  expect(lacks).toMatchObject({ code: 'case.lacksConsent' })
  expect(await core.value('document.letter', { kind: 'request', id, actId })).toMatchObject({
    letter: { template: 'request.refusal', facts: { to: '宁波市自然资源局', request: '甬资规函〔2026〕8号', reasons: [statute.explanation] } },
  })
  const { sha256, name, pages } = await core.value('document.attach', { secrecy: '不涉密', kind: 'request', id, actId })
  expect([name, pages]).toEqual(['关于不同意共享“婚姻登记信息”的函.pdf', 1])
  await consentAs('keeper', id, actId, 'headConsent')
  await consentAs('keeper', id, actId, 'secrecyReview')
  expect(await core.value('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ status: 'issued' })
  expect((await fileOf(id)).acts.find((one) => one.id === actId)?.papers).toEqual([{ name, sha256 }])
  expect(await core.call('document.attach', { secrecy: '不涉密', kind: 'request', id, actId })).toMatchObject({ ok: false, error: { code: 'case.notDraft' } })
})

test('a claim of state secrecy leaves number and day, and nothing else', async () => {
  const { id, number } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  await core.value('request.seal', { id, claimedBy: '保密办' })
  expect(await core.value('request.get', { id })).toMatchObject({
    row: { number, title: '', other: '', state: 'sealed', turn: false },
    file: null,
    sealed: { on: '2026-11-23' },
  })
  expect((await core.value('request.list', { text: '婚姻' })).total).toBe(0)
  expect((await core.value('request.list', { text: number })).rows).toMatchObject([{ title: '', words: { zh: '线下办理' } }])
  expect((await core.value('task.list', {})).total).toBe(0)
  expect(await core.call('request.draft', { secrecy: '不涉密', id, act: 'grant' })).toMatchObject({ ok: false, error: { code: 'case.sealed' } })
  expect(await core.call('request.openPaper', { id, sha256: '0'.repeat(64), file: join(core.temp, 'x') })).toMatchObject({
    ok: false,
    error: { code: 'case.sealed' },
  })
})

test('a claim is lifted by two people with a ruling', async () => {
  const { id } = await openIncoming()
  await received(id, 'apply', '2026-11-20', application)
  await core.value('request.seal', { id, claimedBy: '保密办' })
  const lift = { id, ruling: '国保〔2026〕1号' }
  expect(await core.call('request.unseal', lift)).toMatchObject({ ok: false, error: { code: 'access.denied' } })
  await core.as('sec')
  const { files } = await core.value('case.sealed', {})
  expect(files).toEqual([{ id, kind: 'request', number: expect.any(String), on: '2026-11-23' }])
  expect(await core.call('request.unseal', lift)).toMatchObject({ ok: false, error: { code: 'access.second' } })
  await core.value('request.unseal', lift, { with: { user: 'keeper', passphrase: passphraseOf('keeper') } })
  expect((await core.value('case.sealed', {})).files).toEqual([])
  await core.as('officer')
  expect((await fileOf(id)).head.title).toBe('申请婚姻登记信息')
})

test('text with a classification mark goes nowhere, and an undeclared one neither', async () => {
  const { id } = await openIncoming()
  expect(
    await core.call('request.record', {
      secrecy: '不涉密',
      id,
      act: 'apply',
      party: 'applicant',
      officer: '甲',
      source: '收文登记',
      when: '2026-11-20',
      evidence: '函',
      fields: { ...application, scene: '机密★10年' },
    }),
  ).toMatchObject({
    ok: false,
    error: { code: 'secrecy.marked' },
  })
  expect(await core.call('request.draft', { id, act: 'grant' })).toMatchObject({ ok: false, error: { code: 'secrecy.undeclared' } })
})

test('a list says who acts next and until when, and a file what the others may do and what its clocks are counted from', async () => {
  const { id } = await openIncoming()
  expect((await core.value('request.list', {})).rows).toMatchObject([{ next: null, due: null, words: { zh: '起草中' } }])
  expect((await fileOf(id)).others).toEqual([{ party: 'applicant', acts: ['apply'] }])
  await received(id, 'apply', '2026-11-20', application)
  const { rows } = await core.value('request.list', { turn: true })
  expect(rows).toMatchObject([
    {
      next: { party: 'respondent', mine: true, article: { zh: '条例809第二十一条第一款' } },
      due: { due: '2026-12-04', unit: 'workingDay', left: 9, state: 'running' },
    },
  ])
  const { others, clocks } = await fileOf(id)
  expect(others).toContainEqual({ party: 'applicant', acts: ['negotiate', 'message', 'withdraw'] })
  const [clock] = clocks
  expect(clock?.events).toEqual([{ kind: 'applicationReceived', when: '2026-11-20', source: '收文登记', ruling: '' }])
  const [start] = clock?.events ?? []
  const counted = await core.value('clock.due', { rule: clock?.rule?.rule, at: start?.when ?? '', source: start?.source, events: clock?.events.slice(1) ?? [] })
  expect(counted.due).toBe(clock?.due.due)
})

test('the files about an entry are listed with it, but for a sealed one', async () => {
  const entry = '0b0e7ad5-3d0f-4b8a-9f3e-0a2b6c1d4e5f'
  const { id } = await openIncoming()
  expect((await core.value('case.ofEntry', { entry })).rows).toEqual([])
  await received(id, 'apply', '2026-11-20', { ...application, resource: { ...application.resource, id: entry } })
  expect((await core.value('case.ofEntry', { entry })).rows).toMatchObject([{ id, kind: 'request', turn: true }])
  await core.value('request.seal', { id, claimedBy: '保密办' })
  expect((await core.value('case.ofEntry', { entry })).rows).toEqual([])
})
