import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act } from '../../../shared/cases/act.ts'
import { headOf } from '../../../shared/cases/acts.fixture.ts'
import { clocksOf } from '../../../shared/cases/clocks.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import type { LedgerCell, LedgerKind } from '../../../shared/ledgers/ledger.ts'
import { caseLedgers, ledgerOf } from '../../../shared/ledgers/ledgers.ts'
import { fileById } from '../case/queries.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'
import type { Asked } from './anchors.ts'
import { dayOfWhen, growCases, type Lived } from './lives.fixture.ts'
import { eventRecords, ledgerRows } from './rows.ts'

/** Each ledger against a slow reading of the same lives that shares nothing with it but the acts. */

const made = makeTestDb()
const now = '2026-11-23T02:00:00.000Z'
let lives: Lived[] = []
beforeAll(() => {
  writeProfile(made.db, { ...emptyProfile, agency: '市民政局', region: '330200', regulations: ['NB-171', 'HE'] })
  lives = growCases(made.db, 400, 20261127)
})
afterAll(() => made.close())

const rows = (asked: Partial<Asked> & { kind: LedgerKind }, page = { order: 'oldest' as 'oldest' | 'newest', limit: 100_000, skip: 0 }) =>
  ledgerRows(made.db, readLaw(made.db, now), { by: undefined, from: undefined, until: undefined, state: undefined, other: '', ...asked }, page, 'zh')

type Slow = { number: string; day: string; at: number; cells: Record<string, LedgerCell>; life: Lived }

const actsOf = ({ folded }: Lived): Act[] => folded.acts.map(({ act }) => act)
const day = (act: Act | undefined): string | null => (act === undefined ? null : dayOfWhen(act.when))
const dueOf = (life: Lived, duty: string, acts = actsOf(life)): string | null => {
  const law = readLaw(made.db, now)
  const head = fileById(made.db, life.id)?.head ?? headOf(life.kind)
  return clocksOf(machines[life.kind], head, acts, law.on, law.calendar, law.now).find((clock) => clock.duty === duty)?.clock.due ?? null
}

/** What a person would write into the ledger by leafing through every file. */
type ByHand = { of: string; acts: string[]; once?: true; ours?: 'applicant'; cells(life: Lived, act: Act, acts: Act[]): Record<string, LedgerCell> }
const byHand: Partial<Record<LedgerKind, ByHand>> = {
  requests: {
    of: 'request',
    acts: ['apply', 'obtainDirect'],
    once: true,
    cells: (life, _, acts) => {
      const reply = acts.find((one) => ['grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect'].includes(one.act))
      return {
        other: life.other,
        due: dueOf(life, 'request.reply'),
        deliverBy: dueOf(life, 'request.deliver'),
        delivered: day(acts.find((one) => one.act === 'deliver' || one.act === 'obtainDirect')),
        result:
          reply === undefined
            ? ''
            : ({ grant: '同意', grantPartly: '部分同意', refuse: '不同意', consentUse: '同意使用变更', obtainDirect: '平台即时获取' }[reply.act] ?? ''),
        direction: life.party === 'applicant' ? '提出' : '收到',
      }
    },
  },
  refusals: {
    of: 'request',
    acts: ['refuse', 'grantPartly'],
    cells: (_, act, acts) => ({
      copied: day(acts.find((one) => one.act === 'copyRefusal')),
      explanation: (act.fields.refusals as { explanation: string }[])[0]?.explanation ?? '',
    }),
  },
  deliveries: {
    of: 'request',
    acts: ['deliver', 'obtainDirect'],
    cells: (life, act) => ({ firstOn: (act.fields.firstOn as string) ?? null, deliverBy: dueOf(life, 'request.deliver') }),
  },
  use: {
    of: 'request',
    acts: ['recordUse'],
    cells: (_, act) => ({ scene: act.fields.scene as string, recorded: day(act), keepUntil: `${Number(day(act)?.slice(0, 4)) + 3}${day(act)?.slice(4)}` }),
  },
  disposals: {
    of: 'request',
    acts: ['finishUse', 'endMisuse', 'endService'],
    cells: (_, __, acts) => ({
      on: (acts.find((one) => one.act === 'dispose')?.fields.on as string) ?? null,
      witness: (acts.find((one) => one.act === 'dispose')?.fields.witness as string) ?? '',
    }),
  },
  direct: { of: 'request', acts: ['recordDirect'], cells: (_, act) => ({ times: act.fields.times as number, volume: act.fields.volume as string }) },
  frontEnd: {
    of: 'request',
    acts: ['checkFrontEnd'],
    cells: (_, act) => ({ frontEndOn: act.fields.frontEndOn as string, sync: act.fields.sync === 'inStep' ? '同步' : '不同步' }),
  },
  agreedNeeds: {
    of: 'request',
    acts: ['grant', 'grantPartly', 'grantAfter'],
    once: true,
    ours: 'applicant',
    cells: (life, act, acts) => ({ provider: life.other, agreed: day(act), reported: day(acts.findLast((one) => one.act === 'reportNeed')) }),
  },
  disputes: {
    of: 'dispute',
    acts: ['raise'],
    cells: (life, _, acts) => ({
      rounds: acts.filter((one) => one.act === 'negotiate').length,
      explainBy: dueOf(life, 'dispute.explain'),
      coordinateBy: dueOf(life, 'dispute.coordinate'),
      explained: day(acts.find((one) => one.act === 'explain')),
    }),
  },
  corrections: {
    of: 'correction',
    acts: ['report'],
    cells: (life, _, acts) => ({
      due: dueOf(life, 'correction.handle'),
      rounds: acts.filter((one) => one.act === 'report' || one.act === 'reopen').length,
      closed: day(acts.find((one) => one.act === 'confirm')),
    }),
  },
  complaints: {
    of: 'complaint',
    acts: ['complain', 'receive', 'order'],
    once: true,
    cells: (_, __, acts) => ({
      rectifyBy: (acts.findLast((one) => one.act === 'order' || one.act === 'again')?.fields.by as string) ?? null,
      answered: day(acts.findLast((one) => one.act === 'answer' || one.act === 'reply')),
      accepted: day(acts.find((one) => one.act === 'accept')),
    }),
  },
  agreements: {
    of: 'agreement',
    acts: ['propose'],
    cells: (_, __, acts) => ({ ended: day(acts.findLast((one) => one.act === 'terminate' || one.act === 'conclude')) }),
  },
  needs: {
    of: 'need',
    acts: ['list'],
    cells: (_, act, acts) => ({ name: act.fields.name as string, reported: (acts.find((one) => one.act === 'report')?.fields.on as string) ?? null }),
  },
  incidents: {
    of: 'incident',
    acts: ['note'],
    cells: (_, act, acts) => ({ what: act.fields.what as string, closed: day(acts.find((one) => one.act === 'end')) }),
  },
}

const slowly = (kind: LedgerKind): Slow[] => {
  const { of, acts: wanted, once, ours, cells } = byHand[kind] ?? ({ of: '', acts: [], cells: () => ({}) } as ByHand)
  const found: Slow[] = []
  for (const life of lives) {
    const acts = actsOf(life)
    const anchors =
      kind === 'events' ? acts : life.kind !== of || (ours !== undefined && life.party !== ours) ? [] : acts.filter((one) => wanted.includes(one.act))
    for (const act of once ? anchors.slice(0, 1) : anchors)
      found.push({ number: life.number, day: dayOfWhen(act.when), at: acts.indexOf(act), life, cells: life.sealed ? {} : cells(life, act, acts) })
  }
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.number.localeCompare(b.number) || a.at - b.at)
}

const kinds = caseLedgers.map(({ kind }) => kind)

describe('every ledger of cases', () => {
  it('finds enough to be tried on', () => {
    const counts = Object.fromEntries(kinds.map((kind) => [kind, slowly(kind).length]))
    for (const kind of kinds) expect([kind, (counts[kind] ?? 0) > 3]).toEqual([kind, true])
    expect(lives.filter(({ sealed }) => sealed).length).toBeGreaterThan(10)
  })

  it.each(kinds)('%s: the rows a person would write, in the order of their days', (kind) => {
    const expected = slowly(kind)
    const { rows: found, total } = rows({ kind })
    expect(total).toBe(expected.length)
    expect(found.map(({ cells }) => cells.number)).toEqual(expected.map(({ number }) => number))
    expect(found.map(({ case: of }) => of?.id)).toEqual(expected.map(({ life }) => life.id))
    found.forEach(({ cells, sealed }, at) => {
      const { life, cells: wanted } = expected[at] ?? { life: { sealed: false }, cells: {} }
      expect(sealed).toBe(life.sealed)
      expect(cells).toMatchObject(wanted)
    })
  })

  it.each(kinds)('%s: of a sealed case number and day alone', (kind) => {
    const own = ledgerOf(kind).days[0]?.by ?? ''
    for (const { cells } of rows({ kind }).rows.filter(({ sealed }) => sealed)) {
      const { number, [own]: on, ...rest } = cells
      expect(number).toMatch(/^2026-/)
      expect(on).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(Object.values(rest).filter((cell) => cell !== null && cell !== '')).toEqual(['线下办理'])
    }
  })

  it.each(kinds)('%s: by period, state and other agency, page by page', (kind) => {
    const every = rows({ kind }).rows
    const expected = slowly(kind)
    const [from, until] = ['2026-09-20', '2026-10-10']
    const inPeriod = expected.filter(({ day: on }) => on >= from && on <= until)
    expect(rows({ kind, from, until }).rows.map(({ cells }) => cells.number)).toEqual(inPeriod.map(({ number }) => number))
    const open = expected.filter(({ life }) => !life.folded.closed)
    expect(rows({ kind, state: '@open' }).total).toBe(open.length)
    const police = expected.filter(({ life }) => life.other.includes('公安') && !life.sealed)
    expect(rows({ kind, other: '公安' }).total).toBe(police.length)
    const paged = Array.from({ length: Math.ceil(every.length / 7) }, (_, page) => rows({ kind }, { order: 'oldest', limit: 7, skip: page * 7 }).rows).flat()
    expect(paged).toEqual(every)
    expect(rows({ kind }, { order: 'newest', limit: 100_000, skip: 0 }).rows.toReversed()).toEqual(every)
  })

  it('requests: a period may be that of the reply or the delivery', () => {
    const [from, until] = ['2026-09-15', '2026-10-05']
    const expected = slowly('requests').filter(({ life }) =>
      actsOf(life).some(({ act, when }) => ['deliver', 'obtainDirect'].includes(act) && dayOfWhen(when) >= from && dayOfWhen(when) <= until),
    )
    expect(rows({ kind: 'requests', by: 'delivered', from, until }).rows.map(({ cells }) => cells.number)).toEqual(expected.map(({ number }) => number))
    expect(expected.length).toBeGreaterThan(2)
  })

  it('what asks for nothing there is, is told so', () => {
    expect(() => rows({ kind: 'requests', by: 'moon' })).toThrow('ledger.unknownDay')
    expect(() => rows({ kind: 'requests', state: 'explaining' })).toThrow('ledger.unknownState')
    expect(() => rows({ kind: 'requests', from: '2026-10-02', until: '2026-10-01' })).toThrow('ledger.periodTurned')
  })
})

describe('events for supervision', () => {
  it('every clock that started is on the row of the act that started it, once, as it would be counted alone', () => {
    const law = readLaw(made.db, now)
    const records = eventRecords(
      made.db,
      law,
      { kind: 'events', by: undefined, from: undefined, until: undefined, state: undefined, other: '' },
      { order: 'oldest', limit: 100_000, skip: 0 },
    )
    type Record_ = { case: string; act?: string; clocks?: { duty: string; startedOn: string; dueOn: string | null; doneOn: string | null; outcome: string }[] }
    const told = (records as Record_[]).filter(({ clocks }) => clocks !== undefined)
    let compared = 0
    for (const life of lives.filter(({ sealed }) => !sealed)) {
      const head = fileById(made.db, life.id)?.head ?? headOf(life.kind)
      const acts = actsOf(life)
      const clocks = told.filter((one) => one.case === life.number).flatMap((one) => one.clocks ?? [])
      for (const { duty, clock } of clocksOf(machines[life.kind], head, acts, law.on, law.calendar, law.now)) {
        const mine = clocks.filter((one) => one.duty === duty)
        if (clock.start === null) expect(mine).toEqual([])
        else {
          // The last round is the one counted from all acts.
          expect(mine.at(-1)).toMatchObject({ startedOn: clock.startDay, dueOn: clock.due, doneOn: clock.endDay })
          expect(mine.at(-1)?.outcome).toBe(
            clock.due === null
              ? 'noDays'
              : clock.end !== null
                ? clock.state === 'metLate'
                  ? 'late'
                  : 'inTime'
                : life.folded.closed
                  ? String(day(acts.at(-1))) > clock.due
                    ? 'stoppedLate'
                    : 'stopped'
                  : clock.state === 'overdue'
                    ? 'overdue'
                    : 'running',
          )
          const rounds = duty === 'correction.handle' ? acts.filter(({ act }) => act === 'report' || act === 'reopen').length : 1
          expect(mine.length).toBeLessThanOrEqual(rounds)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(100)
  })
})
