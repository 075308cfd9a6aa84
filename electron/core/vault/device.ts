import { newSigningPair } from '../crypto/signature.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'

/** This copy of the vault as a device: a restored backup is another one (lesson 12). Kept inside the encrypted file. */
export type Device = { id: string; publicKey: string; privateKey: string }

export const newDevice = (db: WriteDb, id: string): Device => {
  const device = { id, ...newSigningPair() }
  writeMeta(db, 'device', JSON.stringify(device))
  return device
}

export const readDevice = (db: ReadDb): Device => {
  const text = readMeta(db, 'device')
  if (text === null) throw new Error('the vault has no device key')
  return JSON.parse(text) as Device
}
