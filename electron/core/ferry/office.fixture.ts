import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EntryContent } from '../../../shared/catalogue.ts'
import { emptyContent } from '../../../shared/catalogue.ts'
import type { Input, Output, Reply } from '../../../shared/contract.ts'
import { type Card, cardBody, readCard, writeCard } from '../../../shared/ferry/card.ts'
import { endMarker, headerBytes, partMarker } from '../../../shared/ferry/container.ts'
import { type DownLine, type InnerRecord, innerBody, innerLine } from '../../../shared/ferry/inner.ts'
import { type Manifest, manifestText } from '../../../shared/ferry/manifest.ts'
import type { Party } from '../../../shared/ferry/parties.ts'
import type { Change, EntityState, StateLine, Verdict } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch } from '../../../shared/sync/patch.ts'
import type { HostPorts } from '../core.ts'
import { type AgePair, ageEncrypt, newAgePair } from '../crypto/age.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { newSigningPair, type SigningPair } from '../crypto/signature.ts'
import { newSm2Pair, type Sm2Pair } from '../crypto/sm2.ts'
import { type Desk, deskOf } from '../sync/office.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { fingerprintOfCard } from './identities.ts'
import { signAs } from './signing.ts'

/** A platform of paper: it makes and reads packages with the real keys and the real container, and keeps entries in a map. */
export type PaperPlatform = {
  card: Card
  cardText: string
  fingerprint: string
  signing: SigningPair
  age: AgePair
  sm2: Sm2Pair | null
  epoch: number
  agency: { id: string; name: string }
}

/** `kind` copy: another agency that packs as it likes. */
export const makePlatform = async ({
  sm2 = false,
  name = '澄湖市政务数据平台',
  id = randomUUID() as string,
  kind = 'platform' as Card['kind'],
} = {}): Promise<PaperPlatform> => {
  const [signing, age, second] = [newSigningPair(), await newAgePair(), sm2 ? newSm2Pair() : null]
  const card: Card = {
    mulu: 'card',
    format: 1,
    kind,
    id,
    agency: name,
    name,
    signingKey: signing.publicKey,
    sm2Key: second?.publicKey ?? null,
    ageRecipient: age.recipient,
    madeAt: '2026-11-20T00:00:00.000Z',
  }
  const keys = { deviceId: card.id, age, sm2: second }
  const { signature, sm2: secondSignature } = signAs({ id: card.id, ...signing }, keys, 'card', cardBody(card))
  return {
    card,
    cardText: writeCard(card, signature, secondSignature),
    fingerprint: fingerprintOfCard(card),
    signing,
    age,
    sm2: second,
    epoch: 1,
    agency: { id: randomUUID(), name: '澄湖市民政局' },
  }
}

/** A desk that met the platform by its card alone. */
export type CarriedDesk = Desk & {
  card: Card
  /** As the platform addresses it. */
  party: Party
  put(name: string, bytes: string | Uint8Array): string
  take(files: readonly string[]): Promise<Reply<Output<'ferry.import'>>>
  bring(files: readonly string[]): Promise<Output<'ferry.import'>>
  export(more?: Partial<Input<'ferry.export'>>): Promise<Output<'ferry.export'> & { files: string[] }>
}

export const review = { reviewedOn: '2026-11-20', handledBy: '李文静', officeHead: '王处', leader: '赵局' }

export const meet = async (core: TestCore, platform: PaperPlatform, { sm2 = false } = {}): Promise<CarriedDesk> => {
  const put = (name: string, bytes: string | Uint8Array): string => {
    const path = join(core.temp, name)
    writeFileSync(path, bytes)
    return path
  }
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: platform.agency.name } })
  const { identity, card: text } = await core.value('ferry.identity', { sm2 })
  await core.value('ferry.trustIdentity', { file: put('platform-card.txt', platform.cardText), fingerprint: platform.fingerprint })
  await core.as('officer')
  const card = readCard(text)?.card
  if (card === undefined) throw new Error('no card')
  const desk = deskOf(core)
  let exported = 0
  return {
    ...desk,
    card,
    party: { kind: 'copy', id: card.id, agency: platform.agency, fingerprint: identity.fingerprint },
    put,
    take: (files) => core.call('ferry.import', { files: [...files], secrecy: '不涉密' }),
    bring: (files) => core.value('ferry.import', { files: [...files], secrecy: '不涉密' }),
    export: async (more = {}) => {
      const file = join(core.temp, `up-${++exported}.txt`)
      const written = await core.value('ferry.export', { file, medium: { number: `J-${exported}`, mark: '内部' }, secrecy: '不涉密', review, ...more })
      return { ...written, files: written.form.volumes.map(({ name }) => join(core.temp, name)) }
    },
  }
}

export const openCarriedDesk = async (platform: PaperPlatform, { ports = {} as Partial<HostPorts>, sm2 = false } = {}): Promise<CarriedDesk> =>
  meet(await makeTestCore({ ports }), platform, { sm2 })

export type Down = {
  after?: string
  cursor?: string
  lines?: readonly (DownLine | string)[]
  encrypt?: boolean
  volumes?: number
  change?(manifest: Manifest): Manifest
  changeInner?(record: InnerRecord): InnerRecord
  kind?: string
  about?: Manifest['about']
  packageId?: string
  previous?: Manifest['previous']
  /** Who signs, where it is not the platform. */
  signer?: PaperPlatform
}

export type Made = { manifest: Manifest; sha256: string; volumes: Buffer[] }

/** A down package as files. The first part holds the inner record and nothing else; lines are spread over the volumes. */
export const makeDown = async (platform: PaperPlatform, to: { party: Party; card: Card }, down: Down = {}): Promise<Made> => {
  const { after = '', cursor = 'c1', lines = [], encrypt = false, volumes = 1, signer = platform } = down
  const device = { id: signer.card.id, ...signer.signing }
  const keys = { deviceId: device.id, age: signer.age, sm2: signer.sm2 }
  const sender: Party = { kind: platform.card.kind, id: platform.card.id, agency: { id: null, name: platform.card.agency }, fingerprint: platform.fingerprint }
  const packageId = down.packageId ?? randomUUID()
  const kind = down.kind ?? 'down'
  const texts = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  const each = Math.max(1, Math.ceil(texts.length / volumes))
  const bodies = Array.from({ length: Math.max(volumes - 1, Math.ceil(texts.length / each)) }, (_, at) =>
    texts.slice(at * each, (at + 1) * each).join(''),
  ).filter((text) => text !== '')
  const record: InnerRecord = { mulu: 'inner', format: 1, kind, packageId, sender, recipient: to.party, parts: ['', ...bodies].map((text) => sha256Hex(text)) }
  const inner = down.changeInner?.(record) ?? record
  const plain = [innerLine(inner, signAs(device, null, 'inner', innerBody(inner)).signature), ...bodies]
  const carried = await Promise.all(plain.map(async (text) => (encrypt ? ageEncrypt(to.card.ageRecipient, Buffer.from(text)) : Buffer.from(text))))
  const volumeOf = (at: number): number => Math.min(volumes, at + 1)
  const base: Manifest = {
    mulu: 'package',
    format: 1,
    kind,
    packageId,
    madeAt: '2026-11-26T08:00:00.000Z',
    sender,
    recipient: to.party,
    epoch: platform.epoch,
    previous: down.previous ?? null,
    about: down.about ?? { after, cursor, rulePacks: [] },
    ruleSet: sha256Hex(''),
    medium: { number: 'P-1', mark: '内部' },
    mode: encrypt ? 'encrypted' : 'clear',
    expiresOn: null,
    volumes: Math.min(volumes, carried.length),
    parts: carried.map((bytes, at) => ({ number: at + 1, volume: volumeOf(at), bytes: bytes.length, sha256: sha256Hex(bytes) })),
    counts: { lines: texts.length },
  }
  const manifest = down.change?.(base) ?? base
  const bytes = Buffer.from(manifestText(manifest))
  const { signature, sm2 } = signAs(device, keys, 'package', bytes)
  return {
    manifest,
    sha256: sha256Hex(bytes),
    volumes: Array.from({ length: base.volumes }, (_, at) =>
      Buffer.concat([
        headerBytes(bytes, signature, sm2),
        ...carried.flatMap((part, place) => (volumeOf(place) === at + 1 ? [Buffer.from(partMarker(place + 1)), part] : [])),
        Buffer.from(endMarker),
      ]),
    ),
  }
}

let named = 0
/** The same, put beside a desk. */
export const sendDown = async (platform: PaperPlatform, to: CarriedDesk, down: Down = {}): Promise<{ made: Made; files: string[] }> => {
  const made = await makeDown(platform, to, down)
  named++
  return { made, files: made.volumes.map((bytes, at) => to.put(`down-${named}-${at + 1}.txt`, bytes)) }
}

const draft: EntityState = { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }

export const stateLine = (
  platform: PaperPlatform,
  content: Partial<EntryContent>,
  { id = randomUUID() as string, version = 1, at = '2026-11-26T00:00:00.000Z', owner = platform.agency, state = draft } = {},
): StateLine => ({
  kind: 'state',
  entity: 'entry',
  id,
  version,
  content: { ...emptyContent(), ...content },
  published: null,
  state,
  owner,
  by: { agency: owner.name, officer: '平台', device: null, changeId: null },
  at,
})

/** The changes of an up package's volumes, as the platform reads them. */
export const changesIn = (files: readonly string[]): Change[] =>
  files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"changeId"') || line.includes('"changeId":'))
      .flatMap((line) => {
        const value = JSON.parse(line) as Change
        return value.changeId === undefined ? [] : [value]
      }),
  )

/** What the platform says of a change: applied on a new entry. */
export const applied = (change: Change, more: Partial<Verdict> = {}): DownLine => ({
  kind: 'verdict',
  changeId: change.changeId,
  verdict: 'applied',
  receivedAt: '2026-11-26T01:00:00.000Z',
  version: change.baseVersion + 1,
  now: null,
  problem: null,
  receiptId: randomUUID(),
  ...more,
})

/** The entry as the platform has it after a change to a new entry. */
export const stateAfter = (platform: PaperPlatform, change: Change, more: { version?: number; at?: string } = {}): StateLine => {
  if (change.kind !== 'patch') throw new Error('a patch')
  return stateLine(platform, applyContentPatch(emptyContent(), change.patch), { id: change.id, version: change.baseVersion + 1, ...more })
}
