import type { EntryStatus } from '../../../shared/catalogue.ts'
import type { Filter } from '../../../shared/contract/catalogue.ts'
import { publishedContent } from '../catalogue/answers/published.ts'
import { clearedForOpening } from '../catalogue/answers/queries.ts'
import { entryByRid } from '../catalogue/queries.ts'
import { countOf, ridsOf, type Selection, selectionOf } from '../catalogue/search/selection.ts'
import { unpackContent } from '../catalogue/stored.ts'
import { withheldPage } from '../catalogue/withheld/queries.ts'
import { sha256File } from '../crypto/hash.ts'
import { openReader, type ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { asFailure } from '../failure.ts'
import { mediaWhere } from '../ferry/media.ts'
import { keepNurserySmall } from '../nursery.ts'
import type { ExportEntry } from '../sheets/types.ts'
import { writeChangeReport } from '../sheets/write-change-report.ts'
import { writeCsv } from '../sheets/write-csv.ts'
import { writeDcat, writeJson } from '../sheets/write-json.ts'
import { writeMedia } from '../sheets/write-media.ts'
import { writeTemplate } from '../sheets/write-template.ts'
import { writeWithheld } from '../sheets/write-withheld.ts'
import type { SubmissionJob } from '../submission/write-files.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { knownTrigger } from '../work/queries.ts'
import { reportLines } from '../work/report.ts'
import type { FromWriter, StampedJob, WriteJob } from './export.ts'

/** The writing process: reads with a handle of its own and streams, so that an export never weighs on the core. */
export const sheetWriteTask = (channel: TaskChannel): void => {
  // Rows are garbage once they are written: a young generation that stays small collects them before they add up.
  keepNurserySmall()
  const say = (message: FromWriter | { kind: 'failed'; failure: unknown }): void => {
    channel.send(message)
  }
  channel.onMessage((received) => {
    const job = received as WriteJob
    const progress: Progress = (done, total) => {
      say({ kind: 'progress', phase: 'write', done, total })
    }
    if (job.what === 'submission') {
      void ofSubmission(job)
        .then(say)
        .catch((error: unknown) => {
          say({ kind: 'failed', failure: asFailure(error) })
        })
      return
    }
    if (job.what === 'ledger' && job.format === 'paper') {
      void forPaper(job, progress)
        .then(say)
        .catch((error: unknown) => {
          say({ kind: 'failed', failure: asFailure(error) })
        })
      return
    }
    void run(job, progress)
      .then(async ({ entries, bytes, form }) => {
        say({ kind: 'written', entries, bytes, form, sha256: await sha256File(job.path) })
      })
      .catch((error: unknown) => {
        say({ kind: 'failed', failure: asFailure(error) })
      })
  })
}

type Progress = (done: number, total: number) => void
type Done = { entries: number; bytes: number; form: 'full' | 'flat' | 'text' }

const cacheKiB = 16_384
/** Far more than any agency withholds: a list of them is made in one piece. */
const mostWithheld = 50_000
const mostReported = 20_000

/** A paper is made by another process, which is told the rows. */
const forPaper = async (job: StampedJob & { what: 'ledger' }, progress: Progress): Promise<FromWriter> => {
  const { ledgerForPaper } = await import('../ledger/write.ts')
  const db = openReader(job.location, cacheKiB)
  try {
    db.pin()
    return { kind: 'ledger', ...ledgerForPaper(db, job, progress) }
  } finally {
    db.close()
  }
}

/** Its files, or the paper that another process sets. */
const ofSubmission = async (job: SubmissionJob): Promise<FromWriter> => {
  const { paperOfKept, writeSubmissionFiles } = await import('../submission/write-files.ts')
  const db = openReader(job.location, cacheKiB)
  try {
    db.pin()
    return job.format === 'paper' ? { kind: 'paper', ...paperOfKept(db, job) } : { kind: 'submission', ...(await writeSubmissionFiles(db, job)) }
  } finally {
    db.close()
  }
}

const run = async (job: StampedJob, progress: Progress): Promise<Done> => {
  if (job.what === 'template') return writeTemplate(job.path, [], job)
  const db = openReader(job.location, cacheKiB)
  try {
    // One moment for all pages of the selection.
    db.pin()
    if (job.what === 'withheld') {
      const { rows } = withheldPage(db, 0, mostWithheld)
      return { entries: rows.length, bytes: await writeWithheld(job.path, rows, job.stamp), form: 'full' }
    }
    if (job.what === 'media') {
      const media = mediaWhere(db, job.filter)
      return { entries: media.length, bytes: await writeMedia(job.path, media, job.stamp), form: 'full' }
    }
    if (job.what === 'changeReport') {
      const trigger = knownTrigger(db, job.trigger)
      const lines = reportLines(db, trigger, job.today, 0, mostReported)
      return { entries: lines.length, bytes: await writeChangeReport(job.path, trigger, lines, job.stamp), form: 'full' }
    }
    if (job.what === 'ledger') {
      const { writeLedgerFile } = await import('../ledger/write.ts')
      return await writeLedgerFile(db, job, progress)
    }
    if (job.what === 'listing') {
      // Loaded when needed: the writer of whole catalogues does without.
      const { writeListing } = await import('../listing/write-listing.ts')
      return { ...(await writeListing(db, job)), form: 'full' }
    }
    const dcat = job.format === 'dcat'
    const selection = selectionOf(db, job.text, dcat ? living(job.filter) : job.filter)
    const total = countOf(db, selection, null)
    const options = {
      stamp: job.stamp,
      extensions: [...job.extensions, ...furtherKeys(db, job.extensions)],
      onProgress: (entries: number) => {
        progress(entries, total)
      },
    }
    const entries = dcat ? openPages(db, selection) : pages(db, selection)
    if (job.format === 'xlsx') return await writeTemplate(job.path, entries, options)
    const write = { csv: writeCsv, json: writeJson, dcat: writeDcat }[job.format]
    return { ...(await write(job.path, entries, options)), form: 'text' }
  } finally {
    db.close()
  }
}

/** Whose text is in force leaves as open data, whatever is worked on beside it (practice P16); the rest of it is in `openPages`. */
const living = (filter: Filter): Filter => ({ ...filter, deleted: false })

const pageSize = 200

type Row = { rid: number; id: string; version: number; status: EntryStatus; content: string }

function* ridPages(db: ReadDb, selection: Selection): Generator<number[]> {
  for (let after = 0; ; ) {
    const rids = ridsOf(db, selection, after, pageSize)
    if (rids.length === 0) return
    after = rids.at(-1) ?? after
    yield rids
  }
}

function* pages(db: ReadDb, selection: Selection): Generator<ExportEntry[]> {
  for (const rids of ridPages(db, selection)) {
    const rows = db.all<Row>(sql`
      SELECT e.rid, e.id, e.version, e.status, e.content FROM json_each(${JSON.stringify(rids)}) j JOIN entry e ON e.rid = j.value ORDER BY e.rid`)
    yield rows.map(({ id, version, status, content }) => ({ id, version, status, content: unpackContent(content) }))
  }
}

/** The published texts that are marked open and cleared by a 保密审查. */
function* openPages(db: ReadDb, selection: Selection): Generator<ExportEntry[]> {
  for (const rids of ridPages(db, selection)) {
    const cleared = db.all<{ rid: number }>(sql`
      SELECT e.rid FROM json_each(${JSON.stringify(rids)}) j JOIN entry e ON e.rid = j.value JOIN entry_life l ON l.rid = e.rid
      WHERE l.published_version IS NOT NULL AND ${clearedForOpening} ORDER BY e.rid`)
    yield cleared.flatMap(({ rid }): ExportEntry[] => {
      const entry = entryByRid(db, rid)
      const content = entry === undefined ? null : publishedContent(db, entry)
      const version = entry?.standing.publishedVersion ?? null
      return entry === undefined || content === null || version === null || content.isOpen !== '是'
        ? []
        : [{ id: entry.id, version, status: 'published', content }]
    })
  }
}

/** Local fields that entries carry although the agency's profile does not name them (any more). */
const furtherKeys = (db: ReadDb, known: StampedJob['extensions']): { key: string; label: string }[] => {
  const keys = db.all<{ key: string }>(
    sql`SELECT DISTINCT x.key AS key FROM entry e, json_each(e.content, '$.ext') x WHERE instr(e.content, '"ext":') > 0 ORDER BY x.key`,
  )
  const named = new Set(known.map(({ key }) => key))
  return keys.filter(({ key }) => !named.has(key)).map(({ key }) => ({ key, label: key }))
}
