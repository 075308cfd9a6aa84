import { Refusal } from '../../../shared/errors.ts'
import { type Checked, checkDocument } from '../../../shared/submissions/checks.ts'
import { refKey } from '../../../shared/submissions/template.ts'
import type { ViewContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { runTrial } from '../statistics/run-figures.ts'
import { readLaw } from '../work/law.ts'
import { composeWithoutRows } from './compose.ts'
import { previousOf } from './previous.ts'
import type { Submission } from './store.ts'

/** What the checks say of a submission that has figures, frozen or on trial. */
export const checked = (db: ReadDb, one: Submission, now: string): Checked[] => {
  const { calendar } = readLaw(db, now)
  const years = [Number(one.period.from.slice(0, 4)), Number(one.period.until.slice(0, 4))].filter((year, at, all) => all.indexOf(year) === at)
  const { opening, values } = previousOf(db, one)
  return checkDocument(composeWithoutRows(one), {
    yearsMissing: years.filter((year) => calendar.missing(year).length > 0),
    previousOpening: opening && values.length > 0,
  })
}

/** Throws `submission.errors` with the first. */
export const refuseErrors = (findings: readonly Checked[]): void => {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) throw new Refusal('submission.errors', { count: errors.length, first: first.words.zh })
}

export type Differing = { indicator: string; key: string | null; frozen: string | null; now: string | null }

/** Figures that the records give otherwise now: what was recorded late, or mended since. */
export const differing = async (one: Submission, context: ViewContext): Promise<Differing[]> => {
  if (one.computed === null) return []
  const trial = await runTrial(one.rid, context)
  const now = new Map((trial.computed?.figures ?? []).map((figure) => [refKey(figure), figure.value]))
  const keys = new Map(one.computed.figures.map((figure) => [refKey(figure), figure]))
  const all = [...one.computed.figures, ...(trial.computed?.figures ?? []).filter((figure) => !keys.has(refKey(figure)))]
  return all.flatMap(({ indicator, key }) => {
    const ref = { indicator, key }
    const [was, is] = [keys.get(refKey(ref))?.value ?? null, now.get(refKey(ref)) ?? null]
    // A part nothing fell into has no figure, or nought.
    return (was ?? '0') === (is ?? '0') ? [] : [{ ...ref, frozen: was, now: is }]
  })
}
