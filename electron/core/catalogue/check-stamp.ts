import { rules } from '../../../shared/checks/rules.ts'
import type { CheckSettings } from '../../../shared/findings.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { readProfile, readSettings } from '../profile/stored-profile.ts'

/** How far the findings beside the entries are those of a day and its law. `upTo` is the last row looked at; null: all were. */
export type Checked = { stamp: string; upTo: number | null }

const key = 'catalogueChecked'

/** Says the same as long as a check would: the day, the law in force on it, what the profile gives to checks, and the checks themselves. */
export const checkStamp = (db: ReadDb, { today, packs }: CheckSettings): string => {
  const { agency, creditCode, codePattern, extensionFields, regulations } = readProfile(db)
  const law = packs.inForce.map(({ pack, standing }) => [pack.id, pack.version, standing.state])
  return sha256Hex(JSON.stringify([today, law, regulations, agency, creditCode, codePattern, extensionFields, rules]))
}

export const readChecked = (db: ReadDb): Checked | null => {
  const stored = readMeta(db, key)
  return stored === null ? null : (JSON.parse(stored) as Checked)
}

/** In the caller's transaction. */
export const writeChecked = (db: WriteDb, { stamp, upTo }: Checked): void => {
  writeMeta(db, key, JSON.stringify({ stamp, upTo }))
}

export const isUpToDate = (db: ReadDb, at: string): boolean => {
  const checked = readChecked(db)
  return checked !== null && checked.upTo === null && checked.stamp === checkStamp(db, readSettings(db, at))
}
