import type { ListingKey } from '../../../shared/listing/template.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** By what rows of a listing are told to be which entry, beside ids and codes: what a row of it bore before. */
export type Kind = Exclude<ListingKey, 'entryId'>

/** A resource's name with its provider's; '' without a name. */
export const nameIdentity = (title: string, provider: string): string => {
  const key = textKey(title)
  return key === '' ? '' : `${key}|${provider.trim()}`
}

export const remember = (db: WriteDb, kind: Kind, value: string, id: string): void => {
  if (value !== '') db.run(sql`INSERT INTO listing_identity (kind, value, id) VALUES (${kind}, ${value}, ${id}) ON CONFLICT DO NOTHING`)
}

const ours = (agencyId: string) => sql`NOT EXISTS (SELECT 1 FROM sync_shadow f WHERE f.entity = 'entry' AND f.id = e.id AND f.owner <> ${agencyId})`

/** Entries of ours a row bore this of. */
export const remembered = (db: ReadDb, kind: Kind, value: string, agencyId: string): string[] =>
  value === ''
    ? []
    : db
        .all<{ id: string }>(sql`
          SELECT e.id FROM listing_identity i JOIN entry e ON e.id = i.id WHERE i.kind = ${kind} AND i.value = ${value} AND ${ours(agencyId)} ORDER BY e.rid`)
        .map(({ id }) => id)

/** What was remembered of an entry. */
export const identitiesOf = (db: ReadDb, kind: Kind, id: string): string[] =>
  db.all<{ value: string }>(sql`SELECT value FROM listing_identity WHERE kind = ${kind} AND id = ${id}`).map(({ value }) => value)

/** Entries of ours that carry the code: living ones, and those the platform knows. */
export const bearingCode = (db: ReadDb, code: string, agencyId: string): string[] =>
  code === ''
    ? []
    : db
        .all<{ id: string }>(sql`
          SELECT DISTINCT e.id FROM entry_code c JOIN entry e ON e.rid = c.rid
          WHERE c.code = ${code} AND ${ours(agencyId)}
            AND (e.deleted_at IS NULL OR EXISTS (SELECT 1 FROM sync_shadow s WHERE s.entity = 'entry' AND s.id = e.id))`)
        .map(({ id }) => id)

/** Living entries of ours of this name that no listing has spoken of. */
export const namedAlike = (db: ReadDb, title: string, provider: string, agencyId: string): string[] =>
  textKey(title) === ''
    ? []
    : db
        .all<{ id: string }>(sql`
          SELECT e.id FROM entry e WHERE e.title_key = ${textKey(title)} AND e.provider = ${provider.trim()} AND e.deleted_at IS NULL AND ${ours(agencyId)}
          ORDER BY e.rid LIMIT 50`)
        .map(({ id }) => id)

/** An entry's rows as the platform last wrote them, for the columns a change does not touch. */
export const rowsOf = (db: ReadDb, id: string, template: string): (string | number | boolean | null)[][] | null => {
  const row = db.get<{ cells: string }>(sql`SELECT cells FROM listing_row WHERE id = ${id} AND template = ${template}`)
  return row === undefined ? null : (JSON.parse(row.cells) as (string | number | boolean | null)[][])
}

export const putRows = (db: WriteDb, id: string, template: string, cells: string): void => {
  db.run(sql`
    INSERT INTO listing_row (id, template, cells) VALUES (${id}, ${template}, ${cells})
    ON CONFLICT (id) DO UPDATE SET template = excluded.template, cells = excluded.cells WHERE template <> excluded.template OR cells <> excluded.cells`)
}

export const dropRows = (db: WriteDb, id: string): void => {
  db.run(sql`DELETE FROM listing_row WHERE id = ${id}`)
}

export const dropRowsOf = (db: WriteDb, template: string): void => {
  db.run(sql`DELETE FROM listing_row WHERE template = ${template}`)
}
