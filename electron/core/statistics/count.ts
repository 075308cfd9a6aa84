import { type CountedRow, type Figure, factsAsked, figuresOf, type Indicator } from '../../../shared/statistics/indicator.ts'
import type { Fact, Facts, SourceName } from '../../../shared/statistics/sources.ts'
import type { ReadDb } from '../db/open.ts'
import { sourcesOf } from './compute.ts'
import { countedEntries } from './entry-rows.ts'
import type { Frame } from './frame.ts'
import { readEach } from './read-sources.ts'

type Alike = { facts: Facts; times: number }
type Branch = Map<Fact, Branch | Alike>

/** Rows that are alike in all that is asked of them, once with how many they are: of a hundred thousand entries a handful. */
const createAlike = (asked: readonly string[]): { add(facts: Facts): void; rows: Iterable<CountedRow> } => {
  const rows: Alike[] = []
  const root: Branch = new Map()
  // Where nothing is asked, all are alike.
  const [last = '', ...path] = [...asked].reverse()
  path.reverse()
  return {
    rows,
    add: (facts) => {
      let at = root
      for (const fact of path) {
        const value = facts[fact] ?? null
        let next = at.get(value) as Branch | undefined
        if (next === undefined) {
          next = new Map()
          at.set(value, next)
        }
        at = next
      }
      const value = facts[last] ?? null
      const known = at.get(value) as Alike | undefined
      if (known !== undefined) {
        known.times += 1
        return
      }
      const row = { facts, times: 1 }
      at.set(value, row)
      rows.push(row)
    },
  }
}

/** Every figure of these indicators, in their order, by counting alone: no row is kept. `sealed`: cases under a claim of state secrecy that lived in the period. */
export const countFigures = (db: ReadDb, frame: Frame, indicators: readonly Indicator[]): { figures: Figure[]; sealed: number } => {
  const alike = new Map<string, ReturnType<typeof createAlike>>()
  const bySource = new Map<SourceName, ReturnType<typeof createAlike>[]>()
  /** Indicators that ask the same of the same rows look at the same. */
  const rowsFor = (indicator: Indicator): Iterable<CountedRow> => {
    const { formula } = indicator
    if (formula.kind === 'manual') return []
    const asked = factsAsked(indicator)
    const name = [formula.source, ...asked].join(' ')
    let found = alike.get(name)
    if (found === undefined) {
      found = createAlike(asked)
      alike.set(name, found)
      bySource.set(formula.source, [...(bySource.get(formula.source) ?? []), found])
    }
    return found.rows
  }
  const counted = indicators.map((indicator) => ({ indicator, rows: rowsFor(indicator) }))
  let sealed = 0
  readEach<{ facts: Facts }>(db, frame, sourcesOf(indicators), {
    entries: (later) => countedEntries(db, frame, later),
    row: (source, { facts }) => {
      for (const one of bySource.get(source) ?? []) one.add(facts)
    },
    sealed: () => {
      sealed++
    },
  })
  return { figures: counted.flatMap(({ indicator, rows }) => figuresOf(indicator, rows)), sealed }
}
