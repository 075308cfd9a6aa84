import type { Act, CaseKind } from '../../../shared/cases/act.ts'
import { unopened } from '../../../shared/cases/machine.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { addDays } from '../../../shared/days.ts'
import { dayOf } from '../../../shared/ledgers/ledger.ts'
import type { ReadDb } from '../db/open.ts'
import { list, sql } from '../db/sql.ts'
import { type LifeAlone, livesAlone } from '../ledger/lives.ts'
import { type Frame, inPeriod } from './frame.ts'

/** Cases that figures count; needs have none. */
const countedKinds = ['request', 'correction', 'dispute', 'agreement', 'complaint', 'incident'] as const satisfies readonly CaseKind[]

/** Where acts had led. */
const stateAfter = (kind: CaseKind, acts: readonly Act[]): string => {
  for (let at = acts.length - 1; at >= 0; at--) {
    const to = machines[kind].acts[acts[at]?.act ?? '']?.to
    if (typeof to === 'string') return to
  }
  return unopened
}
const isClosed = (kind: CaseKind, state: string): boolean => machines[kind].states[state]?.closed === true

/** The longest any duty runs, in days of the calendar: what began earlier and was closed before the period is due before it too. */
const longestDays = ({ law, period: { until } }: Frame): number =>
  law.on(until).rules.reduce((most, { rule }) => {
    if (rule.kind !== 'deadline' || rule.limit === null) return most
    const units = rule.limit.n + (rule.extension?.n ?? 0)
    return Math.max(most, rule.limit.unit === 'workingDay' ? units * 2 + 30 : units + 30)
  }, 60)

/** Cases that may have lived in the period, or have a day in it: open now, or with an act not too long before. Off indexes alone: rows hold whole texts. */
const candidates = (db: ReadDb, frame: Frame): number[] =>
  db
    .all<{ rid: number }>(sql`
      SELECT f.rid FROM case_file f INDEXED BY case_by_change WHERE f.kind IN ${list(countedKinds)} AND (f.closed = 0 OR f.rid IN
        (SELECT a.rid FROM case_act a INDEXED BY case_act_by_day WHERE a.status = 'counted' AND a.received_on >= ${addDays(frame.period.from, -longestDays(frame))}))`)
    .map(({ rid }) => rid)
    .sort((a, b) => a - b)

/** Whether a duty of it falls due in the period, though all of it was done before. */
const dueIn = (frame: Frame, life: LifeAlone): boolean => life.clocks().some(({ clock }) => inPeriod(frame, clock.due))

const batch = 500

/** When each case that is about another was opened, by the other's id. */
type About = { refers: string; kind: CaseKind; number: string; on: string; signed: number; sealed: number }
export type LifeThen = LifeAlone & {
  rid: number
  about: readonly { kind: CaseKind; number: string /** Signed by both by then. */; signed: boolean; state: string; sealedOn: string | null }[]
  opened: string
}

const aboutOpenedBy = (db: ReadDb, ids: readonly string[], until: string): Map<string, About[]> =>
  Map.groupBy(
    db.all<About>(sql`
      SELECT f.refers, f.kind, f.number, min(a.received_on) AS "on", max(a.act = 'countersign' AND a.received_on <= ${until}) AS signed,
        f.sealed_on IS NOT NULL AS sealed FROM case_file f
      JOIN case_act a ON a.rid = f.rid AND a.status = 'counted'
      WHERE f.refers IN (SELECT value FROM json_each(${JSON.stringify(ids)})) GROUP BY f.rid HAVING min(a.received_on) <= ${until} ORDER BY f.rid`),
    ({ refers }) => refers,
  ) as Map<string, About[]>

/**
 * Cases as they stood at the end of the period, as far as they lived in it: what counted by then, the state it had led to, clocks
 * read just after its last day. Of sealed ones no more than how many there are.
 */
export function* livesThen(db: ReadDb, frame: Frame): Generator<LifeThen | { sealed: true }> {
  const { from, until } = frame.period
  const rids = candidates(db, frame)
  for (let at = 0; at < rids.length; at += batch) {
    const lives = livesAlone(db, frame.law, rids.slice(at, at + batch), until)
    const about = aboutOpenedBy(
      db,
      [...lives.values()].map(({ id }) => id),
      until,
    )
    for (const [rid, life] of lives) {
      const opened = life.acts[0]
      if (opened === undefined) continue
      const days = life.acts.map((act) => dayOf(act.when))
      const earlier = life.acts.filter((_, place) => (days[place] ?? '') < from)
      const lived = days.some((day) => inPeriod(frame, day)) || (earlier.length > 0 && !isClosed(life.kind, stateAfter(life.kind, earlier)))
      if (!lived && !dueIn(frame, life)) continue
      if (life.sealedOn !== null) {
        yield { sealed: true }
        continue
      }
      const state = stateAfter(life.kind, life.acts)
      yield {
        ...life,
        rid,
        state,
        closed: isClosed(life.kind, state),
        about: (about.get(life.id) ?? []).map(({ kind, number, signed, sealed }) => ({
          kind,
          number,
          signed: signed === 1,
          state: '',
          sealedOn: sealed === 1 ? 'sealed' : null,
        })),
        opened: dayOf(opened.when),
      }
    }
  }
}
