import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { callMessageSchema } from '../../../shared/transport.ts'
import { passphraseOf } from '../vault/testing.ts'
import { authorise, civil, type Desk, keySecret, newKeySecret, openSigningDesk, police, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

let desk: Desk
beforeAll(async () => {
  desk = await openSigningDesk(civil)
}, 120_000)
afterAll(async () => {
  await desk?.close()
})
const alone = subjectOf({ signers: [{ agency: civil, as: '甲方' }] })
const refused = (code: string) => ({ ok: false, error: { code } })
const preview = (keyId: string, subject = alone) => desk.call('signing.preview', { keyId, subject })

test('anybody holds a key, under a passphrase of its own that is never the one they sign in with', async () => {
  for (const user of ['officer', 'sys', 'aud'] as const) {
    await desk.as(user)
    expect((await desk.value('signing.createKey', {}, newKeySecret)).key).toMatchObject({
      user,
      algorithm: 'sm2',
      place: { kind: 'software' },
      certificates: [],
    })
  }
  expect(await desk.call('signing.createKey', {})).toMatchObject(refused('signing.passphraseNeeded'))
  expect(await desk.call('signing.createKey', {}, { newKeyPassphrase: 'short' })).toMatchObject(refused('passphrase.short'))
  expect(await desk.call('signing.createKey', {}, { newKeyPassphrase: passphraseOf('aud') })).toMatchObject(refused('signing.samePassphrase'))
  // They travel beside the input from every host, never in it.
  const message = { name: 'signing.createKey', input: {}, callId: '1', secrets: { ...keySecret, ...newKeySecret } }
  expect(callMessageSchema.safeParse(message).success).toBe(true)
  expect(await desk.call('signing.createKey', newKeySecret as never)).toMatchObject(refused('call.invalid'))
  const { keys, providers } = await desk.value('signing.keys', {})
  expect(keys.map(({ user }) => user).sort()).toEqual(['aud', 'officer', 'sys'])
  expect(providers[0]?.words.zh).toContain('不是经认证的商用密码产品')
})

test('without a valid authorisation nobody signs for the agency, and the reason is said', async () => {
  const key = await desk.keyOf('head', 'ed25519')
  expect(await preview(key)).toMatchObject({ error: { code: 'signing.notAuthorised', params: { kind: 'agreement' } } })
  const others: Parameters<typeof authorise>[2][] = [
    { scope: ['letter'] },
    { fromOn: '2026-12-01', untilOn: '2027-01-01' },
    { fromOn: '2025-01-01', untilOn: '2026-11-26' },
  ]
  for (const over of others) {
    await authorise(desk, 'head', over)
    await desk.as('head')
    expect(await preview(key)).toMatchObject(refused('signing.notAuthorised'))
  }
  const id = await authorise(desk, 'head')
  await desk.as('head')
  expect(await preview(key)).toMatchObject({
    ok: true,
    value: { draft: { signer: { role: '授权代表', authorisation: { number: '澄民授〔2026〕3号' } } }, certificate: null },
  })
  await desk.as('keeper')
  await desk.value('signing.revokeAuthorisation', { id, reason: '调岗' })
  expect(await desk.call('signing.revokeAuthorisation', { id, reason: '调岗' })).toMatchObject(refused('signing.noAuthorisation'))
  await desk.as('head')
  expect(await preview(key)).toMatchObject(refused('signing.notAuthorised'))
  expect((await desk.value('signing.authorisations', { user: 'head' })).authorisations.filter(({ revokedAt }) => revokedAt !== null)).toMatchObject([
    { revokedReason: '调岗', revokedBy: 'keeper' },
  ])
})

test('nobody records their own authorisation; the three administrators sign for nobody; a place of another agency or person is not theirs', async () => {
  const given = { number: '1', authorisedBy: '王局长', title: '授权代表', scope: ['*'], fromOn: '2026-01-01', untilOn: '2026-12-31' }
  await desk.as('keeper')
  expect(await desk.call('signing.recordAuthorisation', { ...given, user: 'keeper' })).toMatchObject(refused('signing.ownAuthorisation'))
  expect(await desk.call('signing.recordAuthorisation', { ...given, user: 'head', untilOn: '2025-01-01' })).toMatchObject(refused('signing.days'))
  expect(await desk.call('signing.recordAuthorisation', { ...given, user: 'nobody' })).toMatchObject(refused('user.unknown'))
  await desk.value('signing.recordAuthorisation', { ...given, user: 'sys' })
  expect(await preview(await desk.keyOf('sys', 'p256'))).toMatchObject(refused('signing.notOffice'))
  await desk.as('officer')
  expect(await desk.call('signing.recordAuthorisation', { ...given, user: 'head' })).toMatchObject(refused('access.denied'))
  await authorise(desk, 'head')
  const key = await desk.keyOf('head')
  expect(await preview(key, subjectOf({ signers: [{ agency: police, as: '甲方' }] }))).toMatchObject({
    error: { code: 'signing.notYourTurn', params: { wanted: police, agency: civil } },
  })
  // A place a person signs for themself needs no authorisation, and nobody else's name.
  const own = subjectOf({ kind: 'pledge', signers: [{ agency: civil, as: '承诺人', person: 'head' }] })
  expect(await preview(key, own)).toMatchObject({ ok: true, value: { draft: { signer: { role: '本人', authorisation: null } } } })
  expect(await preview(key, subjectOf({ signers: [{ agency: civil, as: '承诺人', person: '别人' }] }))).toMatchObject(refused('signing.notYourTurn'))
  const { path } = await desk.sign(key, own, [], 'pledge.zip')
  expect(await desk.verify(path)).toMatchObject({
    complete: true,
    signatures: [{ findings: expect.arrayContaining([expect.objectContaining({ code: 'agency.person' })]) as unknown }],
  })
})

test('what was not shown is not signed', async () => {
  await authorise(desk, 'head')
  const keyId = await desk.keyOf('head')
  const pdf = desk.put('协议.pdf', plainPdf('Agreement'))
  const { shown } = await desk.value('signing.preview', { keyId, subject: alone, files: [pdf] })
  const file = join(desk.temp, 'never.zip')
  const sign = (over: object) => desk.call('signing.sign', { keyId, subject: alone, files: [pdf], shown, secrecy: '不涉密', file, ...over }, keySecret)
  expect(await sign({ subject: { ...alone, content: { ...alone.content, 期限: '2026-12-01至2036-11-30' } } })).toMatchObject(refused('signing.notShown'))
  expect(await sign({ subject: { ...alone, version: 2 } })).toMatchObject(refused('signing.notShown'))
  expect(await sign({ files: [] })).toMatchObject(refused('signing.notShown'))
  expect(await sign({ shown: '0'.repeat(64) })).toMatchObject(refused('signing.notShown'))
  desk.put('协议.pdf', plainPdf('Agreemend'))
  expect(await sign({})).toMatchObject(refused('signing.notShown'))
  desk.put('协议.pdf', plainPdf('Agreement'))
  expect(await sign({ secrecy: undefined })).toMatchObject(refused('secrecy.undeclared'))
  expect(await sign({ subject: { ...alone, content: { 说明: '机密★10年' } } })).toMatchObject(refused('secrecy.marked'))
  expect(() => readFileSync(file)).toThrow()
  expect(await sign({})).toMatchObject({ ok: true })
  expect(readdirSync(desk.temp).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('files: a table of data, a name twice, a name no system can write', async () => {
  await authorise(desk, 'head')
  const keyId = await desk.keyOf('head')
  const call = (files: string[]) => desk.call('signing.preview', { keyId, subject: alone, files })
  const pdf = desk.put('一.pdf', plainPdf('x'))
  expect(await call([pdf, pdf])).toMatchObject(refused('signing.files'))
  expect(await call([desk.put('名"称.pdf', plainPdf('x'))])).toMatchObject(refused('signing.files'))
  expect(await call([desk.put('a.csv', 'a,b\n1,2\n')])).toMatchObject(refused('attachment.notAPaper'))
})

test('wrong passphrases of a key are slowed and recorded; the right one is forgiven, changed, and the old one is over', async () => {
  const keyId = await desk.keyOf('officer')
  const change = (now: string, next: string) => desk.call('signing.changePassphrase', { keyId }, { keyPassphrase: now, newKeyPassphrase: next })
  const next = 'another passphrase 23'
  expect(await change('a wrong guess of it', next)).toMatchObject(refused('signing.wrongPassphrase'))
  expect(await change('a wrong guess of it', next)).toMatchObject(refused('signing.wrongPassphrase'))
  expect(await change(keySecret.keyPassphrase, next)).toMatchObject({ error: { code: 'signing.slowed', params: { seconds: 1 } } })
  await desk.at('2026-11-27T02:00:05.000Z', 'officer')
  expect(await change(keySecret.keyPassphrase, keySecret.keyPassphrase)).toMatchObject(refused('passphrase.same'))
  expect(await change(keySecret.keyPassphrase, passphraseOf('officer'))).toMatchObject(refused('signing.samePassphrase'))
  expect(await change(keySecret.keyPassphrase, next)).toMatchObject({ ok: true })
  expect(await change(keySecret.keyPassphrase, 'a third passphrase 5')).toMatchObject(refused('signing.wrongPassphrase'))
  await desk.as('aud')
  const { events } = await desk.value('audit.list', { action: 'signing.changePassphrase' })
  expect(events.map(({ outcome }) => outcome)).toEqual([
    'signing.wrongPassphrase',
    'ok',
    'signing.samePassphrase',
    'passphrase.same',
    'signing.slowed',
    'signing.wrongPassphrase',
    'signing.wrongPassphrase',
  ])
})

test("a key of somebody else's signs for nobody; retired it signs no more, its private half is gone, and what it signed still verifies", async () => {
  await authorise(desk, 'head')
  const keyId = await desk.keyOf('head')
  const { path } = await desk.sign(keyId, alone, [], 'retired.zip')
  await desk.as('officer')
  expect(await preview(keyId)).toMatchObject(refused('signing.noKey'))
  expect(await desk.call('signing.retireKey', { keyId, reason: '调岗' })).toMatchObject(refused('signing.noKey'))
  await desk.as('sec')
  expect((await desk.value('signing.retireKey', { keyId, reason: '调岗' })).key).toMatchObject({ retiredBy: 'sec', retiredReason: '调岗' })
  await desk.as('head')
  expect(await preview(keyId)).toMatchObject(refused('signing.retired'))
  expect(await desk.call('signing.retireKey', { keyId, reason: '再次' })).toMatchObject(refused('signing.retired'))
  expect(await desk.verify(path)).toMatchObject({ complete: true })
})

test('every signing is recorded with digests and places, no passphrase and no word of the subject; the bundle is on the list of copies', async () => {
  await authorise(desk, 'head')
  const keyId = await desk.keyOf('head')
  const { path, sha256 } = await desk.sign(keyId, alone, [], 'recorded.zip')
  await desk.call('signing.countersign', { keyId, bundle: path, shown: sha256, secrecy: '不涉密', file: join(desk.temp, 'x.zip') }, keySecret)
  await desk.as('aud')
  const { events } = await desk.value('audit.list', { action: 'signing.' })
  expect(events.slice(0, 2).map(({ action, outcome, entity, entityId, note }) => [action, outcome, entity, entityId, note])).toEqual([
    ['signing.countersign', 'signing.allSigned', null, null, null],
    ['signing.sign', 'ok', 'agreement', 'XY-2026-017', 'place 1, signers 1, sm2'],
  ])
  const said = JSON.stringify(events)
  for (const secret of [keySecret.keyPassphrase, '不得提供给第三方', '王局长']) expect(said).not.toContain(secret)
  await desk.as('sec')
  const sealed = await desk.value('vault.seal', {})
  expect(JSON.stringify(sealed)).toContain(sha256)
})
