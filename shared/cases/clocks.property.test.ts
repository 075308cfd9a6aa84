import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../calendar.ts'
import { nationalYears } from '../calendars/cn.ts'
import { holidayRegions, shippedPacks } from '../calendars/shipped.ts'
import { builtInPacks } from '../regulations/built-in.ts'
import { type PackSet, packSet } from '../regulations/pack-set.ts'
import type { Act, CaseHead, CaseKind } from './act.ts'
import { actOf, headOf, lived, type Try, tried, tryArb, uuidOf } from './acts.fixture.ts'
import { type CaseClock, clocksOf } from './clocks.ts'
import { type Folded, fold, opened } from './fold.ts'
import { machines } from './machines.ts'

const calendar = calendarOf(shippedPacks, '', holidayRegions)
const sets = new Map<string, PackSet>()
const under =
  (...regulations: string[]) =>
  (day: string): PackSet => {
    const key = `${day} ${regulations.join()}`
    const known = sets.get(key) ?? packSet(builtInPacks, day, regulations)
    sets.set(key, known)
    return known
  }

/** Counted by hand: plain sets of days, one day after another with Date alone. */
const off = new Set(nationalYears.flatMap((year) => Object.values(year.off).flat()))
const makeUp = new Set(nationalYears.flatMap((year) => Object.values(year.work).flat()))
const nextDay = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
const works = (day: string): boolean => (off.has(day) ? false : makeUp.has(day) ? true : ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()))
const countOn = (from: string, n: number, working: boolean): string => {
  let day = from
  for (let left = n; left > 0; ) {
    day = nextDay(day)
    if (!working || works(day)) left -= 1
  }
  return day
}
const rolled = (day: string): string => {
  let at = day
  while (!works(at)) at = nextDay(at)
  return at
}
const dayHere = (when: string): string => (when.length === 10 ? when : new Date(Date.parse(when) + 8 * 3600_000).toISOString().slice(0, 10))

type Limit = { n: number; working: boolean; extends?: true } | null
/** The five regulations by hand: article, region and days in force as the domain gives them. */
const limitOf = (duty: string, on: string, region: string, { shareType, sensitive }: CaseHead): Limit => {
  const national = on >= '2025-08-01'
  const hebei = region === 'HE' && on >= '2016-01-01' && on <= '2022-12-31'
  const jiangsu = region === 'JS-85' && on >= '2012-12-01' && on <= '2022-01-31'
  switch (duty) {
    case 'request.reply':
      if (national && shareType === '无条件共享') return { n: 1, working: true, extends: true }
      if (national && shareType === '有条件共享') return { n: 10, working: true, extends: true }
      if (region === 'NX' && shareType === '有条件共享') return { n: 10, working: true }
      return jiangsu && sensitive.length > 0 ? { n: 15, working: true } : null
    case 'request.deliver':
      return national ? { n: 20, working: true } : null
    case 'correction.handle':
      return national ? { n: 10, working: true } : null
    case 'dispute.explain':
      return hebei ? { n: 15, working: false } : null
    case 'dispute.coordinate':
      return hebei ? { n: 30, working: false } : null
    default:
      return null
  }
}

const turns: Record<string, { starts: string[]; ends: string[] }> = {
  'request.reply': { starts: ['apply', 'obtainDirect'], ends: ['obtainDirect', 'grant', 'grantPartly', 'refuse', 'consentUse', 'grantAfter'] },
  'request.deliver': { starts: ['obtainDirect', 'grant', 'grantPartly', 'grantAfter'], ends: ['obtainDirect', 'deliver'] },
  'correction.handle': { starts: ['report', 'reopen'], ends: ['correct', 'uphold'] },
  'dispute.explain': { starts: ['applyCoordination'], ends: ['explain'] },
  'dispute.coordinate': { starts: ['explain'], ends: ['coordinate', 'failCoordination'] },
}
const answersBetweenAgencies = ['request.reply', 'request.deliver', 'correction.handle']

const onPlatform = ({ source }: Act): boolean => source === '平台' || source === '平台清单'
const starts = ({ source }: Act): boolean => source !== '电话'
const earliest = (acts: Act[]): Act | undefined =>
  [...acts].sort((a, b) => dayHere(a.when).localeCompare(dayHere(b.when)) || (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))[0]

/** The due day and the day it was done, told from the acts alone. */
const byHand = (duty: string, acts: readonly Act[], region: string, head: CaseHead) => {
  const turn = turns[duty]
  if (turn === undefined) throw new Error(duty)
  // Since it was last asked anew after an answer.
  let round: Act[] = []
  for (const act of acts) {
    if (turn.starts.includes(act.act) && round.some((one) => turn.ends.includes(one.act))) round = []
    round.push(act)
  }
  const begun = round.filter((act) => turn.starts.includes(act.act) && starts(act))
  const start = earliest(begun.filter(onPlatform)) ?? earliest(begun)
  if (start === undefined) return { on: null, due: null, done: null }
  const on = dayHere(start.when)
  const limit = limitOf(duty, on, region, head)
  const stops = round.filter(
    (act) =>
      turn.ends.includes(act.act) && starts(act) && (!answersBetweenAgencies.includes(duty) || onPlatform(act) || act.ruling !== '') && dayHere(act.when) >= on,
  )
  const end = earliest(stops)
  const done = end === undefined ? null : dayHere(end.when)
  if (limit === null) return { on, due: null, done: null }
  const last = countOn(on, limit.n, limit.working)
  const first = rolled(last)
  if (limit.extends === undefined) return { on, due: first, done }
  const consent = earliest(round.filter((act) => act.act === 'consentExtension' && starts(act)))
  const notice = earliest(round.filter((act) => act.act === 'noticeExtension' && starts(act)))
  const granted = consent !== undefined && notice !== undefined && dayHere(consent.when) <= first && dayHere(notice.when) <= first
  return { on, due: granted ? countOn(last, Math.min(10, Number(consent.fields.n)), true) : first, done }
}

const now = '2026-11-22T04:00:00.000Z'
const kinds: readonly CaseKind[] = ['request', 'dispute', 'correction']

/** Acts with moments that never go back, from a day of one of the years that matter. */
type Life = {
  tries: readonly Try[]
  from: string
  steps: readonly number[]
  sources: readonly Act['source'][]
  rulings: readonly boolean[]
  draft: number | null
}
/** Chance alone seldom comes as far: some lives begin with what was done in order. */
const beginnings: Partial<Record<CaseKind, readonly string[]>> = {
  request: ['apply', 'askExtension', 'consentExtension', 'noticeExtension'],
  dispute: ['raise', 'negotiate', 'applyCoordination', 'explain'],
  correction: ['report'],
}
const done = (kind: CaseKind, name: string): Try => ({
  pick: null,
  name,
  party: machines[kind].acts[name]?.party[0] ?? 'applicant',
  edits: [],
  flaw: 'none',
  at: 0,
  officer: '张承办',
})
const triesArb = (kind: CaseKind): fc.Arbitrary<Try[]> =>
  fc
    .tuple(fc.nat(beginnings[kind]?.length ?? 0), fc.array(tryArb(machines[kind]), { minLength: 1, maxLength: 30 }))
    .map(([n, tries]) => [...(beginnings[kind] ?? []).slice(0, n).map((name) => done(kind, name)), ...tries])

const lifeArb = (kind: CaseKind): fc.Arbitrary<Life> =>
  fc.record({
    tries: triesArb(kind),
    from: fc
      .constantFrom('2015-03-01', '2018-09-20', '2021-12-20', '2022-12-10', '2024-01-05', '2025-07-10', '2026-01-20', '2026-09-10')
      .chain((day) => fc.nat(60).map((n) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10))),
    steps: fc.array(fc.oneof(fc.nat(3), fc.nat(60)), { minLength: 40, maxLength: 40 }),
    sources: fc.array(
      fc.oneof(
        { arbitrary: fc.constant<Act['source']>('平台'), weight: 4 },
        { arbitrary: fc.constantFrom<Act['source']>('平台清单', '收文登记', '电话', '交接单'), weight: 1 },
      ),
      {
        minLength: 40,
        maxLength: 40,
      },
    ),
    rulings: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    draft: fc.option(fc.nat(39)),
  })

const liveIn = (kind: CaseKind, head: CaseHead, { tries, from, steps, sources, rulings, draft }: Life) => {
  const machine = machines[kind]
  let folded: Folded = opened
  let hours = Date.parse(`${from}T00:00:00Z`) / 3600_000
  const given: Act[] = []
  for (const [n, one] of tries.entries()) {
    hours += (steps[n] ?? 0) * 5
    const moment = new Date(hours * 3600_000).toISOString()
    const source = n === draft ? '本机草稿' : (sources[n] ?? '平台')
    const act = {
      ...tried(machine, folded, one, n + 1),
      source,
      when: source === '收文登记' ? moment.slice(0, 10) : moment,
      ruling: rulings[n] === true ? '信〔2026〕1号' : '',
    }
    given.push(act)
    if (source !== '本机草稿') folded = fold(machine, head, [act], folded)
  }
  return { given, counted: folded.acts.map(({ act }) => act) }
}

describe.each(kinds)('every clock of a %s', (kind) => {
  it('is what a count by hand makes of its acts, whatever was done, where and when', () => {
    const seen = { due: 0, done: 0, extended: 0 }
    fc.assert(
      fc.property(
        lifeArb(kind),
        fc.constantFrom(...(kind === 'dispute' ? ['HE', 'HE', 'NX'] : ['', 'NB-171', 'HE', 'NX', 'JS-85'])),
        fc.constantFrom('有条件共享', '无条件共享', ''),
        fc.subarray(['商业秘密', '个人隐私'] as const),
        (life, region, shareType, sensitive) => {
          const head = headOf(kind, { shareType, sensitive: [...sensitive] })
          const { given, counted } = liveIn(kind, head, life)
          for (const { duty, on, rule, clock, due, words } of clocksOf(
            machines[kind],
            head,
            whatCounted(kind, head, given),
            under(...(region === '' ? [] : [region])),
            calendar,
            now,
          )) {
            const hand = byHand(duty, counted, region, head)
            expect([duty, on]).toEqual([duty, hand.on ?? '2026-11-22'])
            const numbered = rule?.rule.kind === 'deadline' && rule.rule.limit !== null
            expect([duty, numbered ? clock.due : null]).toEqual([duty, hand.due])
            if (hand.due === null) continue
            expect([duty, clock.endDay]).toEqual([duty, hand.done])
            const state = hand.done !== null ? (hand.done <= hand.due ? 'met' : 'metLate') : hand.due < '2026-11-22' ? 'overdue' : 'open'
            expect(['running', 'near'].includes(clock.state) ? 'open' : clock.state).toBe(state)
            expect(clock.provisional.length > 0).toBe(clock.days.some(({ day }) => day >= '2026-12-25'))
            expect([due.due, words.zh.includes('（暂定）')]).toEqual([hand.due, clock.provisional.length > 0])
            seen.due += 1
            if (hand.done !== null) seen.done += 1
            if (clock.extension.state === 'granted') seen.extended += 1
          }
        },
      ),
      { numRuns: 250 },
    )
    expect(seen.due).toBeGreaterThan(kind === 'dispute' ? 8 : 40)
    expect(seen.done).toBeGreaterThan(kind === 'dispute' ? 1 : 15)
    if (kind === 'request') expect(seen.extended).toBeGreaterThan(0)
  })
})

const clockOf = (clocks: CaseClock[], duty: string): CaseClock => {
  const found = clocks.find((one) => one.duty === duty)
  if (found === undefined) throw new Error(`no ${duty}`)
  return found
}
const acts = ({ acts: done }: Folded): Act[] => done.map(({ act }) => act)
const at = (day: string) => ({ when: `${day}T02:00:00.000Z` })

/** Acts that may follow one another, and drafts beside them. */
const whatCounted = (kind: CaseKind, head: CaseHead, given: readonly Act[]): Act[] => {
  const drafts = given.filter(({ source }) => source === '本机草稿')
  const counted = given.filter((act) => !drafts.includes(act))
  return [...fold(machines[kind], head, counted).acts.map(({ act }) => act), ...drafts]
}

describe('a Jiangsu request for private data, as of the day it was received (decisions F5)', () => {
  const head = headOf('request', { shareType: '有条件共享', sensitive: ['个人隐私'] })
  const asked = (day: string) =>
    clockOf(clocksOf(machines.request, head, acts(lived('request', head, [{ name: 'apply', more: at(day) }])), under('JS-85'), calendar, now), 'request.reply')

  it('2015: 15 working days, 85 art.18', () => {
    const { rule, clock } = asked('2015-06-01')
    expect(rule?.rule).toMatchObject({ id: 'JS-85/18-1:reply', place: { article: 18 } })
    expect(clock.due).toBe(countOn('2015-06-01', 15, true))
  })

  it('2024: no rule in force, 85 replaced and its successor not loaded', () => {
    const { rule, clock, lost, words } = asked('2024-06-03')
    expect([rule, clock.state]).toEqual([null, 'notStarted'])
    expect(lost.map(({ pack, standing }) => [pack.id, standing.successor?.pack])).toEqual([['JS-85', null]])
    expect(words.zh).toBe('没有施行中的期限规定')
  })

  it('2026: 10 working days, 809 art.21', () => {
    const { rule, clock, words } = asked('2026-11-20')
    expect(rule?.rule.id).toBe('CN-809/21-1:conditional')
    expect(clock.due).toBe('2026-12-04')
    expect(words.zh).toBe('剩10个工作日，12月4日（周五）前')
  })
})

describe('extensions, drafts, later rounds', () => {
  const head = headOf('request', { shareType: '有条件共享' })
  const clocks = (of: Folded, drafts: Act[] = []) => clocksOf(machines.request, head, [...acts(of), ...drafts], under(), calendar, now)

  it('the days of an extension are those that were consented to, once the applicant is told', () => {
    const asked = ['askExtension', { name: 'consentExtension', more: { ...at('2026-11-05'), fields: { n: 6 } } }] as const
    const begun = { name: 'apply', more: at('2026-11-03') }
    expect(clockOf(clocks(lived('request', head, [begun, ...asked])), 'request.reply').clock).toMatchObject({
      due: '2026-11-17',
      extension: { state: 'missing', lacks: ['notice'] },
    })
    const told = lived('request', head, [begun, ...asked, { name: 'noticeExtension', more: at('2026-11-06') }])
    expect(clockOf(clocks(told), 'request.reply').clock).toMatchObject({ due: '2026-11-25', firstDue: '2026-11-17', extension: { state: 'granted', n: 6 } })
  })

  it('a request that is withdrawn owes no reply any more; whether it was late by then is told by the two days', () => {
    const begun = lived('request', head, [{ name: 'apply', more: at('2026-11-03') }])
    expect(clockOf(clocks(begun), 'request.reply').lapsedOn).toBeNull()
    const withdrawn = lived('request', head, [
      { name: 'apply', more: at('2026-11-03') },
      { name: 'withdraw', more: at('2026-11-05') },
    ])
    const reply = clockOf(clocks(withdrawn), 'request.reply')
    expect([reply.lapsedOn, reply.clock.end, reply.clock.due]).toEqual(['2026-11-05', null, '2026-11-17'])
    const answered = lived('request', head, [
      { name: 'apply', more: at('2026-11-03') },
      { name: 'refuse', more: at('2026-11-05') },
    ])
    expect(clockOf(clocks(answered), 'request.reply').lapsedOn).toBeNull()
  })

  it('a draft of a reply stops nothing and is shown', () => {
    const begun = lived('request', head, [{ name: 'apply', more: at('2026-11-18') }])
    const draft = actOf('request', 'grant', 'respondent', begun, { source: '本机草稿', ...at('2026-11-20') })
    const { clock, words } = clockOf(clocks(begun, [draft]), 'request.reply')
    expect([clock.state, clock.endDay, clock.written?.kind]).toEqual(['running', null, 'replied'])
    expect(words.zh).toContain('已写好，未送达')
    expect(clockOf(clocks(begun, [draft]), 'request.deliver').clock.state).toBe('notStarted')
  })

  it('a reply on paper counts under a ruling only (practice L3)', () => {
    const by = (ruling: string) =>
      clockOf(
        clocks(
          lived('request', head, [
            { name: 'apply', more: at('2026-11-03') },
            { name: 'grant', more: { ...at('2026-11-09'), source: '收文登记', ruling } },
          ]),
        ),
        'request.reply',
      ).clock.endDay
    expect([by(''), by('信〔2026〕1号')]).toEqual([null, '2026-11-09'])
  })

  it('a correction that is asked for again runs anew', () => {
    const correction = headOf('correction')
    const again = lived('correction', correction, [
      { name: 'report', more: at('2026-10-09') },
      { name: 'uphold', more: at('2026-10-15') },
      { name: 'reopen', more: at('2026-11-16') },
    ])
    const [clock] = clocksOf(machines.correction, correction, acts(again), under(), calendar, now)
    expect(clock?.clock).toMatchObject({ state: 'running', startDay: '2026-11-16', due: '2026-11-30' })
  })

  it('what may not follow starts and stops nothing', () => {
    const begun = lived('request', head, [{ name: 'apply', more: at('2026-11-18') }])
    const own = { ...actOf('request', 'grant', 'applicant', begun), id: uuidOf(9), ...at('2026-11-19') }
    const counted = whatCounted('request', head, [...acts(begun), own])
    expect(clockOf(clocksOf(machines.request, head, counted, under(), calendar, now), 'request.reply').clock.endDay).toBeNull()
  })

  it('a due day in a year without its notice is provisional', () => {
    const { clock, words } = clockOf(
      clocks(
        lived('request', head, [
          { name: 'apply', more: at('2026-11-02') },
          { name: 'grant', more: at('2026-12-07') },
        ]),
      ),
      'request.deliver',
    )
    expect(clock.provisional).toEqual([{ year: 2027, region: '' }])
    expect(words.zh).toContain('（暂定）')
  })
})

it('Hebei: explanation and coordination in calendar days, rolled off a day off', () => {
  const head = headOf('dispute')
  const dispute = lived('dispute', head, [
    { name: 'raise', more: at('2018-09-03') },
    'negotiate',
    { name: 'applyCoordination', more: at('2018-09-15') },
    { name: 'explain', more: at('2018-10-08') },
  ])
  const clocks = clocksOf(machines.dispute, head, acts(dispute), under('HE'), calendar, now)
  // 15 days from 15 September end on 30 September, which was worked for 国庆节; 30 from 8 October on 7 November.
  expect(clockOf(clocks, 'dispute.explain')).toMatchObject({ rule: { rule: { id: 'HE/13-3:explain' } }, clock: { firstDue: '2018-09-30', state: 'metLate' } })
  expect(clockOf(clocks, 'dispute.coordinate').clock).toMatchObject({ due: '2018-11-07', unit: 'calendarDay', state: 'overdue' })
})
