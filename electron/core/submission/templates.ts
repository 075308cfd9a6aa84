import { Refusal } from '../../../shared/errors.ts'
import type { PackSet } from '../../../shared/regulations/pack-set.ts'
import { assessmentTemplate } from '../../../shared/submissions/assessment.ts'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { type Template, templateSchema, templateTroubles } from '../../../shared/submissions/template.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** Those that come with Mulu; the self-assessment's items are those of the law given. */
export const builtInTemplates = (law: PackSet): readonly Template[] => [standardTemplate, assessmentTemplate(law)]

type Row = { id: string; version: number; body: string; workbook: number; saved_at: string; saved_by: string }
export type StoredTemplate = { template: Template; workbook: boolean; savedAt: string; savedBy: string }

const asStored = ({ body, workbook, saved_at, saved_by }: Row): StoredTemplate => ({
  template: templateSchema.parse(JSON.parse(body)),
  workbook: workbook === 1,
  savedAt: saved_at,
  savedBy: saved_by,
})

export const storedTemplates = (db: ReadDb): StoredTemplate[] =>
  db.all<Row>(sql`SELECT id, version, body, workbook IS NOT NULL AS workbook, saved_at, saved_by FROM submission_template ORDER BY id`).map(asStored)

/** By its id. Throws `submission.noTemplate`. */
export const knownTemplate = (db: ReadDb, id: string, law: PackSet): { template: Template; builtIn: boolean } => {
  const own = builtInTemplates(law).find((template) => template.id === id)
  if (own !== undefined) return { template: own, builtIn: true }
  const stored = storedTemplates(db).find(({ template }) => template.id === id)
  if (stored === undefined) throw new Refusal('submission.noTemplate', { id })
  return { template: stored.template, builtIn: false }
}

/** The city's form as it was loaded; null: there is none. */
export const workbookOf = (db: ReadDb, id: string): Buffer | null =>
  db.get<{ workbook: Buffer | null }>(sql`SELECT workbook FROM submission_template WHERE id = ${id}`)?.workbook ?? null

/** Throws `submission.builtIn`, `submission.templateTrouble`. */
export const refuseTrouble = (template: Template, law: PackSet): void => {
  if (builtInTemplates(law).some(({ id }) => id === template.id)) throw new Refusal('submission.builtIn', { id: template.id })
  const troubles = templateTroubles(template)
  const [first] = troubles
  if (first !== undefined) throw new Refusal('submission.templateTrouble', { count: troubles.length, ...first })
}

export type Saving = { template: Template; workbook: { bytes: Buffer; words: string } | null; at: string; by: string }

/** Its next version; a form that was loaded before stays where none comes along. Returns the version. */
export const saveTemplate = (db: WriteDb, { template, workbook, at, by }: Saving): number => {
  const before = db.get<{ version: number; words: string }>(sql`SELECT version, words FROM submission_template WHERE id = ${template.id}`)
  const version = (before?.version ?? 0) + 1
  const body = JSON.stringify({ ...template, version })
  const words = workbook === null ? (before?.words ?? '') : workbook.words
  if (before === undefined) {
    db.run(sql`
      INSERT INTO submission_template (id, version, body, workbook, words, saved_at, saved_by)
      VALUES (${template.id}, ${version}, ${body}, ${workbook?.bytes ?? null}, ${words}, ${at}, ${by})`)
  } else {
    db.run(
      sql`UPDATE submission_template SET version = ${version}, body = ${body}, words = ${words}, saved_at = ${at}, saved_by = ${by} WHERE id = ${template.id}`,
    )
    if (workbook !== null) db.run(sql`UPDATE submission_template SET workbook = ${workbook.bytes} WHERE id = ${template.id}`)
  }
  return version
}

export const removeTemplate = (db: WriteDb, id: string): void => {
  db.run(sql`DELETE FROM submission_template WHERE id = ${id}`)
}
