import { type AgePair, newAgePair } from '../crypto/age.ts'
import { newSm2Pair, type Sm2Pair } from '../crypto/sm2.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { readDevice } from '../vault/device.ts'

/**
 * The private halves that only packages need. They stand in the encrypted file, as the device's own key does, which
 * signs packages too. A vault put back from a backup is another device: what belonged to the one before is not used.
 */
export type FerryKeys = { deviceId: string; age: AgePair; sm2: Sm2Pair | null }

const place = 'ferry'

export const readFerryKeys = (db: ReadDb): FerryKeys | null => {
  const text = readMeta(db, place)
  const keys = text === null ? null : (JSON.parse(text) as FerryKeys)
  return keys?.deviceId === readDevice(db).id ? keys : null
}

export const writeFerryKeys = (db: WriteDb, keys: FerryKeys): void => {
  writeMeta(db, place, JSON.stringify(keys))
}

/** This device's keys, new ones where there are none. `sm2` null: as it was. */
export const ferryKeysFor = async (db: ReadDb, sm2: boolean | null): Promise<FerryKeys> => {
  const before = readFerryKeys(db)
  const wanted = sm2 ?? (before !== null && before.sm2 !== null)
  return {
    deviceId: readDevice(db).id,
    age: before?.age ?? (await newAgePair()),
    sm2: wanted ? (before?.sm2 ?? newSm2Pair()) : null,
  }
}
