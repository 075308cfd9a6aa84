import type { CaseHead } from '../../../shared/cases/act.ts'
import type { Folded } from '../../../shared/cases/fold.ts'
import type { Machine } from '../../../shared/cases/machine.ts'
import { type Clock, type ClockEvent, dayOfEvent, readClock } from '../../../shared/clock.ts'
import type { PlacedRule } from '../../../shared/regulations/cited.ts'
import type { DeadlineRule, Duty } from '../../../shared/regulations/pack.ts'
import { deadlineAsOf } from '../../../shared/regulations/strictest.ts'
import type { Law } from '../work/law.ts'

export type RunningClock = { duty: Duty; row: PlacedRule & { rule: DeadlineRule }; clock: Clock; events: readonly ClockEvent[] }

/** The acts as events. An extension's days are in what consented to it. */
export const eventsOf = (machine: Machine, folded: Folded): ClockEvent[] =>
  folded.acts.flatMap(({ act }) =>
    (machine.acts[act.act]?.events ?? []).map((kind): ClockEvent => {
      const { n } = act.fields
      return {
        kind,
        when: act.when,
        source: act.source,
        ...(act.ruling === '' ? {} : { ruling: act.ruling }),
        ...(kind === 'extensionConsented' && typeof n === 'number' ? { n } : {}),
      }
    }),
  )

/**
 * The clocks of a case that have started, each by the strictest rule in force on the day it started (practice L7, decisions
 * F5). A case that began anew (a correction that was reopened) is counted from its last start.
 */
export const clocksOf = (machine: Machine, head: CaseHead, folded: Folded, law: Law): RunningClock[] => {
  const events = eventsOf(machine, folded)
  const facts = { shareType: head.shareType === '' ? '有条件共享' : head.shareType, sensitive: head.sensitive }
  return machine.clocks.flatMap((duty) => {
    const starts = new Set(law.packs.flatMap(({ rules }) => rules.flatMap((rule) => (rule.kind === 'deadline' && rule.duty === duty ? [rule.starts] : []))))
    const start = events.findLast(({ kind }) => [...starts].some((one) => one === kind))
    if (start === undefined) return []
    const since = events.slice(events.indexOf(start))
    const compared = deadlineAsOf(
      law.on(dayOfEvent(start)),
      { duty, starts: start.kind },
      facts,
      (rule) => readClock(rule, [{ ...start, source: '平台' }], law.calendar, law.now).firstDue,
    )
    const row = compared.strictest ?? compared.all.find(({ displaced }) => displaced === null)
    if (row === undefined) return []
    const clock = readClock(row.rule, since, law.calendar, law.now)
    // A draft starts none.
    return clock.start === null ? [] : [{ duty, row, clock, events: since }]
  })
}
