import { Refusal } from '../../../shared/errors.ts'
import type { Card } from '../../../shared/ferry/card.ts'
import { type InnerRecord, innerBody, readInnerLine } from '../../../shared/ferry/inner.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import type { Manifest } from '../../../shared/ferry/manifest.ts'
import { ageDecrypt } from '../crypto/age.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { verifyAs } from './signing.ts'
import type { Volumes } from './volumes.ts'

/** What opens the parts: null where they are in clear. Tried one after the other. */
export type Opening = { identities: readonly string[] } | null

const lineFeed = 0x0a

/** A part as it reads in clear, ending in a line feed; empty only where the first part holds nothing but the inner record. */
const plainPart = async (volumes: Volumes, number: number, opening: Opening): Promise<Buffer> => {
  const carried = await volumes.part(number)
  if (carried === null) throw new Refusal('ferry.incomplete', { missing: volumes.missing.join('、'), of: volumes.manifest.volumes })
  if (opening === null) return carried
  for (const identity of opening.identities) {
    const plain = await ageDecrypt(identity, carried)
    if (plain !== null) return Buffer.from(plain.buffer, plain.byteOffset, plain.length)
  }
  throw new Refusal('ferry.notOpened')
}

const sameParty = (a: InnerRecord['sender'], b: InnerRecord['sender']): boolean =>
  a.kind === b.kind && a.id === b.id && a.fingerprint === b.fingerprint && a.agency.id === b.agency.id && a.agency.name === b.agency.name

/**
 * Reads the parts in order, each checked before a line of it is given out: carried digest, decryption, the inner record
 * against the manifest, its signature, and the digest of what the part says in clear. Throws `ferry.…`; whatever was
 * given out before is then the caller's to take back.
 */
export async function* partsInClear(volumes: Volumes, card: Card, opening: Opening): AsyncGenerator<{ number: number; body: Buffer }> {
  const { manifest } = volumes
  let record: InnerRecord | undefined
  for (const { number } of manifest.parts) {
    let body = await plainPart(volumes, number, opening)
    if (body.length === 0 || body.at(-1) !== lineFeed) throw new Refusal('ferry.inner', { why: `part ${number}` })
    if (record === undefined) {
      const end = body.indexOf(lineFeed)
      record = innerOf(manifest, card, body.subarray(0, Math.min(end, ferryLimits.manifestBytes)))
      body = body.subarray(end + 1)
    }
    if (sha256Hex(body) !== record.parts[number - 1]) throw new Refusal('ferry.inner', { why: `part ${number}` })
    yield { number, body }
  }
}

const innerOf = (manifest: Manifest, card: Card, line: Buffer): InnerRecord => {
  const read = readInnerLine(line.toString('utf8'))
  if (read === null) throw new Refusal('ferry.inner', { why: 'record' })
  const { record, signature } = read
  const same =
    record.packageId === manifest.packageId &&
    record.kind === manifest.kind &&
    record.parts.length === manifest.parts.length &&
    sameParty(record.sender, manifest.sender) &&
    sameParty(record.recipient, manifest.recipient)
  // What was encrypted for one and wrapped anew under another name shows here.
  if (!same) throw new Refusal('ferry.otherInside')
  // The inner signature is Ed25519 alone; the outer one carries SM2 where it is used.
  if (!verifyAs({ ...card, sm2Key: null }, 'inner', innerBody(record), { signature, sm2: null })) throw new Refusal('ferry.otherInside')
  return record
}

/** The lines of a part, without their line feeds. One longer than the limit comes as null: it is passed over unread. */
export function* linesOf(body: Buffer): Generator<Buffer | null> {
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf(lineFeed, from)
    yield end - from > ferryLimits.lineBytes ? null : body.subarray(from, end)
    from = end + 1
  }
}
