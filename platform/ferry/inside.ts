import { armor, Decrypter } from 'age-encryption'
import type { Card } from '../../shared/ferry/card.ts'
import { innerBody, readInnerLine } from '../../shared/ferry/inner.ts'
import { ferryLimits } from '../../shared/ferry/limits.ts'
import type { Party } from '../../shared/ferry/parties.ts'
import { Refused } from '../problems.ts'
import { sha256Hex, verifyAs } from './signing.ts'
import type { Volumes } from './volumes.ts'

const lineFeed = 0x0a

const decrypted = async (identity: string, armored: Buffer): Promise<Buffer> => {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return Buffer.from(await decrypter.decrypt(armor.decode(armored.toString('latin1'))))
  } catch {
    throw new Refused('package.notOpened')
  }
}

const sameParty = (a: Party, b: Party): boolean =>
  a.kind === b.kind && a.id === b.id && a.fingerprint === b.fingerprint && a.agency.id === b.agency.id && a.agency.name === b.agency.name

/** The digests of the parts in clear, from the record that the sender signed inside. */
const plainDigests = ({ manifest }: Volumes, card: Card, line: Buffer): string[] => {
  const read = readInnerLine(line.toString('utf8'))
  if (read === null) throw new Refused('package.inside', 'record')
  const { record, signature } = read
  const same =
    record.packageId === manifest.packageId &&
    record.kind === manifest.kind &&
    record.parts.length === manifest.parts.length &&
    sameParty(record.sender, manifest.sender) &&
    sameParty(record.recipient, manifest.recipient)
  if (!same || !verifyAs({ ...card, sm2Key: null }, 'inner', innerBody(record), { signature, sm2: null })) throw new Refused('package.inside', 'record')
  return record.parts
}

/** Part by part, each checked outside and inside before a line of it is given out. Lines come without their line feeds. */
export async function* linesInClear(volumes: Volumes, card: Card, ageIdentity: string): AsyncGenerator<Buffer> {
  const { manifest } = volumes
  let digests: string[] | undefined
  for (const { number } of manifest.parts) {
    const carried = await volumes.part(number)
    let body = manifest.mode === 'clear' ? carried : await decrypted(ageIdentity, carried)
    if (body.length === 0 || body.at(-1) !== lineFeed) throw new Refused('package.inside', `part ${number}`)
    if (digests === undefined) {
      const end = body.indexOf(lineFeed)
      digests = plainDigests(volumes, card, body.subarray(0, Math.min(end, ferryLimits.manifestBytes)))
      body = body.subarray(end + 1)
    }
    if (sha256Hex(body) !== digests[number - 1]) throw new Refused('package.inside', `part ${number}`)
    for (let from = 0; from < body.length; ) {
      const end = body.indexOf(lineFeed, from)
      yield body.subarray(from, end)
      from = end + 1
    }
  }
}
