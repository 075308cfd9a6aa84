import { attachmentBytes } from '../../../shared/attachments.ts'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { Figure, Indicator } from '../../../shared/statistics/indicator.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { Template } from '../../../shared/submissions/template.ts'
import type { ViewContext } from '../context.ts'
import type { Freezing, FrozenParts } from '../submission/freeze-job.ts'
import type { FromSubmissionJob, SubmissionJob } from '../submission/submission-jobs.ts'
import type { PageAsked } from '../submission/table-page.ts'
import { type Line, openLine, steps } from '../transfer/line.ts'
import type { Explained, Explaining } from './compute.ts'
import type { FiguresJob, FromFigures } from './figures-task.ts'

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

export const runFreeze = async (freezing: Freezing, context: Asking): Promise<{ rows: { source: SourceName; rows: SourceRow[] }[]; parts: FrozenParts }> => {
  const line = open(context)
  const rows: { source: SourceName; rows: SourceRow[] }[] = []
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
export const runTwin = (rid: number, path: string, context: Asking) => runJob({ what: 'twin', rid, path }, context)

/** The document at once: as a paper it is no longer than one may be. */
export const runTwinBytes = async (rid: number, context: Asking, most = attachmentBytes) => {
  const { data, sha256, sm3 } = await runJob({ what: 'twinBytes', rid, most }, context)
  return { sha256, sm3, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }
}

export const runVerify = (path: string, name: string, context: Asking) => runJob({ what: 'verify', path, name }, context)

export const runInspect = (path: string, name: string, template: Template, context: Asking) => runJob({ what: 'inspect', path, name, template }, context)

export const runWorkbook = async (rid: number, context: Asking): Promise<Buffer | null> => {
  const { data } = await runJob({ what: 'workbook', rid }, context)
  return data === null ? null : Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}
