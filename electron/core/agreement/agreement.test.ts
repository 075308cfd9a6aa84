import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filledIn } from '../../../shared/agreements/agreements.fixture.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import type { AgreementText } from '../../../shared/cases/agreement-text.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let core: TestCore
let desk: ReturnType<typeof deskOf>
let now = '2026-11-23'
let request: string
beforeEach(async () => {
  now = '2026-11-23'
  core = await makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })
  await core.as('sys')
  await core.value('profile.save', {
    patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'], departmentHead: '冯局长', creditCode: '11430000743187451F' },
  })
  await core.as('officer')
  desk = deskOf(core, now)
  request = await desk.live(
    'request',
    'respondent',
    [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ],
    { sensitive: ['个人隐私'] },
  )
})
afterEach(async () => {
  await core.close()
})

/** A clock that jumps locks the vault. */
const on = async (day: string): Promise<void> => {
  now = day
  await core.as('officer')
}

const drafted = async (): Promise<AgreementText> => (await core.value('agreement.draftText', { request })).text

/** As far as both sides' signatures on paper. */
const inForce = async (text: AgreementText, more = {}): Promise<string> => {
  const id = await desk.open('agreement', 'respondent', { refers: request, ...more })
  const { sha256: _, ...signature } = validFields.agreement.sign ?? {}
  await desk.done('agreement', id, 'respondent', { act: 'propose', party: 'respondent', fields: { text } })
  await desk.done('agreement', id, 'respondent', { act: 'accept', party: 'applicant', fields: {} })
  await desk.done('agreement', id, 'respondent', { act: 'sign', party: 'respondent', fields: signature })
  await desk.done('agreement', id, 'respondent', { act: 'countersign', party: 'applicant', fields: signature })
  return id
}

test('a text is drafted from the request, says which rules ask for it, and what is still to be filled in', async () => {
  const { text, needed, findings } = await core.value('agreement.draftText', { request })
  expect(text.parties).toMatchObject({ provider: { name: '宁波市民政局', code: '11430000743187451F' }, user: { name: '宁波市自然资源局' } })
  expect(text.content.personalInformation).toBe(true)
  expect(needed.map(({ rule }) => rule)).toContain('NB-171/19:agreement')
  expect(findings.some(({ code, severity }) => code === 'agreement.blank' && severity === 'error')).toBe(true)
  expect(
    (await core.value('agreement.check', { text: filledIn(text), shareType: '有条件共享' })).findings.filter(({ severity }) => severity === 'error'),
  ).toEqual([])
})

test('a text with errors may be talked about and is neither accepted nor signed', async () => {
  const id = await desk.open('agreement', 'applicant', { refers: request })
  await desk.done('agreement', id, 'applicant', {
    act: 'propose',
    party: 'respondent',
    fields: { text: await drafted(), sha256: (await core.value('agreement.check', { text: await drafted() })).sha256, note: '' },
  })
  expect(await desk.refusedFor('agreement', id, 'accept', {})).toMatch(/^agreement\.incomplete/)
})

test('a digest that is not the text’s does not leave', async () => {
  const id = await desk.open('agreement', 'respondent', { refers: request })
  expect(await desk.refusedFor('agreement', id, 'propose', { text: filledIn(await drafted()), sha256: 'a'.repeat(64), note: '' })).toBe('agreement.otherDigest')
  expect(await desk.refusedFor('agreement', id, 'propose', { text: { format: 'mulu-agreement/1' }, sha256: 'a'.repeat(64), note: '' })).toMatch(
    /^agreement\.textWrong/,
  )
})

test('rounds are compared in words', async () => {
  const text = filledIn(await drafted())
  const id = await desk.open('agreement', 'respondent', { refers: request })
  await desk.done('agreement', id, 'respondent', { act: 'propose', party: 'respondent', fields: { text } })
  const other = { ...text, purpose: { ...text.purpose, scope: '窗口人员和复核人员' } }
  const { sha256 } = await core.value('agreement.check', { text: other })
  await desk.done('agreement', id, 'respondent', { act: 'counter', party: 'applicant', fields: { text: other, sha256, note: '' } })
  const { changes } = await core.value('agreement.compare', { id })
  expect(changes).toHaveLength(1)
  expect(changes[0]?.zh).toMatch(/使用范围.*由“.*”改为“窗口人员和复核人员”/)
  expect((await core.value('agreement.text', { id })).rounds).toMatchObject([{ party: 'respondent' }, { party: 'applicant', sha256 }])
})

test('a renewal for the same request is compared with any round of what it renews, and holds for the request', async () => {
  const text = filledIn(await drafted())
  const old = await inForce({ ...text, validity: { ...text.validity, from: '2026-11-01', until: '2026-11-24' } })
  const { text: renewed } = await core.value('agreement.renewal', { id: old, from: '2026-11-25', until: '2027-11-24' })
  const id = await inForce(renewed)
  const { older, rounds, actId } = await core.value('agreement.text', { id })
  expect(older).toMatchObject({ id: old, rounds: [{ party: 'respondent' }] })
  expect(rounds).toHaveLength(1)
  const { changes, from } = await core.value('agreement.compare', { id, from: older?.rounds[0]?.actId ?? '', to: actId })
  expect(from).toBe(older?.rounds[0]?.actId)
  const until = changes.find(({ where }) => where.zh === '到期日期')
  expect(until).toMatchObject({ was: '2026-11-24', is: '2027-11-24', zh: '到期日期：由“2026-11-24”改为“2027-11-24”' })
  await on('2026-11-25')
  expect(await desk.refusedFor('request', request, 'deliver')).toBeNull()
})

test('in force it lets data be delivered; renewal is remembered; after its last day nothing more is delivered', async () => {
  const text = filledIn(await drafted())
  const agreed = { ...text, validity: { ...text.validity, from: '2026-11-01', until: '2027-01-10' } }
  const id = await inForce(agreed)
  expect((await core.value('agreement.text', { id })).validity).toMatchObject({ state: 'ending', left: 48, reminder: 60 })
  expect((await core.value('agreement.get', { id })).row).toMatchObject({ state: 'inForce', dueOn: '2027-01-10' })
  await on('2027-01-11')
  expect((await core.value('agreement.text', { id })).validity).toMatchObject({ state: 'expired' })
  expect(await desk.refusedFor('request', request, 'deliver')).toMatch(/^agreement\.expired/)
  await on('2027-01-10')
  expect(await desk.refusedFor('request', request, 'deliver')).toBeNull()
  const { text: renewed } = await core.value('agreement.renewal', { id, from: '2027-01-11', until: '2028-01-10' })
  expect(renewed).toMatchObject({ head: { kind: '续签', renews: id, number: '' }, validity: { until: '2028-01-10' } })
})

test('its papers are the same bytes for everyone who makes them for the same purpose, and an annex is a paper of its own', async () => {
  const id = await inForce(filledIn(await drafted()))
  const render = async (name: string, paper: 'agreement' | 'agreement.items') => {
    const file = join(core.temp, name)
    const { sha256 } = await core.value('agreement.render', { id, paper, file, secrecy: '不涉密' })
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
    return sha256
  }
  expect(await render('a.pdf', 'agreement')).toBe(await render('b.pdf', 'agreement'))
  expect(await render('c.pdf', 'agreement.items')).toMatch(/^[0-9a-f]{64}$/)
})
