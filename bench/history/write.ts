import { addDays } from '../../shared/days.ts'
import { writeAgreement } from './agreements.ts'
import { type Chance, chanceFrom, momentOn, seasonOf } from './chance.ts'
import { asFields, contentOf } from './content.ts'
import { writeEntries } from './entries.ts'
import { writeComplaint, writeCorrection, writeDispute, writeIncident, writeNeed } from './others.ts'
import { type Asked, neighbours, writeRequest } from './requests.ts'
import type { Script, ScriptEvent } from './script.ts'

export type HistoryPlan = {
  seed: number
  from: string
  until: string
  entries: number
  requests: number
  agreements: number
  /** Of other agencies, as the platform tells them: they count nowhere. */
  others: number
  /** At most so many entries go through their life together. */
  listSize: number
}

export const agency = '澄湖市民政局'

/** A shuffled list of starts, so that one part of a history does not depend on how long another is. */
const startsOf = (chance: Chance, from: string, until: string, count: number): string[] => {
  const inSeason = seasonOf(from, until)
  return Array.from({ length: count }, () => inSeason(chance)).sort()
}

export const writeHistory = (plan: HistoryPlan): Script => {
  const { seed, from, until } = plan
  const events: ScriptEvent[] = []
  const part = (n: number): Chance => chanceFrom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b))

  const catalogue = writeEntries(part(1), { agency, from, until, entries: plan.entries, listSize: plan.listSize })
  events.push(...catalogue)

  const chance = part(2)
  const refused: NonNullable<Asked>[] = []
  let agreements = 0
  let named = 0
  for (const begins of startsOf(chance, from, until, plan.requests)) {
    const name = `申请${++named}`
    const asked = writeRequest(chance, events, { name, agency, begins, until, entries: [] }, (about) => {
      const { other, as, on, life } = about
      const agreed = writeAgreement(
        chance,
        events,
        { name: `协议${++agreements}`, other, as, refers: about.name, begins: on, after: life.now(), until, months: 24 },
        true,
      )
      return agreed?.inForceOn ?? null
    })
    if (asked !== null) refused.push(asked)
    if (asked !== null && chance.yes(0.06)) asked.life.seal()
  }

  const pacts = part(3)
  for (const begins of startsOf(pacts, from, until, Math.max(0, plan.agreements - agreements))) {
    const name = `协议${++agreements}`
    writeAgreement(pacts, events, { name, other: pacts.of(neighbours), as: pacts.of(['applicant', 'respondent']), refers: null, begins, until })
  }

  const rest = part(4)
  const kinds = [
    [writeCorrection, '校核', Math.ceil(plan.requests / 5)],
    [writeComplaint, '投诉', Math.ceil(plan.requests / 25)],
    [writeNeed, '需求', Math.ceil(plan.requests / 12)],
    [writeIncident, '事件', Math.ceil(plan.requests / 50)],
  ] as const
  for (const [write, word, count] of kinds)
    for (const [n, begins] of startsOf(rest, from, until, count).entries()) write(rest, events, { name: `${word}${n + 1}`, begins, until })
  for (const [n, { name, other, as, on }] of refused.filter(() => rest.yes(0.12)).entries())
    writeDispute(rest, events, { name: `争议${n + 1}`, begins: addDays(on, rest.int(1, 10)), until }, { name, other, as })

  const foreign = part(5)
  const inSeason = seasonOf(from, until)
  for (let n = 0; n < plan.others; n++) {
    const content = asFields(contentOf(foreign, 500_000 + n, foreign.of(neighbours)))
    events.push({ at: momentOn(foreign, inSeason(foreign)), do: 'enter', entry: `外${n + 1}`, content, others: true })
  }

  // In the order it was recorded; of the same moment as it was written.
  const ordered = events.map((event, n) => ({ event, n })).sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : a.n - b.n))
  return { seed, agency, region: '330200', regulations: ['NB-171'], from, until, events: ordered.map(({ event }) => event) }
}
