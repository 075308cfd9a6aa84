import type { Figure, Indicator } from '../../../shared/statistics/indicator.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { type Location, openReader } from '../db/open.ts'
import { asFailure } from '../failure.ts'
import { keepNurserySmall } from '../nursery.ts'
import { type Freezing, type FrozenParts, freezeParts } from '../submission/freeze-job.ts'
import type { FromSubmissionJob, SubmissionJob } from '../submission/submission-jobs.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { type Explained, explained } from './compute.ts'
import { countFigures } from './count.ts'
import { readFrame } from './frame.ts'
import { readSources } from './read-sources.ts'

/** What the process is asked. The key goes over the line, never into arguments or environment. */
export type FiguresJob = { location: Location /** The moment it is asked. */; now: string } & (
  | { what: 'figures'; periods: readonly Period[]; indicators: readonly Indicator[] }
  | SubmissionJob
  /** All that a submission freezes. */
  | ({ what: 'freeze' } & Freezing)
  /** One figure and a page of the rows it stands on. */
  | { what: 'explain'; period: Period; indicator: Indicator; key: string | null; part: 'over' | 'under'; row: string | null; skip: number; limit: number }
)

export type FromFigures =
  | { kind: 'progress'; phase: string; done: number; total: number }
  | { kind: 'figures'; figures: Figure[][]; sealed: number[]; tookMs: number }
  /** Rows in pieces, so that no message is too long; then how it ended. */
  | { kind: 'rows'; source: SourceName; rows: SourceRow[] }
  | FromSubmissionJob
  | { kind: 'frozen'; parts: FrozenParts }
  | ({ kind: 'explained' } & Explained)

const cacheKiB = 65_536
const piece = 2000

const answer = async (job: FiguresJob, say: (message: FromFigures) => void): Promise<void> => {
  const began = performance.now()
  const db = openReader(job.location, cacheKiB)
  try {
    // All periods and sources as they stand at one moment.
    db.pin()
    if (job.what === 'figures') {
      const sealed: number[] = []
      const figures = job.periods.map((period, at) => {
        const counted = countFigures(db, readFrame(db, period, job.now), job.indicators)
        sealed.push(counted.sealed)
        say({ kind: 'progress', phase: 'count', done: at + 1, total: job.periods.length })
        return counted.figures
      })
      say({ kind: 'figures', figures, sealed, tookMs: performance.now() - began })
      return
    }
    if (job.what === 'freeze') {
      const { rows, parts } = freezeParts(db, job, job.now)
      for (const [source, found] of Object.entries(rows)) {
        for (let at = 0; at < found.length; at += piece) say({ kind: 'rows', source: source as SourceName, rows: found.slice(at, at + piece) })
      }
      say({ kind: 'frozen', parts })
      return
    }
    if (job.what === 'explain') {
      const { formula } = job.indicator
      const rows = formula.kind === 'manual' ? [] : (readSources(db, readFrame(db, job.period, job.now), new Set([formula.source])).rows[formula.source] ?? [])
      say({ kind: 'explained', ...explained(job, rows) })
      return
    }
    // Figures alone need neither sheets nor signatures.
    const { doSubmissionJob } = await import('../submission/submission-jobs.ts')
    say(await doSubmissionJob(db, job, job.now))
  } finally {
    db.close()
  }
}

/** Figures are counted in a process of their own that ends: neither screens nor saves wait for them. */
export const figuresTask = (channel: TaskChannel): void => {
  keepNurserySmall()
  channel.onMessage((received) => {
    answer(received as FiguresJob, (message) => {
      channel.send(message)
    }).catch((error: unknown) => {
      channel.send({ kind: 'failed', failure: asFailure(error) })
    })
  })
}
