import { fieldChanges } from '../../../shared/changes.ts'
import { Refusal } from '../../../shared/errors.ts'
import { nextOf } from '../../../shared/next-step.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readSettings } from '../profile/stored-profile.ts'
import { ownerOf } from '../sync/owner.ts'
import { checkCatalogue } from './check-catalogue.ts'
import { checkStored } from './checking.ts'
import { contentAt } from './history.ts'
import { lawAt } from './law.ts'
import { entryById, type StoredEntry, versionsOf } from './queries.ts'

/** The entry, deleted or living. Throws a Refusal when there is none. */
export const knownEntry = (db: ReadDb, id: string): StoredEntry => {
  const entry = entryById(db, id)
  if (entry === undefined) throw new Refusal('catalogue.notFound')
  return entry
}

export const catalogueViewHandlers: Pick<ReaderHandlers, 'catalogue.get' | 'catalogue.history' | 'catalogue.version' | 'catalogue.check'> = {
  'catalogue.get': ({ id }, { db, now }) => {
    const stored = knownEntry(db, id)
    const { rid, others, ...entry } = stored
    const life = { status: entry.status, ...entry.standing }
    // What comes next for another agency's entry is that agency's business.
    const next = entry.deletedAt === null && !others ? nextOf(life, lawAt(db, now().toISOString()), now().toISOString()) : null
    return {
      entry,
      owner: ownerOf(db, stored),
      next,
      findings: others ? [] : checkStored(db, entry.content, rid, readSettings(db, now().toISOString())).findings,
    }
  },
  'catalogue.history': ({ id }, { db }) => ({
    versions: versionsOf(db, knownEntry(db, id).rid).map(({ version, at, author, why, note, changes }) => ({
      version,
      at,
      author,
      why,
      note,
      changes: fieldChanges(changes),
    })),
  }),
  'catalogue.version': ({ id, version }, { db }) => ({ content: contentAt(db, knownEntry(db, id), version) }),
  'catalogue.check': ({ filter }, { db, now }) => checkCatalogue(db, filter, now().toISOString()),
}
