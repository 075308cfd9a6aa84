import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../electron/core/db/sql.ts'
import { addDays } from '../../shared/days.ts'
import type { Period } from '../../shared/statistics/periods.ts'
import { countedFigures, difference, playedDb, quartersOf, rowFigures, slowFigures, smallHistory, updatesTwice, upTo } from './figures.fixture.ts'
import type { Script } from './script.ts'

/** `npm run recount` tries a thousand others. */
const histories = 60
const base = Number(process.env.MULU_SEED) * 1000

it('every figure of every quarter is what the second reading counts, by counting alone and from its rows', async () => {
  let figures = 0
  for (let seed = base; seed < base + histories; seed++) {
    const script = smallHistory(seed)
    const { db, close } = await playedDb(script)
    for (const period of quartersOf(script)) {
      const counted = countedFigures(db, period)
      figures += counted.size
      expect([seed, period.id, difference(counted, slowFigures(script, period))]).toEqual([seed, period.id, ''])
      if (seed % 5 === 0) expect([seed, period.id, difference(rowFigures(db, period), counted)]).toEqual([seed, period.id, ''])
    }
    close()
  }
  expect(figures).toBeGreaterThan(histories * 6 * 60)
}, 480_000)

it('a quarter is what it was when nothing after it had happened', async () => {
  for (let seed = base; seed < base + 5; seed++) {
    const script = smallHistory(seed)
    const whole = await playedDb(script)
    for (const period of quartersOf(script).slice(seed % 2, -1)) {
      const cut = await playedDb(upTo(script, period.until))
      expect([seed, period.id, difference(countedFigures(whole.db, period), countedFigures(cut.db, period))]).toEqual([seed, period.id, ''])
      cut.close()
    }
    whole.close()
  }
}, 480_000)

describe('what is wrong is seen', () => {
  const seeds = [base, base + 1, base + 2, base + 3, base + 4, base + 5]
  let played: { script: Script; db: Awaited<ReturnType<typeof playedDb>>['db']; close(): void }[] = []
  beforeAll(async () => {
    played = await Promise.all(seeds.map(async (seed) => ({ script: smallHistory(seed), ...(await playedDb(smallHistory(seed))) })))
  }, 120_000)
  afterAll(() => {
    for (const { close } of played) close()
  })

  /** The figures that differ, over all quarters, while the database is other than it was. */
  const seen = (fault: readonly string[], of: (period: Period) => Period = (period) => period): string => {
    const found = new Set<string>()
    for (const { script, db } of played) {
      db.exec('SAVEPOINT fault')
      for (const text of fault) db.exec(text)
      for (const period of quartersOf(script)) {
        const said = difference(countedFigures(db, of(period)), slowFigures(script, period))
        for (const one of said === '' ? [] : said.split('; ')) found.add(one.split(/[:|]/)[0] ?? '')
      }
      db.exec('ROLLBACK TO fault; RELEASE fault')
    }
    return [...found].sort().join(' ')
  }

  it('and the list of changes tells every update that was due, done or not', () => {
    let due = 0
    for (const { script, db } of played) {
      for (const period of quartersOf(script)) {
        const [updates, listed] = updatesTwice(db, period)
        expect(listed).toEqual(updates)
        due += updates.length
      }
    }
    expect(due).toBeGreaterThan(10)
  })

  it('and nothing where nothing is wrong', () => {
    expect(seen([])).toBe('')
    expect(played.map(({ db }) => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM entry`)?.n ?? 0).every((n) => n === 11)).toBe(true)
  })

  it.each([
    ['a change that is not undone', ["UPDATE entry_version SET changes = '{}' WHERE version > 1"], 'entry.total'],
    ['another agency’s entries', ['UPDATE entry SET imported = 0'], 'entry.total'],
    ['a deletion that is forgotten', ["UPDATE entry SET deleted_at = NULL; UPDATE entry_version SET why = 'edit' WHERE why = 'delete'"], 'entry.total'],
    ['days by UTC', ["UPDATE case_act SET received = substr(received, 1, 10) WHERE length(received) > 10 AND substr(received, 12, 2) >= '16'"], 'request'],
    ['letters that count without a ruling', ["UPDATE case_act SET source = '平台' WHERE ruling = '' AND source IN ('收文登记', '交接单')"], ''],
    [
      'a reply taken a week later',
      ["UPDATE case_act SET received = date(substr(received, 1, 10), '+7 days') WHERE act IN ('grant', 'refuse', 'grantPartly') AND status = 'counted'"],
      'request.replyRate',
    ],
    ['a refresh that is lost', ['DELETE FROM entry_refresh WHERE seq % 2 = 0'], 'refresh.rate'],
    ['a sealed case', ['UPDATE case_file SET sealed_on = NULL'], ''],
    ['an answer of the department', ["DELETE FROM entry_answer WHERE kind = 'published'"], 'entry.published'],
    ['a task closed on another day', ["UPDATE task SET closed_on = date(closed_on, '+30 days') WHERE kind = 'update'"], 'update.rate'],
    ['a withdrawal nobody told of', ["UPDATE case_act SET status = 'draft' WHERE act = 'withdraw'"], ''],
  ])('%s', (_, fault, expected) => {
    const found = seen(fault)
    expect(found).not.toBe('')
    expect(found).toContain(expected)
  })

  it('a period that is a day too short', () => {
    expect(seen([], (period) => ({ ...period, until: addDays(period.until, -1) }))).not.toBe('')
  })
})
