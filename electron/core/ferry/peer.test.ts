import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filledIn } from '../../../shared/agreements/agreements.fixture.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import type { AgreementText } from '../../../shared/cases/agreement-text.ts'
import { authorise, civil, keySecret, police } from '../signing/desk.fixture.ts'
import { type Agency, meetAgencies, openAgency, peerDay } from './peer.fixture.ts'

/** Two agencies, two vaults, no platform: files between them go by disc alone. */

let ours: Agency
let theirs: Agency
beforeAll(async () => {
  ours = await openAgency(civil)
  theirs = await openAgency(police)
  await meetAgencies(ours, theirs)
}, 240_000)
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})
const apply = validFields.request.apply ?? {}
const stateOf = async (desk: Agency, id: string): Promise<string> => (await desk.value('request.get', { id })).row.state
const pdf = (desk: Agency, name: string) => desk.put(name, `%PDF-1.4\n% ${randomUUID()}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
const refusedAs = (code: string, params: Record<string, unknown> = {}) => ({ ok: false, error: { code, params } })

test('an application in a package starts no clock and moves no state; under a ruling it is recorded, as it was said, and does', async () => {
  const file = await theirs.cases.open('request', 'applicant', { other: civil })
  const applied = await theirs.issue('request', file, 'apply', apply)
  const paper = await theirs.value('request.addPaper', { secrecy: '不涉密', id: file, file: pdf(theirs, '使用依据.pdf') })
  const sent = await theirs.send(ours, [{ id: file, papers: [paper.sha256] }], { note: '请先看一下材料是否齐全' })
  expect(sent.written.counts).toEqual({ cases: 1, issued: 1, papers: 1 })

  // Where it belongs is a person's to say: nothing here is known to be it.
  expect(await ours.take(sent.files)).toMatchObject(refusedAs('ferry.caseUndecided'))
  const ahead = await ours.value('ferry.preview', { files: sent.files })
  expect(ahead.cases).toMatchObject([{ id: file, place: 'undecided', into: null, candidates: [], copies: 0, issued: 1, drafts: 0, papers: 1 }])
  expect(ahead.papers).toMatchObject([{ name: '使用依据.pdf', why: '' }])
  expect((await ours.value('request.list', {})).total).toBe(0)
  const taken = await ours.bring(sent.files, [{ id: file, into: null }])
  expect(taken).toMatchObject({ effects: { taken: 1 }, papers: 1, cases: [{ place: 'new' }], passedOver: [] })
  const here = taken.cases[0]?.into?.id ?? ''
  expect(here).not.toBe(file)

  const before = await ours.value('request.get', { id: here })
  expect(before).toMatchObject({ row: { state: 'new', way: 'paper', party: 'respondent', other: police }, file: { acts: [], clocks: [], papers: [] } })
  const [came] = await ours.received('request', here)
  expect(came).toMatchObject({
    agency: police,
    medium: 'ZM-1',
    note: '请先看一下材料是否齐全',
    acts: [{ id: applied, act: 'apply', mine: false, status: 'issued', known: 'unknown', record: { ruling: true, lacks: null } }],
    papers: [{ name: '使用依据.pdf', here: true, inFile: false }],
  })
  const packageId = came?.packageId ?? ''
  const record = { secrecy: '不涉密' as const, id: here, packageId, how: 'record' as const, actId: applied }
  expect(await ours.call('request.takeUp', record)).toMatchObject(refusedAs('case.rulingNeeded'))
  expect(await stateOf(ours, here)).toBe('new')

  expect(await ours.value('request.takeUp', { ...record, ruling: '澄数发〔2026〕3号' })).toMatchObject({ actId: applied, state: 'applied' })
  const { file: after } = await ours.value('request.get', { id: here })
  expect(after?.acts).toMatchObject([{ id: applied, status: 'counted', source: '交接单', receivedOn: peerDay, ruling: '澄数发〔2026〕3号' }])
  expect(after?.acts[0]?.evidence).toContain('ZM-1')
  expect(after?.clocks).toMatchObject([{ duty: 'request.reply', due: { state: 'running', due: '2026-12-11' } }])
  expect((await ours.received('request', here))[0]?.acts).toMatchObject([{ known: 'same', record: null, begins: [] }])
  expect(await ours.call('request.takeUp', { ...record, ruling: '澄数发〔2026〕3号' })).toMatchObject(refusedAs('case.nothingToRecord'))

  // It can be looked at before it is ours; ours it is when it is taken, once.
  const look = join(ours.temp, '看一看.pdf')
  expect(await ours.value('request.openPaper', { id: here, sha256: paper.sha256, file: look })).toMatchObject({ sha256: paper.sha256 })
  expect(await ours.value('request.takeUp', { secrecy: '不涉密', id: here, packageId, how: 'papers' })).toMatchObject({ papers: 1 })
  expect(await ours.value('request.takeUp', { secrecy: '不涉密', id: here, packageId, how: 'papers' })).toMatchObject({ papers: 0 })
  expect((await ours.value('request.get', { id: here })).file?.papers).toMatchObject([{ name: '使用依据.pdf', here: true }])

  // Once more the same package: nothing changes, and it is said.
  expect((await ours.bring(sent.files)).already).not.toBeNull()
  expect(await ours.received('request', here)).toHaveLength(1)
}, 240_000)

test("a draft and evidence are shown beside the file, and a draft is nobody's act", async () => {
  const file = await theirs.cases.open('request', 'applicant', { other: civil, title: '低保对象信息' })
  const { actId } = await theirs.cases.draft('request', file, 'apply', apply)
  expect((await theirs.value('ferry.casesFor', { to: ours.fingerprint, text: '低保' })).cases).toMatchObject([
    { id: file, title: '低保对象信息', acts: 0, issued: 0, drafts: [{ id: actId, words: { zh: expect.any(String) } }], papers: [] },
  ])
  // What nobody chose stays.
  const bare = await theirs.send(ours, [{ id: file }])
  expect(bare.written.counts).toEqual({ cases: 1 })
  await theirs.at('2026-11-27T02:05:00.000Z', 'officer')
  const shown = await theirs.send(ours, [{ id: file, drafts: [actId] }])
  expect(shown.written.counts).toEqual({ cases: 1, drafts: 1 })
  // A file of ours that may be meant is offered, and chosen.
  const kept = await ours.cases.open('request', 'respondent', { other: police, title: '低保对象信息' })
  const elsewhere = await ours.cases.open('request', 'applicant', { other: police })
  const [asked] = (await ours.value('ferry.preview', { files: shown.files })).cases
  expect(asked?.candidates[0]).toMatchObject({ id: kept, title: '低保对象信息' })
  expect(asked?.candidates.map(({ id }) => id)).not.toContain(elsewhere)
  expect(await ours.take(shown.files, [{ id: file, into: elsewhere }])).toMatchObject(refusedAs('ferry.caseOther'))
  // The later one arrives first; the earlier one finds its place, and stands below it.
  expect(await ours.bring(shown.files, [{ id: file, into: kept }])).toMatchObject({ cases: [{ place: 'chosen' }], warnings: [{ code: 'ferry.warnBefore' }] })
  expect(await ours.bring(bare.files)).toMatchObject({ cases: [{ place: 'known', into: { id: kept } }] })
  const came = await ours.received('request', kept)
  expect(came.map(({ acts }) => acts.length)).toEqual([1, 0])
  expect(came[0]?.acts).toMatchObject([{ id: actId, status: 'draft', known: 'unknown', record: null }])
  const packageId = came[0]?.packageId ?? ''
  expect(await ours.call('request.takeUp', { secrecy: '不涉密', id: kept, packageId, how: 'record', actId, ruling: '澄数发〔2026〕3号' })).toMatchObject(
    refusedAs('case.nothingToRecord'),
  )
  expect(await stateOf(ours, kept)).toBe('new')
}, 240_000)

test('an agreement is negotiated in two rounds and signed by both, by package alone', async () => {
  for (const desk of [ours, theirs]) {
    await desk.as('sys')
    await desk.value('profile.save', { patch: { regulations: ['NB-171'] } })
    await authorise(desk, 'head')
  }
  const [ourKey, theirKey] = [await ours.keyOf('head'), await theirs.keyOf('head')]
  await ours.as('officer')
  await theirs.as('officer')
  const request = await ours.cases.live(
    'request',
    'respondent',
    [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ],
    { other: police, sensitive: ['个人隐私'] },
  )
  const text = filledIn((await ours.value('agreement.draftText', { request })).text)
  const a = await ours.cases.open('agreement', 'respondent', { other: police, title: '婚姻登记信息共享协议', refers: request })
  const proposed = await ours.issue('agreement', a, 'propose', { text } as never)

  // Round one: ours goes out, is recorded there as it was said, and answered by another text.
  const first = await ours.send(theirs, [{ id: a }])
  const b = (await theirs.bring(first.files, [{ id: a, into: null }])).cases[0]?.into?.id ?? ''
  const [round1] = await theirs.received('agreement', b)
  expect(round1?.acts).toMatchObject([{ id: proposed, text: true, record: { ruling: false, lacks: null }, begins: [] }])
  expect(
    await theirs.value('agreement.takeUp', { secrecy: '不涉密', id: b, packageId: round1?.packageId ?? '', how: 'record', actId: proposed }),
  ).toMatchObject({ state: 'proposed' })
  const [again] = await theirs.received('agreement', b)
  expect(again?.acts).toMatchObject([{ known: 'same', begins: ['counter'] }])
  const begun = await theirs.value('agreement.takeUp', {
    secrecy: '不涉密',
    id: b,
    packageId: again?.packageId ?? '',
    how: 'draft',
    actId: proposed,
    as: 'counter',
  })
  const changed: AgreementText = { ...text, purpose: { ...text.purpose, scope: '仅限各登记窗口' } }
  const { actId: countered } = await theirs.value('agreement.draft', {
    secrecy: '不涉密',
    id: b,
    actId: begun.actId ?? '',
    act: 'counter',
    fields: { text: changed } as never,
  })
  await theirs.cases.consent('agreement', b, countered, 'secrecyReview')
  await theirs.value('agreement.issue', { secrecy: '不涉密', id: b, actId: countered })

  // Round two: their copy of ours shows that it arrived; their text is compared in words, and accepted.
  const second = await theirs.send(ours, [{ id: b }])
  expect(await ours.bring(second.files)).toMatchObject({ cases: [{ place: 'known', into: { id: a } }] })
  expect((await ours.value('ferry.packages', { direction: 'out' })).packages).toMatchObject([{ heard: true, form: { kind: 'peer' } }])
  const [round2] = await ours.received('agreement', a)
  expect(round2?.acts).toMatchObject([
    { id: proposed, mine: true, status: 'counted', known: 'same', record: { ruling: false, lacks: null } },
    { id: countered, mine: false, status: 'issued', known: 'unknown', record: { ruling: false, lacks: { code: 'case.notNow' } } },
  ])
  const packageId = round2?.packageId ?? ''
  const compared = await ours.value('agreement.compare', { id: a, package: packageId, to: countered })
  expect(compared).toMatchObject({ from: proposed, to: countered })
  expect(compared.changes.map(({ zh }) => zh).join()).toContain('仅限各登记窗口')
  const record = (desk: Agency, id: string, from: string, actId: string) =>
    desk.value('agreement.takeUp', { secrecy: '不涉密', id, packageId: from, how: 'record', actId })
  expect(await record(ours, a, packageId, proposed)).toMatchObject({ state: 'proposed' })
  expect(await record(ours, a, packageId, countered)).toMatchObject({ state: 'proposed' })
  const accepted = await ours.issue('agreement', a, 'accept', {})
  const third = await ours.send(theirs, [{ id: a }])
  await theirs.bring(third.files)
  const [round3] = await theirs.received('agreement', b)
  await record(theirs, b, round3?.packageId ?? '', countered)
  expect(await record(theirs, b, round3?.packageId ?? '', accepted)).toMatchObject({ state: 'agreed' })

  // Ours first: the acceptance has to be known to have arrived before its signature can follow it here.
  const fourth = await theirs.send(ours, [{ id: b }])
  await ours.bring(fourth.files)
  const [round4] = await ours.received('agreement', a)
  expect(await record(ours, a, round4?.packageId ?? '', accepted)).toMatchObject({ state: 'agreed' })
  const sign = async (desk: Agency, id: string, keyId: string) => {
    await desk.as('head')
    const { shown } = await desk.value('agreement.signPreview', { id, keyId })
    const made = await desk.value('agreement.sign', { id, keyId, shown, secrecy: '不涉密' }, keySecret)
    await desk.cases.consent('agreement', id, made.actId, 'headConsent')
    await desk.value('agreement.issue', { secrecy: '不涉密', id, actId: made.actId })
    return made
  }
  const signed = await sign(ours, a, ourKey)
  // The bundle goes along by itself: what was issued carries its papers.
  const fifth = await ours.send(theirs, [{ id: a }])
  expect(fifth.written.counts).toMatchObject({ issued: 1, papers: 1 })
  expect(await theirs.bring(fifth.files)).toMatchObject({ papers: 1 })
  const [round5] = await theirs.received('agreement', b)
  expect(await record(theirs, b, round5?.packageId ?? '', signed.actId)).toMatchObject({ state: 'halfSigned' })
  const counter = await sign(theirs, b, theirKey)
  const sixth = await theirs.send(ours, [{ id: b }])
  await ours.bring(sixth.files)
  const [round6] = await ours.received('agreement', a)
  expect(await record(ours, a, round6?.packageId ?? '', signed.actId)).toMatchObject({ state: 'halfSigned' })
  expect(await record(ours, a, round6?.packageId ?? '', counter.actId)).toMatchObject({ state: 'inForce' })
  expect(await ours.value('agreement.verify', { id: a })).toMatchObject({ sameText: true, verdict: { intact: true, complete: true, missing: [] } })
}, 480_000)

test('a package for another agency, from a card that is not trusted or was revoked, is refused by name', async () => {
  const third = await openAgency('澄湖市教育局')
  try {
    const file = await theirs.cases.open('request', 'applicant', { other: civil, title: '学籍信息' })
    const { files } = await theirs.send(ours, [{ id: file }])
    expect(await third.take(files)).toMatchObject(refusedAs('ferry.unknownSigner', { name: police }))
    await meetAgencies(theirs, third)
    expect(await third.take(files)).toMatchObject(refusedAs('ferry.notForUs', { recipient: civil }))
    const { problems } = await third.value('ferry.verify', { files })
    expect(problems.map(({ code }) => code)).toContain('ferry.notForUs')
    // Files go to the other one of the two alone.
    expect(
      await theirs.call('ferry.exportCases', {
        file: join(theirs.temp, 'x.txt'),
        medium: { number: 'X', mark: '内部' },
        secrecy: '不涉密',
        review: { reviewedOn: '2026-11-20', handledBy: '甲', officeHead: '乙', leader: '丙' },
        to: third.fingerprint,
        cases: [{ id: file }],
      }),
    ).toMatchObject(refusedAs('ferry.caseNotBetween', { agency: '澄湖市教育局' }))
    await third.as('sys')
    await third.value('ferry.revokeIdentity', { fingerprint: theirs.fingerprint, reason: '换卡' })
    await third.as('officer')
    expect(await third.take(files)).toMatchObject(refusedAs('ferry.revokedSigner'))
    expect(await third.call('ferry.casesFor', { to: theirs.fingerprint })).toMatchObject(refusedAs('ferry.noAgencyCard'))
  } finally {
    await third.close()
  }
}, 240_000)

test('encrypted and over several discs it is the same; a volume that is missing is named', async () => {
  const file = await theirs.cases.open('request', 'applicant', { other: civil, title: '车辆登记信息' })
  const large = theirs.put('大附件.pdf', `%PDF-1.4\n%${'0123456789abcdef'.repeat(20_000)}\n%%EOF\n`)
  const { sha256 } = await theirs.value('request.addPaper', { secrecy: '不涉密', id: file, file: large })
  const { files, written } = await theirs.send(ours, [{ id: file, papers: [sha256] }], { encrypt: true, mediaBytes: 150_000, note: '附言不在外面' })
  expect(files.length).toBeGreaterThan(2)
  for (const volume of files) expect(readFileSync(volume, 'utf8')).not.toMatch(/车辆登记|附言/)
  expect(await ours.take(files.slice(1))).toMatchObject(refusedAs('ferry.incomplete', { missing: '1' }))
  const verified = await ours.value('ferry.verify', { files })
  expect(verified).toMatchObject({ kind: 'peer', forUs: true, whole: true, problems: [], signer: { standing: 'trusted', signed: true } })
  const taken = await ours.bring(files, [{ id: file, into: null }])
  expect(taken).toMatchObject({ papers: 1, packageId: written.packageId })
  const media = (await ours.value('ferry.media', { direction: 'in' })).media.find(({ packageId }) => packageId === written.packageId)
  expect(media).toMatchObject({ kind: 'peer', from: police, to: civil, files: files.map(() => ({ sha256: expect.any(String) })) })
}, 240_000)

test('a file that goes by the platform is compared and drafted from, and nothing is recorded in it by a package', async () => {
  const file = await ours.cases.open('request', 'applicant', { other: police, way: 'platform', title: '户政信息' })
  const applied = await ours.issue('request', file, 'apply', apply)
  const sent = await ours.send(theirs, [{ id: file }])
  const taken = await theirs.bring(sent.files, [{ id: file, into: null }])
  expect(taken.cases).toMatchObject([{ byPlatform: true }])
  const there = taken.cases[0]?.into?.id ?? ''
  const [came] = await theirs.received('request', there)
  expect(came?.acts).toMatchObject([{ id: applied, status: 'issued', known: 'unknown', record: null }])
  const record = { secrecy: '不涉密' as const, how: 'record' as const, ruling: '数发1号' }
  expect(await theirs.call('request.takeUp', { ...record, id: there, packageId: came?.packageId ?? '', actId: applied })).toMatchObject(
    refusedAs('case.byPlatform'),
  )
  const { actId: asked } = await theirs.cases.draft('request', there, 'noticeMissing')
  await ours.bring((await theirs.send(ours, [{ id: there, drafts: [asked] }])).files)
  const [back] = await ours.received('request', file)
  expect(back?.acts).toMatchObject([{ id: asked, status: 'draft', known: 'unknown', record: null }])
  expect(await ours.call('request.takeUp', { ...record, id: file, packageId: back?.packageId ?? '', actId: asked })).toMatchObject(refusedAs('case.byPlatform'))
  expect(await stateOf(ours, file)).toBe('new')
}, 240_000)

test('a sealed file never leaves, nothing more of it comes in, and acts of the office stay in it', async () => {
  const file = await theirs.cases.open('request', 'applicant', { other: civil, title: '户籍信息' })
  const { files } = await theirs.send(ours, [{ id: file }])
  const here = (await ours.bring(files, [{ id: file, into: null }])).cases[0]?.into?.id ?? ''
  await ours.value('request.seal', { id: here, claimedBy: '市公安局' })
  expect(await ours.call('request.received', { id: here })).toMatchObject(refusedAs('case.sealed'))
  const later = await theirs.send(ours, [{ id: file }])
  expect(await ours.bring(later.files)).toMatchObject({ effects: { taken: 0, passedOver: 1 }, passedOver: [{ why: 'caseSealed' }], cases: [{ into: null }] })
  expect((await ours.value('ferry.casesFor', { to: theirs.fingerprint, text: '户籍' })).cases).toEqual([])
  await theirs.value('request.seal', { id: file, claimedBy: '市公安局' })
  const out = join(theirs.temp, 'sealed.txt')
  const review = { reviewedOn: '2026-11-20', handledBy: '甲', officeHead: '乙', leader: '丙' }
  expect(
    await theirs.call('ferry.exportCases', {
      file: out,
      medium: { number: 'X', mark: '内部' },
      secrecy: '不涉密',
      review,
      to: ours.fingerprint,
      cases: [{ id: file }],
    }),
  ).toMatchObject(refusedAs('case.sealed'))
  expect(() => readFileSync(out)).toThrow()
}, 240_000)

test('what was found as a spill in a package is found in what came of it, and can be taken out', async () => {
  const file = await theirs.cases.open('request', 'applicant', { other: civil, title: '婚姻登记信息' })
  const { files } = await theirs.send(ours, [{ id: file }], { note: '误写的代号青山计划' })
  await ours.bring(files, [{ id: file, into: null }])
  await ours.as('sec')
  const found = await ours.value('vault.findText', { texts: ['青山计划'] })
  expect(found.places).toEqual([{ where: 'case_received', field: 'note', count: 1 }])
  await ours.as('officer')
}, 240_000)
