import { writeFile } from 'node:fs/promises'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { Table } from '../../../shared/submissions/template.ts'
import type { AsideContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { renderDocument } from '../documents/render-document.ts'
import type { WritableFile } from '../ports.ts'
import { fullFormRows } from '../sheets/types.ts'
import { submissionJobDone, writeRecorded } from '../transfer/export.ts'
import { frozenOf } from './compose.ts'
import type { Submission } from './store.ts'
import { cityFormOf, type SubmissionJob, type WrittenSubmission } from './write-files.ts'
import { besideName } from './write-form.ts'

type Wanted = { file: string; format: 'xlsx' | 'pdf'; lang: Language; purpose: string }

type Exported = { sha256: string; bytes: number; documentSha256: string; documentSm3: string; beside: string[] }

/** Tables whose source has more rows than a sheet of the form takes; what a table chooses of them may be fewer. */
const maybeLong = (db: ReadDb, one: Submission): Table[] => {
  const { counts } = frozenOf(one).computed
  return cityFormOf(db, one) !== null ? [] : one.template.tables.filter((table) => table.kind === 'list' && (counts[table.source] ?? 0) > fullFormRows)
}

type Made = WrittenSubmission & { names: string[] }

/**
 * Writes a frozen submission as a workbook or a paper, on record before it appears (practice P16). The same submission gives the
 * same bytes: who took it out stands in the records, not in the file.
 */
export const exportSubmission = async ({ file, format, lang, purpose }: Wanted, one: Submission, context: AsideContext): Promise<Exported> => {
  const { id, version, rid } = one
  const common = { what: 'submission' as const, location: context.vault.location, rid, language: lang }
  const opened: { table: string; target: WritableFile }[] = []
  const used = (made: Made) => opened.filter(({ table }) => made.beside.some((each) => each.table === table))

  const write = async (path: string): Promise<Made> => {
    if (format === 'pdf') {
      const answer = await submissionJobDone({ ...common, path, format: 'paper', beside: [] }, context)
      if (answer.kind !== 'paper') throw new Refusal('sheet.stopped', { why: answer.kind })
      const { bytes, sha256 } = await renderDocument(answer.paper, 'pdf', context)
      await writeFile(path, bytes)
      return { sha256, bytes: bytes.length, document: answer.document, beside: [], names: [] }
    }
    for (const table of maybeLong(context.db, one)) {
      const target = await context.ports.files.write(file, (chosen) => besideName(chosen, table, { language: lang }))
      opened.push({ table: table.id, target })
    }
    const job: SubmissionJob = { ...common, path, format, beside: opened.map(({ table, target }) => ({ table, path: target.path })) }
    const answer = await submissionJobDone(job, context)
    if (answer.kind !== 'submission') throw new Refusal('sheet.stopped', { why: answer.kind })
    const names = answer.beside.map(({ table }) => opened.find((each) => each.table === table)?.target.name ?? '')
    return { ...answer, names }
  }

  let done = false
  try {
    const made = await writeRecorded(
      {
        what: `submission ${id} v${version}, ${format}`,
        handle: file,
        purpose,
        write,
        note: ({ document, beside }) => [document.sha256, ...beside.map(({ sha256 }) => sha256)].join(' '),
        // Each file is a copy that a spill has to find.
        also: {
          detail: { entity: 'submission', entityId: id },
          work: (db, answer) => {
            const at = context.ports.now().toISOString()
            for (const [n, { sha256 }] of answer.beside.entries())
              db.run(sql`
                INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
                VALUES (${context.ports.newId()}, 'export', ${at}, ${answer.names[n] ?? ''}, ${sha256}, ${context.user.name}, ${purpose})`)
          },
        },
      },
      context,
    )
    for (const { target } of used(made)) await target.done()
    done = true
    for (const { table, target } of opened) if (!made.beside.some((each) => each.table === table)) await target.discard()
    return { sha256: made.sha256, bytes: made.bytes, documentSha256: made.document.sha256, documentSm3: made.document.sm3, beside: made.names }
  } finally {
    if (!done) for (const { target } of opened) await target.discard()
  }
}
