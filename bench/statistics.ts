import { recheckAll } from '../electron/core/catalogue/recheck.ts'
import { type Location, openWriter } from '../electron/core/db/open.ts'
import { readSettings } from '../electron/core/profile/stored-profile.ts'
import type { Output } from '../shared/contract.ts'
import { periodOn } from '../shared/statistics/periods.ts'
import { fillEvents } from './history/large.ts'
import { type Line, percentile, seconds, timed, times } from './measure.ts'
import { bareFigures } from './statistics-bare.ts'
import { openBench } from './vault.ts'

type Figures = Output<'statistics.figures'>['figures']

/** What both count and one counts otherwise: a fast answer must be the same answer. */
const differing = (figures: Figures, bare: ReadonlyMap<string, number>): string[] => {
  const ours = new Map(figures.map(({ indicator, key, value }) => [key === null ? indicator : `${indicator}|${key}`, value ?? '0']))
  return [...bare].flatMap(([name, n]) => ((ours.get(name) ?? '0') === String(n) ? [] : [`${name}: ${ours.get(name)}, bare ${n}`]))
}

/** As the background check leaves them by the next morning. */
const checkFindings = async (at: Location): Promise<void> => {
  const db = openWriter(at)
  db.exec('BEGIN IMMEDIATE')
  await recheckAll(
    db,
    readSettings(db, new Date().toISOString()),
    async () => undefined,
    () => undefined,
  )
  db.exec('COMMIT')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** All figures of a quarter by the process that counts them, beside statements written by hand for this file. */
export const statisticsSection = async (dir: string, at: Location, entries: number): Promise<Line[]> => {
  const events = await fillEvents(at, { edits: entries / 10, refreshes: entries / 20, tasks: entries / 50, requests: Math.round(entries * 0.06) })
  await checkFindings(at)
  const { core, value, unlock } = openBench(dir)
  await unlock()
  const lines: Line[] = []
  const quarters = [
    ['a quarter, half a year ago', '2026-05-15'],
    ['a quarter under the law before: every text is judged anew', '2025-07-31'],
  ] as const
  for (const [what, on] of quarters) {
    const period = periodOn(on === '2025-07-31' ? 'month' : 'quarter', on)
    const ours: number[] = []
    const took: number[] = []
    const bare: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      let said: Output<'statistics.figures'> | null = null
      const clock = await timed(async () => {
        said = await value('statistics.figures', { kind: period.kind, on })
      })
      const hand = bareFigures(at, period)
      const { figures, tookMs } = said ?? { figures: [], tookMs: 0 }
      const wrong = differing(figures, hand.figures)
      if (wrong.length > 0) throw new Error(wrong.join('; '))
      // The first reads what the others find in the system's memory.
      if (turn === 0) continue
      ours.push(clock)
      took.push(tookMs)
      bare.push(hand.ms)
    }
    lines.push({
      what: `${entries} entries, ${events} events: ${what}; the call (of it the counting)`,
      ours: `${seconds(percentile(ours, 0.5))} (${seconds(percentile(took, 0.5))})`,
      bare: seconds(percentile(bare, 0.5)),
      ratio: times(percentile(took, 0.5), percentile(bare, 0.5)),
      aim: on === '2025-07-31' ? '' : '≤ 2 s, ≤ 3 ×',
    })
  }
  await core.close()
  return lines
}
