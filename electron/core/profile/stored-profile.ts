import { emptyProfile, type Profile } from '../../../shared/contract/profile.ts'
import { type CheckSettings, checkSettings } from '../../../shared/findings.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { allPacks } from '../rules/queries.ts'

/** The agency's profile; what was never filled in is empty. */
export const readProfile = (db: ReadDb): Profile => {
  const stored = readMeta(db, 'profile')
  return stored === null ? emptyProfile : { ...emptyProfile, ...(JSON.parse(stored) as Partial<Profile>) }
}

/** In the caller's transaction. */
export const writeProfile = (db: WriteDb, profile: Profile): void => {
  writeMeta(db, 'profile', JSON.stringify(profile))
}

/** What checks need to know of the agency and of the law, at a moment. Work on many entries reads it once and hands it on. */
export const readSettings = (db: ReadDb, at: string): CheckSettings => checkSettings(readProfile(db), at, allPacks(db))
