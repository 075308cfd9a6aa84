import type { HandOver, MediumLine } from '../../../shared/contract/ferry.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { all, sql } from '../db/sql.ts'

type Row = Omit<MediumLine, 'files'> & { files: string }

const columns = sql`id, number, mark, direction, package_id AS "packageId", kind, files, sender AS "from", recipient AS "to", recorded_at AS "recordedAt",
  recorded_by AS "recordedBy", handed_over_on AS "handedOverOn", handed_over_by AS "handedOverBy", received_by AS "receivedBy", returned_on AS "returnedOn",
  destroyed_on AS "destroyedOn", destroyed_by AS "destroyedBy", witness, note`

const toMedium = (row: Row): MediumLine => ({ ...row, files: JSON.parse(row.files) as MediumLine['files'] })

export const mediumById = (db: ReadDb, id: string): MediumLine | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM ferry_medium WHERE id = ${id}`)
  return row === undefined ? undefined : toMedium(row)
}

/** The newest first. */
export const mediaWhere = (db: ReadDb, { direction, state, text }: Parsed<'ferry.media'>): MediumLine[] => {
  const like = `%${(text ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  const conditions = [
    ...(direction === undefined ? [] : [sql`direction = ${direction}`]),
    ...(state === 'open' ? [sql`returned_on IS NULL AND destroyed_on IS NULL`] : []),
    ...(state === 'returned' ? [sql`returned_on IS NOT NULL`] : []),
    ...(state === 'destroyed' ? [sql`destroyed_on IS NOT NULL`] : []),
    ...(text === undefined || text === ''
      ? []
      : [sql`number LIKE ${like} ESCAPE '\\' OR sender LIKE ${like} ESCAPE '\\' OR recipient LIKE ${like} ESCAPE '\\'`]),
  ]
  return db.all<Row>(sql`SELECT ${columns} FROM ferry_medium WHERE ${all(conditions)} ORDER BY recorded_at DESC, id LIMIT 10000`).map(toMedium)
}

/** A new line, or the same with what became of it since. */
export const putMedium = (db: WriteDb, m: MediumLine): void => {
  db.run(sql`
    INSERT INTO ferry_medium (id, number, mark, direction, package_id, kind, files, sender, recipient, recorded_at, recorded_by, handed_over_on, handed_over_by,
      received_by, returned_on, destroyed_on, destroyed_by, witness, note)
    VALUES (${m.id}, ${m.number}, ${m.mark}, ${m.direction}, ${m.packageId}, ${m.kind}, ${JSON.stringify(m.files)}, ${m.from}, ${m.to}, ${m.recordedAt},
      ${m.recordedBy}, ${m.handedOverOn}, ${m.handedOverBy}, ${m.receivedBy}, ${m.returnedOn}, ${m.destroyedOn}, ${m.destroyedBy}, ${m.witness}, ${m.note})
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, mark = excluded.mark, sender = excluded.sender, recipient = excluded.recipient,
      handed_over_on = excluded.handed_over_on, handed_over_by = excluded.handed_over_by, received_by = excluded.received_by, returned_on = excluded.returned_on,
      destroyed_on = excluded.destroyed_on, destroyed_by = excluded.destroyed_by, witness = excluded.witness, note = excluded.note`)
}

/** The register's line of a package. What comes in was handed over the day it is taken in; what leaves, when it is entered. */
export const mediumOf = (
  form: HandOver,
  { id, at, by, handedOverBy, receivedBy }: { id: string; at: string; by: string; handedOverBy: string; receivedBy: string },
): MediumLine => ({
  id,
  number: form.medium.number,
  mark: form.medium.mark,
  direction: form.direction,
  packageId: form.packageId,
  kind: form.kind,
  files: form.volumes.map(({ name, sha256 }) => ({ name, sha256 })),
  from: form.sender.agency.name,
  to: form.recipient.agency.name,
  recordedAt: at,
  recordedBy: by,
  handedOverOn: form.direction === 'in' ? dayInChina(at) : null,
  handedOverBy,
  receivedBy,
  returnedOn: null,
  destroyedOn: null,
  destroyedBy: '',
  witness: '',
  note: '',
})
