import { equal } from '../../../shared/changes.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type ListingTemplate, listingColumns } from '../../../shared/listing/template.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { checkMapping } from '../transfer/layout.ts'
import { dropRowsOf } from './identity.ts'

export type KeptTemplate = { name: string; template: ListingTemplate; workbook: boolean; savedAt: string }

type Row = { name: string; body: string; workbook: number; savedAt: string }
const columns = sql`name, body, workbook IS NOT NULL AS workbook, saved_at AS "savedAt"`
const asTemplate = ({ body, workbook, ...row }: Row): KeptTemplate => ({ ...row, template: JSON.parse(body) as ListingTemplate, workbook: workbook === 1 })

/** The newest first. */
export const keptTemplates = (db: ReadDb): KeptTemplate[] =>
  db.all<Row>(sql`SELECT ${columns} FROM listing_template ORDER BY saved_at DESC, name`).map(asTemplate)

/** Throws `listing.noTemplate`. */
export const knownTemplate = (db: ReadDb, name: string): KeptTemplate => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM listing_template WHERE name = ${name}`)
  if (row === undefined) throw new Refusal('listing.noTemplate', { name })
  return asTemplate(row)
}

/** The platform's empty workbook. Throws `listing.noWorkbook`. */
export const workbookOf = (db: ReadDb, name: string): Buffer => {
  const row = db.get<{ workbook: Buffer | null }>(sql`SELECT workbook FROM listing_template WHERE name = ${name}`)
  if (row?.workbook == null) throw new Refusal('listing.noWorkbook', { name })
  return row.workbook
}

export type NewTemplate = { name: string; template: ListingTemplate; workbook: { bytes: Buffer; words: string } | null; savedAt: string }

/** One of the same name is replaced; without a workbook it keeps the one it had. */
export const putTemplate = (db: WriteDb, { name, template, workbook, savedAt }: NewTemplate): void => {
  const before = db.get<{ body: string }>(sql`SELECT body FROM listing_template WHERE name = ${name}`)
  // Rows that were kept by other columns say something else now.
  if (before !== undefined && !equal((JSON.parse(before.body) as ListingTemplate).mapping.columns, template.mapping.columns)) dropRowsOf(db, name)
  db.run(sql`
    INSERT INTO listing_template (name, body, workbook, words, saved_at)
    VALUES (${name}, ${JSON.stringify(template)}, ${workbook?.bytes ?? null}, ${workbook?.words ?? ''}, ${savedAt})
    ON CONFLICT (name) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at,
      workbook = coalesce(excluded.workbook, workbook), words = CASE WHEN excluded.workbook IS NULL THEN words ELSE excluded.words END`)
}

export const dropTemplate = (db: WriteDb, name: string): void => {
  db.run(sql`DELETE FROM listing_template WHERE name = ${name}`)
}

const keyColumns = { entryId: ['meta.entryId'], code: ['codes.code'], platformId: ['meta.platformId'], name: ['title'] } as const

/** Throws `listing.badTemplate`, `sheet.unknownField`: what is wrong in words the officer can act on. */
export const checkTemplate = ({ mapping, items, keys, status, out, words }: ListingTemplate): void => {
  const bad = (why: string): never => {
    throw new Refusal('listing.badTemplate', { why })
  }
  checkMapping(mapping, listingColumns)
  const paths = new Set(mapping.columns.map(({ field }) => field))
  const byRow = [...paths].some((path) => path.startsWith('items.'))
  if (items.as === 'rows' && !paths.has('items.name') && !paths.has('items.nameEn')) bad('信息项每项一行，但没有信息项名称的列')
  if (items.as === 'cell' && !paths.has('meta.items')) bad('信息项写在一格中，但没有这一列')
  if (items.as === 'cell' && items.between === items.within && items.parts.length > 1) bad('信息项之间与项内不能用同一个分隔符')
  if (items.as !== 'rows' && byRow) bad('有信息项的列，但没有选每项一行')
  if (items.as !== 'cell' && paths.has('meta.items')) bad('有信息项合写的列，但没有选写在一格中')
  if (!keys.some((key) => keyColumns[key].some((path) => paths.has(path)))) bad('没有能对应目录的列（代码、平台编号或名称）')
  if (!paths.has('title')) bad('没有信息资源名称的列')
  if (Object.keys(status).length > 0 && !paths.has('meta.status')) bad('有状态取值，但没有状态列')
  if (out.deletions.as === 'rows' && (!paths.has('meta.action') || out.deleted === '')) bad('撤销的目录要有操作类型列和它的取值')
  for (const path of Object.keys(words)) if (!paths.has(path)) bad(`取值对应的字段没有列：${path}`)
}
