import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardBody, readCard } from '../../../shared/ferry/card.ts'
import { inGroups } from '../../../shared/ferry/parties.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { type CarriedDesk, makePlatform, openCarriedDesk, type PaperPlatform, sendDown, stateLine } from './office.fixture.ts'

let platform: PaperPlatform
let core: TestCore
let desk: CarriedDesk
beforeAll(async () => {
  platform = await makePlatform()
  core = await makeTestCore()
})
afterAll(async () => {
  await desk?.close()
  await core?.close()
})
const refused = (code: string) => ({ ok: false, error: { code } })

test('a card is made once, by the system administrator, and changes only when it is asked to', async () => {
  const { as, call, value, temp } = core
  await as('officer')
  expect(await call('ferry.identity', {})).toMatchObject(refused('access.denied'))
  await as('sys')
  expect(await call('ferry.identity', {})).toMatchObject(refused('ferry.agencyUnknown'))
  await value('profile.save', { patch: { agency: '澄湖市民政局' } })
  const file = join(temp, 'own.txt')
  const made = await value('ferry.identity', { file })
  expect(readFileSync(file, 'utf8')).toBe(made.card)
  const card = readCard(made.card)?.card
  if (card === undefined) throw new Error('a card')
  expect(sha256Hex(cardBody(card))).toBe(made.identity.fingerprint)
  expect(made.identity).toMatchObject({ own: true, kind: 'copy', agency: '澄湖市民政局', name: '目录', sm2: false, addedBy: 'sys' })
  expect(await value('ferry.identity', {})).toEqual(made)
  const second = await value('ferry.identity', { sm2: true, name: '民政局一号机' })
  expect(second.identity).toMatchObject({ sm2: true, name: '民政局一号机' })
  expect(second.identity.fingerprint).not.toBe(made.identity.fingerprint)
  expect((await value('ferry.identity', {})).identity.fingerprint).toBe(second.identity.fingerprint)
  // The keys of an older card that still count stay what they were.
  expect(readCard(second.card)?.card).toMatchObject({ signingKey: card.signingKey, ageRecipient: card.ageRecipient })
  expect(await call('ferry.revokeIdentity', { fingerprint: second.identity.fingerprint, reason: 'x' })).toMatchObject(refused('ferry.ownCard'))
  await value('ferry.revokeIdentity', { fingerprint: made.identity.fingerprint, reason: '已换卡' })
  expect(await call('ferry.trustIdentity', { file })).toMatchObject(refused('ferry.ownCard'))
})

test("another party's card is shown first, trusted only with the fingerprint from paper, and all of it is recorded", async () => {
  const { as, call, value, temp } = core
  const other = meetFile(temp)
  await as('officer')
  expect(await call('ferry.trustIdentity', { file: other })).toMatchObject(refused('access.denied'))
  await as('sys')
  expect(await value('ferry.trustIdentity', { file: other })).toMatchObject({ shown: { fingerprint: platform.fingerprint }, identity: null, enrolled: false })
  expect(await call('ferry.trustIdentity', { file: other, fingerprint: '00'.repeat(32) })).toMatchObject(refused('trust.otherFingerprint'))
  const onPaper = inGroups(platform.fingerprint).toUpperCase()
  expect(await value('ferry.trustIdentity', { file: other, fingerprint: onPaper })).toMatchObject({
    enrolled: true,
    identity: { own: false, kind: 'platform' },
  })
  expect(await call('ferry.trustIdentity', { file: other, fingerprint: onPaper })).toMatchObject(refused('ferry.cardKnown'))
  expect(await value('sync.status', {})).toMatchObject({ configured: false, enrolled: true, platform: '澄湖市政务数据平台' })
  const second = await makePlatform({ name: '另一个平台' })
  const file = join(temp, 'second.txt')
  writeFileSync(file, second.cardText)
  expect(await call('ferry.trustIdentity', { file, fingerprint: second.fingerprint })).toMatchObject(refused('ferry.otherPlatform'))
  for (const text of [
    '',
    'x',
    platform.cardText.replace('澄湖', '澄江'),
    platform.cardText.slice(0, -10),
    second.cardText.replace(second.card.signingKey, platform.card.signingKey),
  ]) {
    writeFileSync(file, text)
    expect(await call('ferry.trustIdentity', { file, fingerprint: platform.fingerprint })).toMatchObject(refused('ferry.noCard'))
  }
  // Nothing runs by a line that was never set up.
  await as('officer')
  expect(await call('sync.run', { secrecy: '不涉密' })).toMatchObject(refused('sync.notConfigured'))
  await as('aud')
  const { events } = await value('audit.list', { action: 'ferry.' })
  expect(events.map(({ action, outcome, note }) => [action, outcome, note])).toContainEqual(['ferry.trustIdentity', 'ok', 'platform'])
  expect(events.map(({ action, outcome }) => [action, outcome])).toContainEqual(['ferry.trustIdentity', 'trust.otherFingerprint'])
})

const meetFile = (temp: string): string => {
  const file = join(temp, 'platform.txt')
  // As an e-mail may have it.
  writeFileSync(file, platform.cardText.replaceAll('\n', '\r\n'))
  return file
}

test('while a package is taken in, lists are read and entries saved', async () => {
  desk = await openCarriedDesk(platform)
  const lines = Array.from({ length: 2000 }, (_, n) => stateLine(platform, { title: `信息资源${n}` }))
  const { files } = await sendDown(platform, desk, { lines, volumes: 4 })
  // The reading thread is there before it is asked how often it can answer.
  await desk.value('catalogue.search', { text: '信息', limit: 5 })
  let done = false
  const taking = desk.bring(files).finally(() => {
    done = true
  })
  let reads = 0
  const seen = new Set<number>()
  while (!done) {
    const found = await desk.value('catalogue.search', { text: '信息', limit: 5 })
    seen.add(found.items.length)
    reads++
  }
  const saved = desk.save({ title: '同时保存的一条' })
  expect((await taking).effects.taken).toBe(2000)
  await saved
  expect(reads).toBeGreaterThan(5)
  // All of it or nothing, at every look.
  expect([...seen].every((n) => n === 0 || n === 5)).toBe(true)
  expect((await desk.value('catalogue.check', {})).entries).toBe(2001)
}, 120_000)
