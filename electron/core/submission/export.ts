import { writeFile } from 'node:fs/promises'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { ListTable } from '../../../shared/submissions/template.ts'
import type { AsideContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { renderDocument } from '../documents/render-document.ts'
import { fullFormRows } from '../sheets/types.ts'
import { submissionJobDone } from '../transfer/export.ts'
import { cityFormOf } from './city-form.ts'
import { frozenOf } from './compose.ts'
import { type Exported, exportFiles, type Making } from './export-files.ts'
import type { Submission } from './store.ts'
import type { SubmissionJob } from './write-files.ts'
import { besideName, unboundLists } from './write-form.ts'

type Wanted = { file: string; format: 'xlsx' | 'pdf'; lang: Language; purpose: string }

/** Tables that leave in workbooks of their own, or may: what a table chooses of its source's rows may be fewer. */
const maybeBeside = (db: ReadDb, one: Submission): ListTable[] => {
  const { counts } = frozenOf(one).computed
  const rows = ({ source }: ListTable): number => counts[source] ?? 0
  if (cityFormOf(db, one) !== null) return unboundLists(one.template).filter((table) => rows(table) > 0)
  return one.template.tables.filter((table): table is ListTable => table.kind === 'list' && rows(table) > fullFormRows)
}

/**
 * Writes a frozen submission as a workbook or a paper, on record before it appears (practice P16). The same submission gives the
 * same bytes: who took it out stands in the records, not in the file.
 */
export const exportSubmission = ({ file, format, lang, purpose }: Wanted, one: Submission, context: AsideContext): Promise<Exported> => {
  const common = { what: 'submission' as const, location: context.vault.location, rid: one.rid, language: lang }
  const paper = async (path: string): Promise<Making> => {
    const answer = await submissionJobDone({ ...common, path, format: 'paper', beside: [] }, context)
    if (answer.kind !== 'paper') throw new Refusal('sheet.stopped', { why: answer.kind })
    const { bytes, sha256 } = await renderDocument(answer.paper, 'pdf', context)
    await writeFile(path, bytes)
    return { sha256, bytes: bytes.length, document: answer.document, beside: [] }
  }
  const workbook = async (path: string, places: ReadonlyMap<string, string>): Promise<Making> => {
    const job: SubmissionJob = { ...common, path, format: 'xlsx', beside: [...places].map(([table, place]) => ({ table, path: place })) }
    const answer = await submissionJobDone(job, context)
    if (answer.kind !== 'submission') throw new Refusal('sheet.stopped', { why: answer.kind })
    return { ...answer, beside: answer.beside.map(({ table, sha256 }) => ({ place: table, sha256 })) }
  }
  const places =
    format === 'pdf'
      ? []
      : maybeBeside(context.db, one).map((table) => ({ place: table.id, name: (chosen: string) => besideName(chosen, table, { language: lang }) }))
  return exportFiles({ file, format, purpose, places, write: format === 'pdf' ? paper : workbook }, one, context)
}
