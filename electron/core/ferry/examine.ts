import { type Failure, failure, Refusal } from '../../../shared/errors.ts'
import { ruleSetText } from '../../../shared/ferry/manifest.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { allPacks } from '../rules/queries.ts'
import { readPlatform } from '../sync/platform.ts'
import { readDevice } from '../vault/device.ts'
import { activeIdentity, identityOf, type Known } from './identities.ts'
import { linesOf, type Opening, partsInClear } from './inside.ts'
import { readFerryKeys } from './keys.ts'
import { downAbout, placeOf } from './order.ts'
import { packageById } from './packages.ts'
import { type Looked, lookAt, papersIn } from './papers.ts'
import { peerAbout, sameAgency } from './peer-parties.ts'
import { verifyAs } from './signing.ts'
import type { Volumes } from './volumes.ts'

/** Newer than this computer's clock by more than a day: one of the two clocks is wrong. */
const clockToleranceMs = 86_400_000

/** SHA-256 over the rule packs that are here. */
export const ruleSetOf = (db: ReadDb): string => sha256Hex(ruleSetText(allPacks(db).map(({ id, version }) => ({ id, version }))))

export type Standing = 'trusted' | 'revoked' | 'unknown' | 'own'

/** What is known of a package's signer. `signed`: the manifest is as its card's keys signed it. */
export const signerOf = (db: ReadDb, { manifest, manifestBytes, volumes }: Volumes): { known: Known | null; standing: Standing; signed: boolean } => {
  const { sender } = manifest
  const known = identityOf(db, sender.fingerprint)
  // A card of somebody else's under the name in the manifest is no card of this sender.
  if (known === undefined || known.card.id !== sender.id || known.card.kind !== sender.kind) return { known: null, standing: 'unknown', signed: false }
  const header = volumes[0]?.header
  const signed = header !== undefined && verifyAs(known.card, 'package', manifestBytes, header)
  const standing: Standing = known.identity.revokedAt !== null ? 'revoked' : known.identity.own ? 'own' : 'trusted'
  return { known, standing, signed }
}

/** Addressed to this copy: its device, by one of its cards that still counts, and its agency where that is known. */
export const isForUs = (db: ReadDb, { manifest: { kind, recipient } }: Volumes): boolean => {
  const device = readDevice(db)
  const card = identityOf(db, recipient.fingerprint)
  if (recipient.kind !== 'copy' || recipient.id !== device.id || card?.identity.own !== true || card.identity.revokedAt !== null) return false
  // Another agency knows ours by the name on its card alone.
  if (kind === 'peer') return sameAgency(recipient.agency.name, card.card.agency)
  const platform = readPlatform(db)
  return platform === undefined || platform.agencyId === '' || recipient.agency.id === platform.agencyId
}

/** How parts are opened here: null where they are in clear. */
export const openingOf = (db: ReadDb, { manifest }: Volumes): Opening => {
  if (manifest.mode === 'clear') return null
  const keys = readFerryKeys(db)
  return { identities: keys === null ? [] : [keys.age.identity] }
}

/** What has to be true before anything of a package is applied, in the order it is asked. Throws the first that is not. */
export const checkOutside = (db: ReadDb, volumes: Volumes): { card: Known } => {
  const { manifest } = volumes
  const { known, standing, signed } = signerOf(db, volumes)
  if (known === null) throw new Refusal('ferry.unknownSigner', { name: manifest.sender.agency.name, fingerprint: manifest.sender.fingerprint })
  if (!signed) throw new Refusal('ferry.badSignature', { name: volumes.volumes[0]?.name ?? '' })
  if (standing === 'revoked') throw new Refusal('ferry.revokedSigner', { name: known.identity.agency, on: known.identity.revokedAt?.slice(0, 10) ?? '' })
  if (!isForUs(db, volumes)) throw new Refusal('ferry.notForUs', { recipient: manifest.recipient.agency.name, fingerprint: manifest.recipient.fingerprint })
  if (manifest.kind === 'peer') {
    peerAbout(manifest, known)
    return { card: known }
  }
  downAbout(manifest)
  const platform = readPlatform(db)
  if (platform === undefined || platform.platformId === null || platform.deviceId !== readDevice(db).id) throw new Refusal('sync.notEnrolled')
  if (manifest.sender.kind !== 'platform' || manifest.sender.id !== platform.platformId)
    throw new Refusal('ferry.otherPlatform', { name: known.identity.agency })
  if (manifest.recipient.agency.id === null) throw new Refusal('ferry.notPackage', { name: '', why: 'recipient.agency.id' })
  if (platform.asks !== null) throw new Refusal(`sync.asks.${platform.asks}`, { count: platform.asksCount })
  return { card: known }
}

/** Its place in the order, and that all of it is here. */
export const checkOrder = (db: ReadDb, { manifest, missing }: Volumes): void => {
  // An agency's package needs nothing before it.
  if (manifest.kind !== 'peer') {
    const platform = readPlatform(db)
    if (platform === undefined) throw new Refusal('sync.notEnrolled')
    placeOf(db, platform, manifest)
  }
  if (missing.length > 0) throw new Refusal('ferry.incomplete', { missing: missing.join('、'), of: manifest.volumes })
}

/** When it was taken in, and by whom. */
export const appliedBefore = (db: ReadDb, { manifest, sha256 }: Volumes): { at: string; by: string } | null => {
  const stored = packageById(db, manifest.packageId)
  if (stored === undefined || stored.direction !== 'in') return null
  // The same id over another text is another package in its name.
  if (stored.sha256 !== sha256) throw new Refusal('ferry.idReused')
  return { at: stored.recordedAt, by: stored.recordedBy }
}

/** What a person should know and nothing is refused for. */
export const warningsOf = (db: ReadDb, { manifest }: Volumes, now: Date): Failure[] => {
  const warnings: Failure[] = []
  const today = dayInChina(now.toISOString())
  if (manifest.expiresOn !== null && manifest.expiresOn < today) warnings.push(failure('ferry.warnExpired', { on: manifest.expiresOn }))
  if (Date.parse(manifest.madeAt) > now.getTime() + clockToleranceMs) warnings.push(failure('ferry.warnClock', { at: manifest.madeAt.slice(0, 10), today }))
  if (manifest.ruleSet !== ruleSetOf(db)) warnings.push(failure('ferry.warnRules'))
  const newest = activeIdentity(db, manifest.sender.id)
  if (newest !== undefined && newest.identity.fingerprint !== manifest.sender.fingerprint) warnings.push(failure('ferry.warnOlderCard'))
  const before = manifest.kind === 'peer' ? manifest.previous : null
  if (before !== null && packageById(db, before.packageId) === undefined)
    warnings.push(failure('ferry.warnBefore', { missing: before.packageId.slice(0, 8), medium: before.medium || '—' }))
  return warnings
}

/** The refusal that a check threw, or null. Other errors go on. */
export const refusalOf = async (check: () => unknown): Promise<Failure | null> => {
  try {
    await check()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.failure
    throw error
  }
}

/** Goes through the parts that are here, to their end. Throws what is wrong with the first that is not as it was signed. */
export const checkParts = async (volumes: Volumes, breathe: (part: number) => Promise<void>): Promise<void> => {
  for (const { number } of volumes.manifest.parts) {
    await volumes.part(number)
    await breathe(number)
  }
}

/** The same, and inside: needs all volumes and the key. The papers that are in it, by their digests. */
export const checkInside = async (
  volumes: Volumes,
  card: Known,
  opening: Opening,
  breathe: (part: number) => Promise<void>,
): Promise<ReadonlyMap<string, Looked>> => {
  const papers = new Map<string, Looked>()
  const reader = papersIn()
  for await (const { number, body } of partsInClear(volumes, card.card, opening)) {
    for (const line of linesOf(body)) {
      const paper = reader.take(line)
      if (paper !== null && paper !== 'other') papers.set(paper.head.sha256, await lookAt(paper))
    }
    await breathe(number)
  }
  reader.end()
  return papers
}
