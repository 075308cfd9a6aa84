import { Refusal } from '../../../shared/errors.ts'
import { formulaWords, type Indicator, partFormula } from '../../../shared/statistics/indicator.ts'
import { standardIndicators } from '../../../shared/statistics/indicators.ts'
import { periodsOf, periodsUpTo, periodWords } from '../../../shared/statistics/periods.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers, ViewContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import { explainFrozen } from '../submission/explain.ts'
import { knownTemplate } from '../submission/templates.ts'
import { readLaw } from '../work/law.ts'
import { asOfPeriod } from './frame.ts'
import { movedYears } from './moved-years.ts'
import { dropNoticeTasks, followNotices } from './notice-tasks.ts'
import { knownNotice, periodWanted, putNotice, readPeriodSettings, writePeriodSettings } from './period-store.ts'
import { stepsOf } from './row-steps.ts'
import { runExplain, runFigures } from './run-figures.ts'

const todayOf = ({ db, ports }: Pick<ViewContext, 'db' | 'ports'>) => readLaw(db, ports.now().toISOString())

const indicatorsIn = (context: ViewContext, template: string | undefined): readonly Indicator[] => {
  if (template === undefined) return standardIndicators
  const law = todayOf(context)
  return indicatorsOf(knownTemplate(context.db, template, law.on(law.today)).template)
}

const knownIndicator = (indicators: readonly Indicator[], id: string): Indicator => {
  const found = indicators.find((indicator) => indicator.id === id)
  if (found === undefined) throw new Refusal('statistics.noIndicator', { indicator: id })
  return found
}

type Handled = 'period.configure' | 'period.saveNotice' | 'period.removeNotice' | 'indicator.explain' | 'statistics.figures' | 'statistics.trend'

export const statisticsHandlers: Pick<VaultHandlers, Handled> = {
  'period.configure': ({ yearStart, usual, since }, context) => {
    const { db, commit } = context
    const { years } = readPeriodSettings(db)
    const moved = movedYears(db, years, { yearStart, since }, todayOf(context).today)
    return commit(
      () => {
        writePeriodSettings(db, { years: moved, usual })
        return { years: [...moved] }
      },
      () => ({ entity: 'period', fields: ['years', 'usual'], note: moved.map((era) => `${era.since ?? ''} ${era.yearStart}`.trim()).join(', ') }),
    )
  },

  'period.saveNotice': ({ notice }, context) => {
    const { db, commit, ports, user } = context
    refuseMarks([notice.number, notice.issuer, notice.title])
    const { years } = readPeriodSettings(db)
    const { period, kind } = notice
    if (period !== null && !periodsOf(kind, Number(period.slice(0, 4)), years).some(({ id }) => id === period))
      throw new Refusal('statistics.noticePeriod', { period })
    const law = todayOf(context)
    const { template } = knownTemplate(db, notice.template, law.on(law.today))
    if (!template.periods.includes(kind)) throw new Refusal('submission.templatePeriod', { kind })
    const before = notice.id === undefined ? null : knownNotice(db, notice.id)
    const id = before?.id ?? ports.newId()
    return commit(
      () => {
        if (before !== null) dropNoticeTasks(db, before)
        putNotice(db, { ...notice, id, recordedBy: user.name, recordedAt: ports.now().toISOString() })
        followNotices(db, stampOf(context))
        return { id }
      },
      () => ({ entity: 'notice', entityId: id, fields: Object.keys(notice) }),
    )
  },

  'period.removeNotice': ({ id }, { db, commit }) => {
    const notice = knownNotice(db, id)
    return commit(
      () => {
        dropNoticeTasks(db, notice)
        db.run(sql`DELETE FROM submission_notice WHERE id = ${id}`)
        return {}
      },
      () => ({ entity: 'notice', entityId: id }),
    )
  },

  'indicator.explain': async (input, context) => {
    const { submission, indicator: id, key, part, row = null, limit, skip, ...wanted } = input
    if (submission !== undefined) return explainFrozen(context.db, submission, { id, key, part, row, limit, skip })
    const { db } = context
    const period = periodWanted(db, wanted, todayOf(context).today)
    const indicator = knownIndicator(standardIndicators, id)
    const { figure, rows, total } = await runExplain(period, { indicator, key, part, row, limit, skip }, context)
    const asOf = asOfPeriod(period, context.ports.now().toISOString())
    return {
      period,
      asOf,
      indicator,
      formulaWords: formulaWords({ formula: partFormula(indicator, key), unit: indicator.unit }),
      figure: { ...figure, origin: 'computed', source: '', by: '' },
      source: indicator.formula.kind === 'manual' ? null : indicator.formula.source,
      rows,
      total,
      steps: row === null || rows[0] === undefined ? [] : stepsOf(db, rows[0], asOf, period.until),
    }
  },

  'statistics.figures': async ({ template, ...wanted }, context) => {
    const period = periodWanted(context.db, wanted, todayOf(context).today)
    const { figures, sealed, tookMs } = await runFigures([period], indicatorsIn(context, template), context)
    return {
      period,
      words: periodWords(period),
      asOf: asOfPeriod(period, context.ports.now().toISOString()),
      figures: figures[0] ?? [],
      sealed: sealed[0] ?? 0,
      tookMs,
    }
  },

  'statistics.trend': async ({ count, indicators: ids, ...wanted }, context) => {
    const { db } = context
    const indicators = ids.map((id) => knownIndicator(standardIndicators, id))
    const last = periodWanted(db, wanted, todayOf(context).today)
    const periods = periodsUpTo(last, count, readPeriodSettings(db).years)
    const { figures } = await runFigures(periods, indicators, context)
    return {
      periods: periods.map((period) => ({ ...period, words: periodWords(period) })),
      series: ids.map((indicator) => ({
        indicator,
        values: figures.map((of) => of.find((figure) => figure.indicator === indicator && figure.key === null)?.value ?? null),
      })),
    }
  },
}
