import { z } from 'zod'
import type { Calendar } from './calendar.ts'
import { readClock } from './clock.ts'
import { dueFacts, dueFactsSchema } from './clock-words.ts'
import { actors, type Life, type NextStep, nextStep, nextSteps } from './entry-life.ts'
import { dayInChina } from './moments.ts'
import { type PlacedRule, sayCitation } from './regulations/cited.ts'
import type { PackSet } from './regulations/pack-set.ts'
import { deadlineAsOf } from './regulations/strictest.ts'

/** What a status says on every screen (practice W): who acts next, until when, under which article. */
export const nextSchema = z.strictObject({
  step: z.enum(nextSteps),
  actor: z.enum(actors),
  due: dueFactsSchema.nullable(), // null: no rule sets a day
  article: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
})
export type Next = z.infer<typeof nextSchema>

const actorOf = { check: 'officer', agree: 'head', submit: 'officer', publish: 'department', mend: 'officer' } as const satisfies Record<
  NextStep,
  Next['actor']
>

/** Under which duty a step is done; a text that came back is submitted anew. */
const dutyOf = {
  check: 'catalogue.content',
  agree: 'catalogue.agree',
  submit: 'catalogue.submit',
  publish: 'catalogue.publish',
  mend: 'catalogue.submit',
} as const satisfies Record<NextStep, string>

/** `updating`: something of the catalogue is published already, so that what is submitted is a change of it and not its first compilation. */
export type Law = { rules: PackSet; calendar: Calendar; updating: boolean }

/** The first rule of a duty that holds, as it is cited. */
export const citationOf = (rules: PackSet, duty: string): Next['article'] => {
  const found = rules.rules.find(({ displaced, rule }) => displaced === null && rule.duty === duty && rule.kind !== 'deadline')
  return found === undefined ? null : cited(found)
}

const cited = ({ pack, rule }: PlacedRule): Next['article'] => sayCitation({ ...pack, title: pack.short }, rule.place)

/** The department's clock runs from its own receipt. */
const publication = (life: Life, { rules, calendar, updating }: Law, now: string): Pick<Next, 'due' | 'article'> | null => {
  if (life.sinceAt === null || !updating) return null
  const events = [{ kind: 'catalogueReceived', when: life.sinceAt, source: '收文登记' }] as const
  const dueOn = (rule: Parameters<typeof readClock>[0]) => readClock(rule, events, calendar, now).due
  const { strictest } = deadlineAsOf(rules, { duty: dutyOf.publish, starts: 'catalogueReceived' }, {}, dueOn)
  if (strictest === null) return null
  return { due: dueFacts(strictest.rule, readClock(strictest.rule, events, calendar, now), now), article: cited(strictest) }
}

/** What comes next for an entry, as the law of the day and the department's receipt have it; null: nothing is due of itself. */
export const nextOf = (life: Life, law: Law, now: string): Next | null => nextBy(law, now)(life)

/** The same for many entries: those at one step since one day share their answer, for a list is painted at every key. */
export const nextBy = (law: Law, now: string): ((life: Life) => Next | null) => {
  const known = new Map<string, Next>()
  return (life) => {
    const step = nextStep(life)
    if (step === null) return null
    const key = step === 'publish' && life.sinceAt !== null ? `${step} ${dayInChina(life.sinceAt)}` : step
    const next = known.get(key) ?? made(step, life, law, now)
    known.set(key, next)
    return next
  }
}

const made = (step: NextStep, life: Life, law: Law, now: string): Next => {
  const clock = step === 'publish' ? publication(life, law, now) : null
  return { step, actor: actorOf[step], ...(clock ?? { due: null, article: citationOf(law.rules, dutyOf[step]) }) }
}
