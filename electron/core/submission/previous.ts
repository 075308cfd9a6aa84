import { periodBefore } from '../../../shared/statistics/periods.ts'
import { figureOf, figuresByRef } from '../../../shared/submissions/tables.ts'
import { type FigureRef, namedIndicators, refKey, type Template } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readPeriodSettings } from '../statistics/period-store.ts'
import { composeWithoutRows } from './compose.ts'
import type { Against, FrozenParts } from './freeze-job.ts'
import { type Frozen, type Submission, submissionBefore } from './store.ts'

/** Every figure a form shows, parts too. */
export const comparedFigures = (template: Template): FigureRef[] => {
  const refs: FigureRef[] = namedIndicators(template).map(({ id }) => ({ indicator: id, key: null }))
  for (const table of template.tables) {
    if (table.kind !== 'lines') continue
    for (const line of table.lines) if (line.kind === 'figure' && line.key !== null) refs.push({ indicator: line.indicator, key: line.key })
  }
  return refs
}

type FormRef = NonNullable<Frozen['form']>

export type Previous = { values: Frozen['previous']; against: Against | null; opening: boolean }

/** What was said for the period before by the same form: its figures, and its snapshot where there is one. */
export const previousOf = (db: ReadDb, { template, period }: Pick<Submission, 'template' | 'period'>): Previous => {
  const { yearStart } = readPeriodSettings(db)
  const before = submissionBefore(db, template.id, period.kind, period.until)
  if (before === undefined) return { values: [], against: null, opening: false }
  const opening = before.state === 'opening'
  const figures = figuresByRef(composeWithoutRows(before).figures)
  const due = periodBefore(period, yearStart)
  return {
    // Only the period right before is compared with; what changed since is told of the last there is.
    values: before.period.id === due.id ? comparedFigures(template).map((ref) => ({ ...ref, value: figureOf(figures, ref).value })) : [],
    against:
      opening || before.computed === null
        ? null
        : { rid: before.rid, id: before.id, version: before.version, period: before.period.id, sha256: before.computed.computed.rowsSha256 },
    opening,
  }
}

/** The frozen part of a submission, from what was computed. */
export const asFrozen = (db: ReadDb, one: Submission, parts: FrozenParts, previous: Previous, at: string, by: string, form: FormRef | null = null): Frozen => {
  const { agency, creditCode, region } = readProfile(db)
  const { yearStart } = readPeriodSettings(db)
  const values = new Map(previous.values.map((ref) => [refKey(ref), ref.value]))
  return {
    agency: { name: agency, creditCode, region },
    periodBefore: periodBefore(one.period, yearStart).id,
    computed: { ...parts.computed, at, by },
    figures: parts.figures.map((figure) => ({ ...figure, previous: values.get(refKey(figure)) ?? null })),
    previous: previous.values,
    delta: parts.delta,
    replaces: null,
    ...(parts.beside.length === 0 ? {} : { beside: parts.beside }),
    ...(form === null ? {} : { form }),
  }
}
