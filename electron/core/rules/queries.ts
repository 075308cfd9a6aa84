import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { type Pack, packSchema } from '../../../shared/regulations/pack.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** A pack that came as a signed file. `key` is the fingerprint of the key that signed it. */
export type ImportedPack = { pack: Pack; file: string; key: string; keyName: string; importedAt: string; importedBy: string }

type Row = { body: string; file: string; key: string; key_name: string; imported_at: string; imported_by: string }

export const importedPacks = (db: ReadDb): ImportedPack[] =>
  db
    .all<Row>(sql`SELECT body, file, key, key_name, imported_at, imported_by FROM rule_pack ORDER BY imported_at, id, version`)
    .map(({ body, file, key, key_name, imported_at, imported_by }) => ({
      pack: packSchema.parse(JSON.parse(body)),
      file,
      key,
      keyName: key_name,
      importedAt: imported_at,
      importedBy: imported_by,
    }))

/** Every version of every pack there is, those Mulu comes with first. */
export const allPacks = (db: ReadDb): Pack[] => [...builtInPacks, ...importedPacks(db).map(({ pack }) => pack)]

/** Appended beside the older versions; the table refuses to change or drop one. */
export const addPack = (db: WriteDb, { pack, file, key, keyName, importedAt, importedBy }: ImportedPack): void => {
  db.run(sql`
    INSERT INTO rule_pack (id, version, body, file, key, key_name, imported_at, imported_by)
    VALUES (${pack.id}, ${pack.version}, ${JSON.stringify(pack)}, ${file}, ${key}, ${keyName}, ${importedAt}, ${importedBy})`)
}
