/** What a chart's sentence tells, apart from its words. */

/** In whole percent; nothing of nothing is 0. */
export const share = (value: number, total: number): number => (total === 0 ? 0 : Math.round((value / total) * 100))

/** The first of the greatest; null where all are 0. */
export const most = <B extends { value: number }>(bars: readonly B[]): B | null =>
  bars.reduce<B | null>((best, bar) => (bar.value > (best?.value ?? 0) ? bar : best), null)

type Point = { at: number; value: number }

/** Where a line begins and ends and its highest point; null with fewer than two values. */
export const trend = (values: readonly (number | null)[]): { first: Point; last: Point; highest: Point } | null => {
  const known = values.flatMap((value, at): Point[] => (value === null ? [] : [{ at, value }]))
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || known.length < 2) return null
  return { first, last, highest: known.reduce((best, point) => (point.value > best.value ? point : best)) }
}

/** A round number no value is above: 1, 2 or 5 times a power of ten. */
export const ceilingOf = (values: readonly (number | null)[]): number => {
  const highest = Math.max(0, ...values.flatMap((value) => value ?? []))
  if (highest === 0) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  return ([1, 2, 5, 10].find((step) => step * power >= highest) ?? 10) * power
}
