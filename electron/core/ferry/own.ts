import { Refusal } from '../../../shared/errors.ts'
import type { Party } from '../../../shared/ferry/parties.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readPlatform } from '../sync/platform.ts'
import { type Device, readDevice } from '../vault/device.ts'
import { activeIdentity, type Known, partyOf } from './identities.ts'
import { type FerryKeys, readFerryKeys } from './keys.ts'

/** This copy as a party: its newest card, with the keys that belong to it. */
export type Own = { device: Device; keys: FerryKeys; known: Known; party: Party }

/** Throws `ferry.noIdentity` where no card was made by this device yet. */
export const ownParty = (db: ReadDb): Own => {
  const device = readDevice(db)
  const keys = readFerryKeys(db)
  const known = activeIdentity(db, device.id)
  if (keys === null || known === undefined) throw new Refusal('ferry.noIdentity')
  const platform = readPlatform(db)
  const agency = {
    id: platform === undefined || platform.agencyId === '' ? null : platform.agencyId,
    name: platform === undefined || platform.agencyName === '' ? readProfile(db).agency : platform.agencyName,
  }
  return { device, keys, known, party: partyOf(known, agency) }
}

/** The platform's card, which packages are addressed to. Throws `sync.notEnrolled`, `ferry.noPlatformCard`. */
export const platformParty = (db: ReadDb): { known: Known; party: Party } => {
  const platform = readPlatform(db)
  if (platform === undefined || platform.platformId === null || platform.deviceId !== readDevice(db).id) throw new Refusal('sync.notEnrolled')
  const known = activeIdentity(db, platform.platformId)
  if (known === undefined) throw new Refusal('ferry.noPlatformCard', { platform: platform.name })
  return { known, party: partyOf(known, { id: null, name: known.card.agency }) }
}
