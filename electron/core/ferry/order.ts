import { Refusal } from '../../../shared/errors.ts'
import { type About, aboutSchemas, type Manifest, type PackageKind, packageKinds } from '../../../shared/ferry/manifest.ts'
import type { ReadDb } from '../db/open.ts'
import { epochUnknown, type Platform, passedAt } from '../sync/platform.ts'

/** A down package's place among what is here. */
export type Place = {
  about: About<'down'>
  /** It does not begin where we stand: lines may be older than what is here. */
  overtaken: boolean
  /** The platform was put back to a backup since: everything it said before is in doubt. */
  newEpoch: boolean
  /** Where we stand afterwards is where it ends. */
  moves: boolean
}

export const isKnownKind = (kind: string): kind is PackageKind => packageKinds.some((known) => known === kind)

/** What the kind adds to the manifest. Throws `ferry.unknownKind`, `ferry.wrongDirection` (of packages for a platform), `ferry.notPackage`. */
export const downAbout = ({ kind, about }: Pick<Manifest, 'kind' | 'about'>): About<'down'> => {
  if (!isKnownKind(kind)) throw new Refusal('ferry.unknownKind', { kind })
  if (kind !== 'down') throw new Refusal('ferry.wrongDirection', { kind })
  const parsed = aboutSchemas.down.safeParse(about)
  if (!parsed.success) throw new Refusal('ferry.notPackage', { name: '', why: 'about' })
  return parsed.data
}

/**
 * Whether it may be applied on what is here: by the places it names, never by a counter or a clock. Throws
 * `ferry.oldEpoch`, `sync.asks.restored`, `ferry.gap` with what is missing.
 */
export const placeOf = (db: ReadDb, platform: Platform, manifest: Manifest): Place => {
  const about = downAbout(manifest)
  const first = platform.epoch === epochUnknown
  if (!first && manifest.epoch < platform.epoch) throw new Refusal('ferry.oldEpoch', { epoch: manifest.epoch, present: platform.epoch })
  const newEpoch = manifest.epoch !== platform.epoch
  if (newEpoch && !first && platform.allowed !== 'restored') throw new Refusal('sync.asks.restored', { count: 0 })
  const full = about.after === ''
  if (!full && (newEpoch || passedAt(db, about.after) === null)) {
    const { previous } = manifest
    throw new Refusal('ferry.gap', {
      missing: previous === null ? '—' : previous.packageId,
      medium: previous === null || previous.medium === '' ? '—' : previous.medium,
    })
  }
  const here = newEpoch ? '' : platform.cursor
  const overtaken = about.after !== here
  const moves = !overtaken || here === '' || (passedAt(db, about.cursor) === null && manifest.madeAt > (passedAt(db, here) ?? ''))
  return { about, overtaken: overtaken && here !== '', newEpoch, moves }
}
