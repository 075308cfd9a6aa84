import type { Calendar } from '../../../shared/calendar.ts'
import { type Clock, type ClockEvent, dayOfEvent, notStarted, readClock, readRetention } from '../../../shared/clock.ts'
import { dueFacts, sayDue, sayLimit } from '../../../shared/clock-words.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { cite, type PlacedRule } from '../../../shared/regulations/cited.ts'
import { ruleById } from '../../../shared/regulations/pack-set.ts'
import { isApplied } from '../../../shared/regulations/standing.ts'
import { deadlineAsOf } from '../../../shared/regulations/strictest.ts'
import { readCalendar } from '../calendar/stored-calendar.ts'
import type { ReaderHandlers } from '../context.ts'
import { packsOn } from '../rules/view-handlers.ts'

type Asked = Parsed<'clock.due'>

/** A clock of any rule that has one. */
const clockOf = ({ rule }: PlacedRule, { at, source, events }: Asked, calendar: Calendar, now: string): Clock | null => {
  const start = (kind: string): ClockEvent => ({ kind, when: at, source })
  if (rule.kind === 'retention') return readRetention(rule, start('kept'), calendar, now)
  return rule.kind === 'deadline' ? readClock(rule, [start(rule.starts), ...events.map(defined)], calendar, now) : null
}

const defined = ({ kind, when, source, ruling, n }: Asked['events'][number]): ClockEvent => ({
  kind,
  when,
  source,
  ...(ruling === undefined ? {} : { ruling }),
  ...(n === undefined ? {} : { n }),
})

const limitOf = ({ rule }: PlacedRule) => {
  const limit = rule.kind === 'retention' ? rule.keep : rule.kind === 'deadline' ? rule.limit : null
  const manner = rule.kind === 'deadline' ? rule.manner : 'within'
  return { zh: sayLimit(limit, manner, 'zh'), en: sayLimit(limit, manner, 'en') }
}

const nothingInForce = { zh: '没有施行中的期限规定', en: 'no rule in force sets a time' }

export const clockHandlers: Pick<ReaderHandlers, 'clock.due'> = {
  /** Works on recorded moments alone: the computer's clock only says how much is left. */
  'clock.due': (asked, { db, now: present }): Output<'clock.due'> => {
    const now = present().toISOString()
    const on = asked.on ?? dayOfEvent({ when: asked.at })
    const calendar = readCalendar(db, asked.region)
    const set = packsOn(db, on)
    const { rule: id, duty } = asked
    const named = id === undefined ? null : ruleById(set, id)
    if (id !== undefined && (named === null || clockOf(named, asked, calendar, now) === null)) throw new Refusal('clock.noRule', { rule: id })
    if (id === undefined && duty === undefined) throw new Refusal('clock.noRule', { rule: '' })
    const wanted = {
      duty: duty ?? '',
      ...(asked.starts === undefined ? {} : { starts: asked.starts }),
      ...(asked.holder === undefined ? {} : { holder: asked.holder }),
    }
    const facts = { ...(asked.shareType === undefined ? {} : { shareType: asked.shareType }), sensitive: asked.sensitive ?? [] }
    const compared = deadlineAsOf(
      set,
      wanted,
      facts,
      (rule) => readClock(rule, [{ kind: rule.starts, when: asked.at, source: asked.source }], calendar, now).firstDue,
    )
    const rows: readonly PlacedRule[] = named === null ? compared.all : [named]
    // 及时 and 定期 name no number of days; where nothing else speaks they are what there is to say.
    const chosen = named ?? compared.strictest ?? compared.all.find(({ displaced }) => displaced === null) ?? null
    const clock = chosen === null ? null : clockOf(chosen, asked, calendar, now)
    const shown = dueFacts(chosen?.rule.kind === 'deadline' ? chosen.rule : {}, clock ?? notStarted, now)
    const sources = rows.map((row) => ({
      cited: cite(row),
      applied: isApplied(row.standing) && row.displaced === null,
      due: clockOf(row, asked, calendar, now)?.due ?? null,
      limit: limitOf(row),
    }))
    const lost = named === null ? compared.lost : []
    return {
      on,
      region: calendar.region,
      rule: chosen === null ? null : cite(chosen),
      undecided: named === null && compared.undecided,
      due: clock?.due ?? null,
      firstDue: clock?.firstDue ?? null,
      provisional: clock?.provisional ?? [],
      facts: shown,
      words: chosen === null ? nothingInForce : { zh: sayDue(shown, 'zh'), en: sayDue(shown, 'en') },
      extension: clock?.extension ?? notStarted.extension,
      days: clock?.days ?? [],
      ignored: clock?.ignored ?? [],
      sources: sources.sort((a, b) => Number(b.cited.rule === chosen?.rule.id) - Number(a.cited.rule === chosen?.rule.id)),
      lost: lost.map(({ pack, standing }) => ({ pack: pack.id, title: pack.title, standing })),
    }
  },
}
