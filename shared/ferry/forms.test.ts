import { expect, test } from 'vitest'
import { type Card, cardBody, readCard, writeCard } from './card.ts'
import { type InnerRecord, innerLine, readInnerLine } from './inner.ts'
import { aboutSchemas, type Manifest, manifestSchema, manifestText, mediumNumberSchema, otherFormat, ruleSetText, volumeName } from './manifest.ts'
import { asDigits, inGroups } from './parties.ts'

const id = '5d1f7f40-9d7c-4a3c-8a51-3f2a3a5b6c01'
const card: Card = {
  mulu: 'card',
  format: 1,
  kind: 'platform',
  id,
  agency: '澄湖市政务数据平台',
  name: '澄湖市政务数据平台',
  signingKey: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
  sm2Key: null,
  ageRecipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  madeAt: '2026-11-27T00:00:00.000Z',
}
const signature = Buffer.alloc(64, 1).toString('base64')
const party = { kind: 'copy', id, agency: { id: null, name: '澄湖市民政局' }, fingerprint: 'ab'.repeat(32) } as const
const manifest: Manifest = {
  mulu: 'package',
  format: 1,
  kind: 'up',
  packageId: id,
  madeAt: card.madeAt,
  sender: party,
  recipient: { ...party, kind: 'platform' },
  epoch: 1,
  previous: null,
  about: { known: { epoch: 1, cursor: '', packageId: null }, wants: 'delta' },
  ruleSet: 'cd'.repeat(32),
  medium: { number: 'J2026-017', mark: '内部' },
  mode: 'clear',
  expiresOn: null,
  volumes: 2,
  parts: [1, 2, 3].map((number) => ({ number, volume: number < 3 ? 1 : 2, bytes: 10, sha256: 'ef'.repeat(32) })),
  counts: { changes: 3 },
}

test('a card has one form; an e-mail that changed its line ends is forgiven, any other change is not', () => {
  const text = writeCard(card, signature, null)
  expect(readCard(text)).toMatchObject({ card, marked: { body: cardBody(card), signature, sm2: null } })
  expect(readCard(text.replaceAll('\n', '\r\n'))?.marked.body).toBe(cardBody(card))
  const broken = [
    '',
    ` ${text}`,
    `${text} `,
    text.replace('  "id"', '   "id"'),
    text.replace('"format": 1', '"format": 2'),
    text.replace('"sm2Key": null', '"sm2Key": null,\n  "more": 1'),
    text.replace(/ {2}"id": .*\n/, ''),
    writeCard(card, signature, signature), // a second signature without its key
    writeCard({ ...card, sm2Key: `04${'0'.repeat(128)}` }, signature, null),
  ]
  for (const each of broken) expect(readCard(each)).toBeNull()
})

test('a manifest is strict in what it says and counts its parts', () => {
  expect(manifestSchema.parse(JSON.parse(manifestText(manifest)))).toEqual(manifest)
  const [first, second, third] = manifest.parts
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  const wrong: Record<string, unknown>[] = [
    { more: 1 },
    { kind: 'Up!' },
    { medium: { number: 'J1', mark: '秘密' } },
    { medium: { number: '../x', mark: '内部' } },
    { parts: [] },
    { parts: [second, first, third] },
    { parts: [first, first, third] },
    { parts: [first, { ...second, volume: 2 }, { ...third, volume: 1 }] },
    { volumes: 3 },
    { parts: [{ ...first, bytes: 65 * 1024 ** 2 }, second, third] },
    { parts: [{ ...first, bytes: 0 }, second, third] },
    { parts: Array.from({ length: 33 }, (_, at) => ({ ...first, number: at + 1, bytes: 64 * 1024 ** 2 })), volumes: 1 },
  ]
  for (const change of wrong) expect(manifestSchema.safeParse({ ...manifest, ...change }).success).toBe(false)
  expect(otherFormat({ ...manifest, format: 2 })).toBe(2)
  expect(otherFormat(manifest)).toBeNull()
  expect(aboutSchemas.up.safeParse(manifest.about).success).toBe(true)
  expect(aboutSchemas.down.safeParse(manifest.about).success).toBe(false)
  for (const name of ['J2026-017', '民政〔2026〕17号']) expect(mediumNumberSchema.safeParse(name).success).toBe(true)
  for (const name of ['', ' ', '-rf', 'a/b', 'a\nb', '..', 'a:b', `${'x'.repeat(41)}`]) expect(mediumNumberSchema.safeParse(name).success).toBe(false)
})

test('the inner record has one form and is read from nothing else', () => {
  const record: InnerRecord = {
    mulu: 'inner',
    format: 1,
    kind: 'up',
    packageId: id,
    sender: party,
    recipient: manifest.recipient,
    parts: ['12'.repeat(32)],
  }
  const line = innerLine(record, signature)
  expect(readInnerLine(line.slice(0, -1))).toEqual({ record, signature })
  expect(readInnerLine(line)).toBeNull()
  expect(readInnerLine(line.slice(0, -1).replace('"record":', '"record": '))).toBeNull()
  expect(readInnerLine('{"changeId":1}')).toBeNull()
})

test('names and fingerprints are written as people need them', () => {
  expect(inGroups('0123456789ab')).toBe('0123 4567 89ab')
  expect(asDigits(' 0123:4567 89AB ')).toBe('0123456789ab')
  expect(volumeName('MULU-J1', 1, 1)).toBe('MULU-J1.txt')
  expect(volumeName('MULU-J1', 2, 3)).toBe('MULU-J1-2of3.txt')
  expect(
    ruleSetText([
      { id: 'nb-171', version: 2 },
      { id: 'cn-809', version: 1 },
    ]),
  ).toBe('cn-809 1\nnb-171 2\n')
})
