import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newUuid } from '../crypto/random.ts'
import { openWriter } from '../db/open.ts'
import { database } from './create.ts'
import { newDevice } from './device.ts'

/** A closed vault as its files: making one with its people takes a quarter of a second of computing, writing it out again a twentieth of that. */
export type Mould = {
  recoveryCode: string
  cipher: 'sqlcipher' | 'aegis'
  keyHex: string
  files: readonly { name: string; mode: number; bytes: Uint8Array }[]
}

export const readMould = (dir: string): Mould['files'] =>
  readdirSync(dir).map((name) => ({ name, mode: statSync(join(dir, name)).mode, bytes: readFileSync(join(dir, name)) }))

type Place = { mould: Promise<Mould>; taken: boolean }
/**
 * For as long as this process tests. Two vaults that are there at a time come from different moulds: they are never one vault twice. To a
 * platform each copy is a device of its own, as a restored backup is.
 */
const places = new Map<string, Place[]>()

/** Writes a vault of this kind into `dir`, which is not there yet. */
export const takeVault = async (kind: string, dir: string, make: () => Promise<Mould>): Promise<{ recoveryCode: string; giveBack(): void }> => {
  const all = places.get(kind) ?? []
  places.set(kind, all)
  let place = all.find(({ taken }) => !taken)
  if (place === undefined) {
    place = { mould: make(), taken: true }
    all.push(place)
  }
  const mine = place
  mine.taken = true
  const { recoveryCode, cipher, keyHex, files } = await mine.mould
  mkdirSync(dir, { mode: 0o700 })
  for (const { name, mode, bytes } of files) writeFileSync(join(dir, name), bytes, { mode })
  const db = openWriter({ path: join(dir, database), keyHex, cipher })
  newDevice(db, newUuid())
  db.close()
  return {
    recoveryCode,
    giveBack: () => {
      mine.taken = false
    },
  }
}
