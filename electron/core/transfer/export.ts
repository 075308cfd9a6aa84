import type { Filter } from '../../../shared/contract/catalogue.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import type { DocumentModel } from '../../../shared/documents/document.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { LedgerCell } from '../../../shared/ledgers/ledger.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, AuditDetail, ViewContext } from '../context.ts'
import type { Location, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { LedgerJob } from '../ledger/write.ts'
import { readProfile } from '../profile/stored-profile.ts'
import type { Stamp } from '../sheets/types.ts'
import type { SubmissionJob, WrittenSubmission } from '../submission/write-files.ts'
import { knownTrigger } from '../work/queries.ts'
import { type Line, openLine, steps } from './line.ts'

/** What the writing process is asked. The key goes over the line, never into arguments or environment. */
export type WriteJob = SubmissionJob | StampedJob

/** Of what bears who took it out. */
export type StampedJob = { path: string; stamp: Stamp; extensions: { key: string; label: string }[] } & (
  | { what: 'template' }
  | { what: 'withheld'; location: Location }
  | { what: 'listing'; location: Location; handover: string; template: string }
  | { what: 'media'; location: Location; filter: Parsed<'ferry.media'> }
  | Omit<LedgerJob, 'path' | 'stamp'>
  | { what: 'changeReport'; location: Location; trigger: string; today: string }
  | { what: 'catalogue'; location: Location; format: 'xlsx' | 'csv' | 'json' | 'dcat'; filter: Filter; text: string }
)

export type FromWriter =
  | { kind: 'progress'; phase: string; done: number; total: number }
  | { kind: 'ledger'; total: number; rows: Readonly<Record<string, LedgerCell>>[]; sealed: boolean[] }
  | ({ kind: 'submission' } & WrittenSubmission)
  | { kind: 'paper'; paper: DocumentModel; document: WrittenSubmission['document'] }
  | { kind: 'written'; entries: number; bytes: number; form: 'full' | 'flat' | 'text'; sha256: string }

/** Agency, user, day and purpose, which what leaves bears (practice P16). */
export const exportStamp = ({ ports, vault, user }: Pick<ViewContext, 'ports' | 'vault' | 'user'>, purpose: string): Stamp => {
  const at = ports.now().toISOString()
  return { agency: readProfile(vault.view).agency, user: vault.session().user.fullName || user.name, on: dayInChina(at), at, purpose }
}

const answered = async (job: WriteJob, context: ViewContext) => {
  const line: Line<WriteJob, FromWriter> = openLine(context.ports, 'sheetWrite', context.signal)
  try {
    line.send(job)
    return await steps<FromWriter, WriteJob>(line, context.progress)
  } finally {
    line.close()
  }
}

/** Files of a submission, or the paper it is. */
export const submissionJobDone = (job: SubmissionJob, context: ViewContext) => answered(job, context)

/** Lets the writing process do it. */
export const written = async (job: StampedJob, context: ViewContext) => {
  const answer = await answered(job, context)
  if (answer.kind !== 'written') throw new Refusal('sheet.stopped', { why: answer.kind })
  return answer
}

/** A ledger's rows, read by that process. */
export const readLedger = async (job: StampedJob, context: ViewContext) => {
  const answer = await answered(job, context)
  if (answer.kind !== 'ledger') throw new Refusal('sheet.stopped', { why: answer.kind })
  return answer
}

const extensionsOf = ({ vault }: Pick<ViewContext, 'vault'>) => readProfile(vault.view).extensionFields.map(({ key, label }) => ({ key, label }))

type NewCopy<A> = {
  what: string
  handle: string
  purpose: string
  write(path: string, stamp: Stamp): Promise<A>
  note(answer: A): string
  /** What is written down with the copy, in its transaction, and of what the record then is. */
  also?: { work(db: WriteDb, answer: A): void; detail: AuditDetail }
}

/** Writes a copy that leaves: it is on record, with its digest, before the file appears under its name. */
export const writeRecorded = async <A extends { sha256: string }>(
  { what, handle, purpose, write, note, also }: NewCopy<A>,
  context: AsideContext,
): Promise<A> => {
  refuseMarks(purpose)
  const file = await context.ports.files.write(handle)
  let done = false
  try {
    const stamp = exportStamp(context, purpose)
    const answer = await write(file.path, stamp)
    await context.inTurn(async ({ db, commit }) => {
      commit(
        () => {
          db.run(sql`
            INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
            VALUES (${context.ports.newId()}, 'export', ${stamp.at}, ${file.name}, ${answer.sha256}, ${context.user.name}, ${purpose})`)
          also?.work(db, answer)
        },
        () => ({ ...(also?.detail ?? { entity: 'copy' }), digest: answer.sha256, note: `${what}, ${note(answer)}` }),
      )
    })
    await file.done()
    done = true
    return answer
  } finally {
    if (!done) await file.discard()
  }
}

type Copy = { what: string; handle: string; purpose: string; job(path: string, stamp: Stamp): StampedJob }

/** The same, by the writing process. */
const writeCopy = ({ job, ...copy }: Copy, context: AsideContext) =>
  writeRecorded({ ...copy, write: (path, stamp) => written(job(path, stamp), context), note: ({ entries }) => String(entries) }, context)

/**
 * Writes the chosen entries to a file with the process's own read-only handle, as they stand at one moment. `rows`
 * counts entries; of a DCAT file only those whose published text is marked open and cleared by a 保密审查 (practice P16).
 */
export const exportCatalogue = async (input: Parsed<'catalogue.export'>, context: AsideContext): Promise<Output<'catalogue.export'>> => {
  const { file: handle, format, filter, text, purpose } = input
  const { location } = context.vault
  const job = (path: string, stamp: Stamp): StampedJob => ({
    what: 'catalogue',
    path,
    stamp,
    extensions: extensionsOf(context),
    location,
    format,
    filter,
    text,
  })
  const { entries, bytes, form, sha256 } = await writeCopy({ what: format, handle, purpose, job }, context)
  return { rows: entries, sha256, bytes, form }
}

/** Writes 不予共享目录清单. */
export const exportWithheld = async ({ file: handle, purpose }: Parsed<'withheld.export'>, context: AsideContext): Promise<Output<'withheld.export'>> => {
  const { location } = context.vault
  const job = (path: string, stamp: Stamp): StampedJob => ({ what: 'withheld', path, stamp, extensions: [], location })
  const { entries, bytes, sha256 } = await writeCopy({ what: 'withheld', handle, purpose, job }, context)
  return { rows: entries, sha256, bytes }
}

/** Writes the change report of one change. */
export const exportChangeReport = async ({ id, file: handle, purpose }: Parsed<'trigger.report'>, context: AsideContext): Promise<Output<'trigger.report'>> => {
  const { location } = context.vault
  knownTrigger(context.db, id)
  const job = (path: string, stamp: Stamp): StampedJob => ({ what: 'changeReport', path, stamp, extensions: [], location, trigger: id, today: stamp.on })
  const { entries, bytes, sha256 } = await writeCopy({ what: 'changeReport', handle, purpose, job }, context)
  return { rows: entries, sha256, bytes }
}

/** Writes the empty fill-in template with the agency's own fields. */
export const writeEmptyTemplate = async (input: Parsed<'catalogue.template'>, context: ViewContext): Promise<Output<'catalogue.template'>> => {
  const file = await context.ports.files.write(input.file)
  let done = false
  try {
    const { bytes } = await written({ what: 'template', path: file.path, stamp: exportStamp(context, ''), extensions: extensionsOf(context) }, context)
    await file.done()
    done = true
    return { bytes }
  } finally {
    if (!done) await file.discard()
  }
}
