import type { Act, CaseHead } from '../../../shared/cases/act.ts'
import { type CaseClock, clocksOf as clocksOfActs } from '../../../shared/cases/clocks.ts'
import { type Folded, type NextAct, nextOf, type Outline } from '../../../shared/cases/fold.ts'
import type { Machine } from '../../../shared/cases/machine.ts'
import type { PlacedRule } from '../../../shared/regulations/cited.ts'
import { holdsFor } from '../../../shared/regulations/pack-set.ts'
import type { Law } from '../work/law.ts'

/** The rules in force today that an act is done under, those of a clock first. */
export const actRules = (law: Law, { kind, shareType, sensitive }: CaseHead, act: string): PlacedRule[] =>
  law
    .on(law.today)
    .rules.filter(({ rule, displaced }) => displaced === null && rule.acts.includes(`${kind}.${act}`) && holdsFor(rule, { shareType, sensitive }))
    .sort((a, b) => Number(b.rule.kind === 'deadline') - Number(a.rule.kind === 'deadline'))

/** Who acts next, without what no rule in force asks for. */
export const nextActs = (machine: Machine, head: CaseHead, folded: Outline, law: Law): NextAct[] =>
  folded.acts.length === 0 ? [] : nextOf(machine, folded).filter(({ act, ruled }) => !ruled || actRules(law, head, act).length > 0)

export type RunningClock = CaseClock & { rule: PlacedRule }

/** The clocks of a case that have started; `drafts`: what is written and not received. */
export const clocksOf = (machine: Machine, head: CaseHead, folded: Folded, law: Law, drafts: readonly Act[] = []): RunningClock[] =>
  clocksOfActs(machine, head, [...folded.acts.map(({ act }) => act), ...drafts], law.on, law.calendar, law.now).filter(
    (one): one is RunningClock => one.rule !== null && one.clock.start !== null,
  )
