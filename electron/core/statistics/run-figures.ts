import { inflateRawSync } from 'node:zlib'
import { attachmentBytes } from '../../../shared/attachments.ts'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { Figure, Indicator } from '../../../shared/statistics/indicator.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { Template } from '../../../shared/submissions/template.ts'
import type { ViewContext } from '../context.ts'
import type { Freezing, FrozenParts } from '../submission/freeze-job.ts'
import type { Place } from '../submission/handed-in.ts'
import type { FromSubmissionJob, SubmissionJob } from '../submission/submission-jobs.ts'
import type { PageAsked } from '../submission/table-page.ts'
import { type Line, openLine, steps } from '../transfer/line.ts'
import type { Explained, Explaining } from './compute.ts'
import type { FiguresJob, FromFigures, PackedRows } from './figures-task.ts'

type Asking = Pick<ViewContext, 'ports' | 'vault' | 'signal' | 'progress'>

/** Longer than any quarter takes: a process that says nothing for so long hangs. */
const silenceMs = 10 * 60_000

const open = ({ ports, signal }: Asking): Line<FiguresJob, FromFigures> => openLine(ports, 'figures', signal, silenceMs, 'statistics.stopped')

const common = ({ ports, vault }: Asking) => ({ location: vault.location, now: ports.now().toISOString() })

export const runFigures = async (
  periods: readonly Period[],
  indicators: readonly Indicator[],
  context: Asking,
): Promise<{ figures: Figure[][]; sealed: number[]; tookMs: number }> => {
  const line = open(context)
  try {
    line.send({ what: 'figures', ...common(context), periods, indicators })
    const said = await steps<FromFigures, FiguresJob>(line, context.progress)
    if (said.kind !== 'figures') throw new Refusal('statistics.stopped', { why: said.kind })
    return said
  } finally {
    line.close()
  }
}

/** What `runFreeze` brought, piece by piece. */
export const inflated = ({ packed }: PackedRows): SourceRow[] => JSON.parse(inflateRawSync(packed).toString('utf8')) as SourceRow[]

export const runFreeze = async (freezing: Freezing, context: Asking): Promise<{ rows: PackedRows[]; parts: FrozenParts }> => {
  const line = open(context)
  const rows: PackedRows[] = []
  try {
    line.send({ what: 'freeze', ...common(context), ...freezing })
    for (;;) {
      const said = await steps<FromFigures, FiguresJob>(line, context.progress)
      if (said.kind === 'frozen') return { rows, parts: said.parts }
      if (said.kind !== 'rows') throw new Refusal('statistics.stopped', { why: said.kind })
      rows.push(said)
    }
  } finally {
    line.close()
  }
}

export const runExplain = async (period: Period, asked: Explaining, context: Asking): Promise<Explained> => {
  const line = open(context)
  try {
    line.send({ what: 'explain', ...common(context), period, ...asked })
    const said = await steps<FromFigures, FiguresJob>(line, context.progress)
    if (said.kind !== 'explained') throw new Refusal('statistics.stopped', { why: said.kind })
    return said
  } finally {
    line.close()
  }
}

const runJob = async <K extends FromSubmissionJob['kind']>(
  job: SubmissionJob & { what: K },
  context: Asking,
): Promise<Extract<FromSubmissionJob, { kind: K }>> => {
  const line = open(context)
  try {
    line.send({ ...common(context), ...job })
    const said = await steps<FromFigures, FiguresJob>(line, context.progress)
    if (said.kind !== job.what) throw new Refusal('statistics.stopped', { why: said.kind })
    return said as unknown as Extract<FromSubmissionJob, { kind: K }>
  } finally {
    line.close()
  }
}

export const runTable = async (rid: number, asked: PageAsked, context: Asking) => (await runJob({ what: 'table', rid, asked }, context)).table
/** A draft as it would be frozen now. */
export const runTrial = async (rid: number, context: Asking) => (await runJob({ what: 'trial', rid }, context)).trial
export const runDelta = async (rid: number, language: Language, context: Asking) => (await runJob({ what: 'delta', rid, language }, context)).delta
/** Writes the document, where a place for it is given, and its files of rows, each in the place of the same number. */
export const runTwin = (rid: number, to: { path: string | null; beside: readonly string[] }, context: Asking) => runJob({ what: 'twin', rid, ...to }, context)

/** The document at once: as a paper it is no longer than one may be. */
export const runTwinBytes = async (rid: number, context: Asking, most = attachmentBytes) => {
  const { data, sha256, sm3 } = await runJob({ what: 'twinBytes', rid, most }, context)
  return { sha256, sm3, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }
}

export const runVerify = (file: Place, beside: readonly Place[], context: Asking) => runJob({ what: 'verify', file, beside }, context)

export const runInspect = (path: string, name: string, template: Template, context: Asking) => runJob({ what: 'inspect', path, name, template }, context)

const asBuffers = (files: readonly { name: string; data: Uint8Array }[]): [string, Buffer][] =>
  files.map(({ name, data }) => [name, Buffer.from(data.buffer, data.byteOffset, data.byteLength)])

/** The form it leaves in and the workbooks beside it; `left`: lists whose workbook is longer than a paper may be. */
export const runWorkbooks = async (rid: number, context: Asking): Promise<{ files: [string, Buffer][]; left: string[] }> => {
  const { files, left } = await runJob({ what: 'workbooks', rid, form: true }, context)
  return { files: asBuffers(files), left }
}

/** Of a city's form the lists it has no place for, as many as a bundle takes. */
export const runAnnex = async (rid: number, context: Asking): Promise<[string, Buffer][]> =>
  asBuffers((await runJob({ what: 'workbooks', rid, form: false }, context)).files)
