import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb } from '../db/open.ts'
import { digestsOf } from './pieces.ts'
import { type Frozen, type Submission, workbookOfSubmission } from './store.ts'

type FormRef = NonNullable<Frozen['form']>

/** What the city's form is known by that a draft will be written in; null: the standard form. */
export const formOf = async (db: ReadDb, { rid, template }: Pick<Submission, 'rid' | 'template'>): Promise<FormRef | null> => {
  const bytes = template.workbook === null ? null : workbookOfSubmission(db, rid)
  return bytes === null ? null : digestsOf(bytes)
}

/**
 * The city's form as it was when it was drafted, where its template binds it; null: the default form. Throws `submission.noForm` where
 * the document names a form that is not here: another form would say the same figures, and not be what the city asked for.
 */
export const cityFormOf = (db: ReadDb, { rid, template, computed, version }: Submission): { bytes: Buffer; name: string } | null => {
  if (template.workbook === null) return null
  const bytes = workbookOfSubmission(db, rid)
  if (bytes !== null) return { bytes, name: `${template.words.zh}.xlsx` }
  if (computed?.form === undefined) return null
  throw new Refusal('submission.noForm', { version, template: `${template.id} ${template.version}`, sha256: computed.form.sha256.slice(0, 16) })
}
