import { canonicalJson } from '../../../shared/canonical.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Indicator } from '../../../shared/statistics/indicator.ts'
import { type Period, periodBefore } from '../../../shared/statistics/periods.ts'
import { figureOf, figuresByRef } from '../../../shared/submissions/tables.ts'
import { type FigureRef, namedIndicators, refKey, type Template } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readPeriodSettings } from '../statistics/period-store.ts'
import { asPrevious, composeWithoutRows } from './compose.ts'
import type { Against, FrozenParts } from './freeze-job.ts'
import { type EarlierFigure, type Frozen, type Submission, submissionBefore, submissionsOfOtherForms } from './store.ts'

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

/** Figures of the period before that nobody submitted, to be computed as of then. */
export type Earlier = { period: Period; indicators: Indicator[]; refs: FigureRef[] }
export type Previous = { values: EarlierFigure[]; against: Against | null; opening: boolean; earlier: Earlier | null }

/** Counted the same way, whatever a form calls it. */
const countedAs = ({ formula, unit, digits, by }: Indicator): string => canonicalJson({ formula, unit, digits, by: by ?? null })

/** What another form said of an indicator for a period, the newest that says it. */
const byOtherForm = (others: readonly Submission[], indicator: Indicator): ((ref: FigureRef) => EarlierFigure) | null => {
  for (const other of others) {
    const same = namedIndicators(other.template).find(({ id }) => id === indicator.id)
    if (same === undefined || countedAs(same) !== countedAs(indicator)) continue
    const figures = figuresByRef(composeWithoutRows(other).figures)
    if (figureOf(figures, { indicator: indicator.id, key: null }).value === null) continue
    return (ref) => ({ ...ref, value: figureOf(figures, ref).value, from: 'otherForm' })
  }
  return null
}

/** Whether records were kept here from a period's first day on: of an earlier time there would be nothing to count. */
const wasKept = (db: ReadDb, { from }: Period): boolean => {
  const first = db.get<{ at: string }>(sql`SELECT at FROM entry_version ORDER BY rid, version LIMIT 1`)
  return first !== undefined && dayInChina(first.at) <= from
}

/**
 * What was said for the period before: by the same form, with its snapshot where there is one; else by another form that has the
 * same indicator; and which figures nobody submitted, so that they can be computed.
 */
export const previousOf = (db: ReadDb, { template, period }: Pick<Submission, 'template' | 'period'>): Previous => {
  const { years } = readPeriodSettings(db)
  const due = periodBefore(period, years)
  const before = submissionBefore(db, template.id, period.kind, period.until)
  const opening = before?.state === 'opening'
  // Only the period right before is compared with; what changed since is told of the last there is.
  const document = before?.period.id === due.id ? composeWithoutRows(before) : null
  const figures = figuresByRef(document?.figures ?? [])
  const others = document === null ? submissionsOfOtherForms(db, template.id, due) : []
  const values: EarlierFigure[] = []
  const earlier: Earlier = { period: due, indicators: [], refs: [] }
  const refs = comparedFigures(template)
  for (const indicator of namedIndicators(template)) {
    const own = refs.filter((ref) => ref.indicator === indicator.id)
    // Where the form was submitted, or carried on, what it leaves empty is empty.
    if (document !== null) {
      values.push(...own.map((ref) => ({ ...ref, value: figureOf(figures, ref).value })))
      continue
    }
    const other = byOtherForm(others, indicator)
    if (other !== null) values.push(...own.map(other))
    else if (indicator.formula.kind !== 'manual') {
      earlier.indicators.push(indicator)
      earlier.refs.push(...own)
    }
  }
  return {
    values,
    against:
      before === undefined || opening || before.computed === null
        ? null
        : { rid: before.rid, id: before.id, version: before.version, period: before.period.id, sha256: before.computed.computed.rowsSha256 },
    opening,
    earlier: earlier.indicators.length > 0 && wasKept(db, due) ? earlier : null,
  }
}

/** The frozen part of a submission, from what was computed. */
export const asFrozen = (db: ReadDb, one: Submission, parts: FrozenParts, previous: Previous, at: string, by: string, form: FormRef | null = null): Frozen => {
  const { agency, creditCode, region } = readProfile(db)
  const { years } = readPeriodSettings(db)
  const all = [...previous.values, ...parts.earlier]
  const values = new Map(all.map((ref) => [refKey(ref), ref]))
  return {
    agency: { name: agency, creditCode, region },
    periodBefore: periodBefore(one.period, years).id,
    computed: { ...parts.computed, at, by },
    figures: parts.figures.map((figure) => ({ ...figure, ...asPrevious(values.get(refKey(figure))) })),
    previous: all,
    delta: parts.delta,
    replaces: null,
    ...(parts.beside.length === 0 ? {} : { beside: parts.beside }),
    ...(form === null ? {} : { form }),
  }
}
