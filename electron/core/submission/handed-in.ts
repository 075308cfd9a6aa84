import { stat } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { sha256File, sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { readUpTo } from '../read-up-to.ts'
import { readBundle } from '../signing/bundle.ts'
import { readTrust } from '../signing/certificates.ts'
import { readSubject, verifyBundle } from '../signing/verify.ts'
import { documentNames } from './files.ts'

export type Place = { path: string; name: string }

/** A file the document names by its digest; null: it was not handed in. */
export type Others = (sha256: string) => Promise<Buffer | null>

export type HandedIn = {
  bytes: Buffer
  name: string
  others: Others
  /** Of a bundle: what its signatures are, and what they say was signed. */
  signed: { verdict: BundleVerdict; subject: ReturnType<typeof readSubject> } | null
}

/** Of the text itself; files of rows are shorter, and a city's form too. */
export const mostTwinBytes = 256 << 20
const mostBesideBytes = 64 << 20

const within =
  (name: string, most: number) =>
  (size: number): void => {
    if (size > most) throw new Refusal('submission.fileForm', { name, why: `> ${most >> 20} MiB` })
  }

const isZip = (data: Buffer): boolean => data.subarray(0, 2).toString('latin1') === 'PK'

/** A document, or the bundle it was signed in, and the files beside it: each read when it is its turn, known by what is in it. */
export const readHandedIn = async (db: ReadDb, file: Place, beside: readonly Place[], now: string): Promise<HandedIn> => {
  const { name } = file
  const data = await readUpTo(file.path, name, within(name, mostTwinBytes))
  const places = new Map<string, Place>()
  for (const place of beside) {
    within(place.name, mostBesideBytes)((await stat(place.path)).size)
    places.set(await sha256File(place.path), place)
  }
  const fromFiles: Others = async (sha256) => {
    const place = places.get(sha256)
    return place === undefined ? null : readUpTo(place.path, place.name, within(place.name, mostBesideBytes))
  }
  if (!isZip(data)) return { bytes: data, name, others: fromFiles, signed: null }
  const { bundle, findings } = await readBundle(data, name)
  const verdict = verifyBundle(bundle, findings, { trust: readTrust(db), now, received: null, sha256: sha256Hex(data) })
  const twin = documentNames.map((each) => bundle.files.get(each)).find((each) => each !== undefined)
  if (twin === undefined) throw new Refusal('submission.fileForm', { name, why: documentNames.join('、') })
  const inBundle = new Map([...bundle.files.values()].map((each) => [sha256Hex(each), each]))
  const others: Others = async (sha256) => inBundle.get(sha256) ?? (await fromFiles(sha256))
  return { bytes: twin, name, others, signed: { verdict, subject: readSubject(bundle.subject) } }
}
