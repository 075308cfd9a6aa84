import type { EntryContent } from '../../../shared/catalogue.ts'
import type { RegisterKind } from '../../../shared/contract/profile.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

const fieldOf = { duty: 'dutyBasis', matter: 'matter', system: 'sourceSystem' } as const satisfies Record<RegisterKind, keyof EntryContent>

/** The fields that name a row of a register. */
export const namingFields = Object.values(fieldOf)

const separators = /[、，,；;\r\n]+/u

/** What a field names: each part between separators, and the whole, since a name may hold a comma itself. */
const keysOf = (text: string): Set<string> => {
  const keys = new Set([text, ...text.split(separators)].map(textKey))
  keys.delete('')
  return keys
}

export const putNamed = (db: WriteDb, rid: number, content: EntryContent): void => {
  for (const [kind, field] of Object.entries(fieldOf)) {
    if (content[field] === '') continue
    for (const key of keysOf(content[field])) db.run(sql`INSERT INTO entry_named (kind, key, rid) VALUES (${kind}, ${key}, ${rid})`)
  }
}

export const removeNamed = (db: WriteDb, rid: number): void => {
  db.run(sql`DELETE FROM entry_named WHERE rid = ${rid}`)
}

export const replaceNamed = (db: WriteDb, rid: number, content: EntryContent): void => {
  removeNamed(db, rid)
  putNamed(db, rid, content)
}
