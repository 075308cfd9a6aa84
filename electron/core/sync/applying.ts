import type { EntryContent } from '../../../shared/catalogue.ts'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import type { CheckSettings } from '../../../shared/findings.ts'
import { type IndexTexts, indexTexts } from '../catalogue/search/index-texts.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { readProfile, readSettings } from '../profile/stored-profile.ts'

/** What lines and verdicts are applied with, whichever way they came. All writes happen in the caller's transaction. */
export type Applying = {
  db: WriteDb
  stamp: Stamp
  agencyId: string
  settings: CheckSettings
  extensionFields: readonly ExtensionField[]
  /** The lines may be older than what is here (a package that was overtaken): then the platform's time of a line decides. */
  overtaken?: boolean
  /** What stands for the platform's word where no platform was asked: name and digest of its listing. */
  evidence?: string
  /** How versions that come from there are noted; left out: by the platform's number. */
  theirsNote?: string
  /** What the search index holds of a text; keeps what comes of an agency's name. */
  indexTexts(content: EntryContent): IndexTexts
  /** Is told of the texts of every new entry. */
  written(texts: IndexTexts): void
}

/** For many lines at once, kept from one transaction to the next. */
export type Many = Pick<Applying, 'indexTexts' | 'written'>
const few: Many = { indexTexts, written: () => undefined }

export const applyingWith = (db: WriteDb, stamp: Stamp, agencyId: string, many = few): Applying => ({
  db,
  stamp,
  agencyId,
  settings: readSettings(db, stamp.at),
  extensionFields: readProfile(db).extensionFields,
  ...many,
})
