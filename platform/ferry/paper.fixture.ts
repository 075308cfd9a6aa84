import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type Card, cardBody, readCard, writeCard } from '../../shared/ferry/card.ts'
import type { TestPlatform } from '../testing.ts'
import { type Own, ownParty } from './cards.ts'
import { sha256Hex, signAs } from './signing.ts'
import { civil, ordered } from './vault.fixture.ts'
import { type Outline, writePackage } from './write.ts'

export const newEntry = (title: string) => ({
  changeId: randomUUID(),
  entity: 'entry',
  id: randomUUID(),
  baseVersion: 0,
  madeAt: '2026-11-26T01:00:00.000Z',
  officer: '李文静',
  kind: 'patch',
  note: '',
  patch: { fields: { title } },
})

/** A copy of paper in a folder of its own, whose card is registered: it writes whatever it is told to, rightly signed. */
export const paperCopy = async (platform: Pick<TestPlatform, 'db'>) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-paper-'))
  const pair = generateKeyPairSync('ed25519')
  const signingKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  const card: Card = {
    mulu: 'card',
    format: 1,
    kind: 'copy',
    id: randomUUID(),
    agency: civil,
    name: '目录',
    signingKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sm2Key: null,
    ageRecipient: await identityToRecipient(await generateX25519Identity()),
    madeAt: '2026-11-20T00:00:00.000Z',
  }
  const fingerprint = sha256Hex(cardBody(card))
  const file = join(folder, 'card.txt')
  writeFileSync(file, writeCard(card, signAs(signingKey, 'card', cardBody(card)), null))
  await ordered(platform, 'card add', { agency: civil, officer: '李文静', fingerprint }, [file])
  const to = await ownParty(platform.db, new Date())
  const own: Own = { party: { kind: 'copy', id: card.id, agency: { id: null, name: civil }, fingerprint }, signingKey, ageIdentity: '', card: '' }
  let discs = 0
  const write = async (some: Partial<Outline>, lines: readonly string[]): Promise<string[]> => {
    const outline: Outline = {
      kind: 'up',
      packageId: randomUUID(),
      madeAt: '2026-11-26T01:00:00.000Z',
      recipient: to.party,
      epoch: 0,
      previous: null,
      about: () => ({ known: { epoch: 0, cursor: '', packageId: null }, wants: 'delta' }),
      ruleSet: '0'.repeat(64),
      medium: { number: `P-${++discs}`, mark: '内部' },
      mode: 'clear',
      expiresOn: null,
      mediaBytes: null,
      ageRecipient: readCard(to.card)?.card.ageRecipient ?? '',
      ...some,
    }
    async function* all() {
      yield* lines
    }
    const made = await writePackage(folder, own, outline, all(), () => ({ changes: lines.length }))
    await made.place()
    return made.files.map(({ name }) => join(folder, name))
  }
  return { folder, own, write }
}
