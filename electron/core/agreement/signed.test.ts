import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filledIn } from '../../../shared/agreements/agreements.fixture.ts'
import type { Party } from '../../../shared/cases/act.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import type { AgreementText } from '../../../shared/cases/agreement-text.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { authorise, civil, type Desk, keySecret, openSigningDesk, police } from '../signing/desk.fixture.ts'

/** Two agencies without a platform: each keeps its own file, what the other did is recorded, the bundle is carried. */
type Office = { desk: Desk; cases: ReturnType<typeof deskOf>; party: Party; file: string; key: string }

let offices: Office[] = []
let text: AgreementText
const day = '2026-11-27'

const openOffice = async (agency: string, other: string, party: 'respondent' | 'applicant'): Promise<Office> => {
  const desk = await openSigningDesk(agency)
  await desk.as('sys')
  await desk.value('profile.save', { patch: { regulations: ['NB-171'] } })
  await authorise(desk, 'head')
  const key = await desk.keyOf('head')
  await desk.as('officer')
  const cases = deskOf(desk, day)
  return { desk, cases, party, file: await cases.open('agreement', party, { other }), key }
}

beforeEach(async () => {
  const ours = await openOffice(civil, police, 'respondent')
  const theirs = await openOffice(police, civil, 'applicant')
  offices = [ours, theirs]
  const request = await ours.cases.live(
    'request',
    'respondent',
    [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ],
    { sensitive: ['个人隐私'], other: police },
  )
  text = filledIn((await ours.desk.value('agreement.draftText', { request })).text)
  const { sha256 } = await ours.desk.value('agreement.check', { text })
  for (const { cases, file, party } of offices) {
    await cases.done('agreement', file, party, { act: 'propose', party: 'respondent', fields: { text, sha256, note: '' } })
    await cases.done('agreement', file, party, { act: 'accept', party: 'applicant', fields: {} })
  }
})
afterEach(async () => {
  for (const { desk } of offices) await desk.close()
})

const office = (party: 'respondent' | 'applicant'): Office => {
  const found = offices.find((one) => one.party === party)
  if (found === undefined) throw new Error('no office')
  return found
}

/** Shown, read, signed by the head, consented to by another, issued and handed over; the bundle's path. */
const signAt = async ({ desk, cases, file, key }: Office): Promise<string> => {
  await desk.as('head')
  const { shown, files, position, papers, signer } = await desk.value('agreement.signPreview', { id: file, keyId: key })
  expect(files.map(({ name }) => name)).toContain('协议.pdf')
  expect(signer.authorisation?.number).toBe('澄民授〔2026〕3号')
  // What is read and what is signed are one text: the clauses on screen are those of the very file that can be taken out.
  expect(papers).toHaveLength(6)
  expect(papers[0]?.blocks.filter(({ kind }) => kind === 'heading').length).toBeGreaterThan(5)
  const out = join(desk.temp, `look${position}.pdf`)
  const taken = await desk.value('agreement.signPaper', { id: file, name: '协议.pdf', file: out })
  expect(taken.sha256).toBe(files.find(({ name }) => name === '协议.pdf')?.sha256)
  expect(sha256Hex(readFileSync(out))).toBe(taken.sha256)
  const made = await desk.value('agreement.sign', { id: file, keyId: key, shown, secrecy: '不涉密' }, keySecret)
  expect(made.position).toBe(position)
  await cases.consent('agreement', file, made.actId, 'headConsent')
  await desk.value('agreement.issue', { secrecy: '不涉密', id: file, actId: made.actId })
  await desk.value('agreement.delivered', { id: file, actId: made.actId, source: '平台', when: day, evidence: '平台页面' })
  const path = join(desk.temp, `carried${made.position}.zip`)
  await desk.value('agreement.openPaper', { id: file, sha256: made.sha256, file: path })
  return path
}

const recordAt = async ({ desk, file, party }: Office, act: string, bundle: string, name = '对方') => {
  const { sha256 } = await desk.value('agreement.addPaper', { secrecy: '不涉密', id: file, file: bundle })
  const { sha256: of } = await desk.value('agreement.text', { id: file })
  const fields = { sha256: of, way: 'electronic', signer: name, authorisation: '授权书', on: day, copies: 1, keptAt: '' }
  await desk.value('agreement.record', {
    secrecy: '不涉密',
    id: file,
    act,
    party: party === 'applicant' ? 'respondent' : 'applicant',
    officer: name,
    source: '收文登记',
    when: day,
    evidence: '光盘',
    fields,
    papers: [sha256],
  })
}

test('signed here, carried, countersigned there, carried back: complete on both desks, over the text both agreed to', async () => {
  const [first, second] = [office('respondent'), office('applicant')]
  const carried = await signAt(first)
  expect(await first.desk.value('agreement.verify', { id: first.file })).toMatchObject({
    sameText: true,
    verdict: { intact: true, complete: false, missing: [{ agency: police }] },
  })
  await recordAt(second, 'sign', carried)
  const back = await signAt(second)
  await recordAt(first, 'countersign', back)
  for (const { desk, file } of offices) {
    const verified = await desk.value('agreement.verify', { id: file })
    expect(verified).toMatchObject({ sameText: true, verdict: { intact: true, complete: true, missing: [] } })
    // Nobody proves whose keys these are, and the key is in software (practice L10).
    expect(verified.verdict?.signatures.map(({ identity }) => identity.level)).toEqual(['unproved', 'unproved'])
    expect((await desk.value('agreement.get', { id: file })).row.state).toBe('inForce')
  }
})

test('what was not shown is not signed, and nobody signs twice or before the text is agreed', async () => {
  const { desk, file, key, cases } = office('respondent')
  await desk.as('head')
  await desk.value('agreement.signPreview', { id: file, keyId: key })
  expect(await desk.call('agreement.sign', { id: file, keyId: key, shown: '0'.repeat(64), secrecy: '不涉密' }, keySecret)).toMatchObject({
    ok: false,
    error: { code: 'signing.notShown' },
  })
  await desk.as('officer')
  const other = await cases.open('agreement', 'respondent', { other: police })
  await cases.done('agreement', other, 'respondent', { act: 'propose', party: 'respondent', fields: { text } })
  await desk.as('head')
  expect(await desk.call('agreement.signPreview', { id: other, keyId: key })).toMatchObject({ ok: false, error: { code: 'agreement.notToSign' } })
  await signAt(office('respondent'))
  await desk.as('head')
  expect(await desk.call('agreement.signPreview', { id: file, keyId: key })).toMatchObject({ ok: false, error: { code: 'agreement.notToSign' } })
})

test('a bundle over another text is not gone on from', async () => {
  const [first, second] = [office('respondent'), office('applicant')]
  const { desk, cases } = first
  // The same desk signs another text; its bundle is carried in place of the right one.
  const changed = { ...text, purpose: { ...text.purpose, scope: '任何人' } }
  const other = await cases.open('agreement', 'respondent', { other: police })
  await cases.done('agreement', other, 'respondent', { act: 'propose', party: 'respondent', fields: { text: changed } })
  await cases.done('agreement', other, 'respondent', { act: 'accept', party: 'applicant', fields: {} })
  const wrong = await signAt({ ...first, file: other })
  await recordAt(second, 'sign', wrong)
  await second.desk.as('head')
  expect(await second.desk.call('agreement.signPreview', { id: second.file, keyId: second.key })).toMatchObject({
    ok: false,
    error: { code: 'agreement.otherBundle' },
  })
  expect(await second.desk.value('agreement.verify', { id: second.file })).toMatchObject({ sameText: false })
  await desk.as('officer')
})

test('one side on paper, the other by key: the scan and its record stand in the first place', async () => {
  const { desk, cases, file, party } = office('applicant')
  const { sha256: _, ...signature } = validFields.agreement.sign ?? {}
  await cases.done('agreement', file, party, { act: 'sign', party: 'respondent', fields: signature })
  await signAt(office('applicant'))
  const { verdict, paper } = await desk.value('agreement.verify', { id: file })
  expect(verdict).toMatchObject({
    complete: true,
    signatures: [
      { kind: 'paper', intact: true },
      { kind: 'key', intact: true },
    ],
  })
  expect(paper).toMatchObject([{ party: 'respondent', signer: '孙主任', keptAt: '档案室' }])
})

test('by key first, on paper after: the verdict knows both places, and that the paper is proved by no key', async () => {
  const { desk, cases, file, party } = office('respondent')
  await signAt(office('respondent'))
  await desk.as('officer')
  const { sha256: _, ...signature } = validFields.agreement.countersign ?? {}
  await cases.done('agreement', file, party, { act: 'countersign', party: 'applicant', fields: { ...signature, way: 'paper' } })
  const { verdict, words, sameText } = await desk.value('agreement.verify', { id: file })
  expect(sameText).toBe(true)
  expect(verdict).toMatchObject({
    complete: true,
    missing: [],
    signatures: [
      { kind: 'key', intact: true },
      { kind: 'paper', intact: true },
    ],
  })
  expect(verdict?.signatures[1]?.findings.map(({ code }) => code)).toEqual(['paper.unproved'])
  expect(words.zh).toBe('文件未被改动；签署齐全；签名人身份未经认证机构证明。')
})

test('a signature by key does not leave without its bundle', async () => {
  const { desk, cases, file } = office('respondent')
  const { sha256: _, ...signature } = validFields.agreement.sign ?? {}
  expect(await cases.refusedFor('agreement', file, 'sign', { ...signature, way: 'electronic' })).toBe('agreement.noBundle')
  writeFileSync(join(desk.temp, 'x.zip'), 'PK')
  expect(await desk.call('agreement.addPaper', { secrecy: '不涉密', id: file, file: join(desk.temp, 'x.zip') })).toMatchObject({
    ok: false,
    error: { code: 'attachment.notAPaper' },
  })
})
