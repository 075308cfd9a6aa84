import type { Output } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { formulaWords, partFormula } from '../../../shared/statistics/indicator.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { explained } from '../statistics/compute.ts'
import { stepsOf } from '../statistics/row-steps.ts'
import { composeWithoutRows } from './compose.ts'
import { withoutSealed } from './sealed.ts'
import { knownSubmission, rowsOfSource } from './store.ts'

type Asked = { id: string; key: string | null; part: 'over' | 'under'; row: string | null; limit: number; skip: number }

/** A figure of a frozen submission by the rows it was counted from then, whatever the records say now. */
export const explainFrozen = (db: ReadDb, which: { id: string; version: number }, { id, key, part, row, limit, skip }: Asked): Output<'indicator.explain'> => {
  const one = knownSubmission(db, which.id, which.version)
  const document = composeWithoutRows(one)
  const indicator = indicatorsOf(one.template).find((known) => known.id === id)
  if (indicator === undefined) throw new Refusal('statistics.noIndicator', { indicator: id })
  const { formula } = indicator
  const source = formula.kind === 'manual' ? null : formula.source
  const told = document.figures.find((figure) => figure.indicator === id && figure.key === key)
  const { figure, rows, total } = explained({ indicator, key, part, row, limit, skip }, source === null ? [] : rowsOfSource(db, one.rid, source))
  const { asOf } = document.computed
  return {
    period: one.period,
    asOf,
    indicator,
    formulaWords: formulaWords({ formula: partFormula(indicator, key), unit: indicator.unit }),
    figure:
      told === undefined
        ? { ...figure, origin: 'computed', source: '', by: '' }
        : { indicator: id, key, value: told.value, over: told.over, under: told.under, origin: told.origin, source: told.source, by: told.by },
    source,
    rows: withoutSealed(db, one.rid, rows),
    total,
    steps: row === null || rows[0] === undefined ? [] : stepsOf(db, rows[0], asOf, one.period.until),
  }
}
