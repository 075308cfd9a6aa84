import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import { addDays } from '../../../shared/days.ts'
import { addToMonth, sheetOf } from '../../../shared/deadlines.ts'
import { wantedOf } from '../case/follow.ts'
import { actsOf, fileById, foldStored } from '../case/queries.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import type { ReadContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import { growCases, type Lived } from '../ledger/lives.fixture.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'
import { listContext, monthOf } from './month.ts'
import { alikeItems } from './own.ts'

/** A month among 100,000 entries with cycles and 800 cases, against a slow reading of the same. */

const entries = 100_000
const made = makeTestDb()
const now = new Date('2026-11-23T02:00:00.000Z')
const today = '2026-11-23'
let lives: Lived[] = []
let reader: ReturnType<typeof made.reader>
const days = new Map<string, number>()
beforeAll(() => {
  const { db } = made
  writeProfile(db, { ...emptyProfile, agency: '市民政局', region: '330200', regulations: ['NB-171', 'HE'] })
  lives = growCases(db, 800, 20261127)
  const law = readLaw(db, now.toISOString())
  db.exec('BEGIN')
  for (const { id } of lives) {
    const file = fileById(db, id)
    if (file === undefined || file.closed) continue
    const due = wantedOf(db, file, foldStored(file, actsOf(db, file.rid)), law).flatMap(({ dueOn }) => dueOn ?? [])
    db.run(sql`UPDATE case_file SET due_on = ${due.sort()[0] ?? null} WHERE rid = ${file.rid}`)
  }
  for (let rid = 1; rid <= entries; rid++) {
    const on = addDays('2026-10-01', (rid * 7919) % 97)
    days.set(on, (days.get(on) ?? 0) + 1)
    db.run(sql`
      INSERT INTO task (id, kind, title, source, owner, rule, starts_on, due_on, provisional, opened_by, opened_at, note, hidden)
      VALUES (${`20000000-0000-4000-8000-${String(rid).padStart(12, '0')}`}, 'refresh', '', '', '@catalogueOfficer', 'cycle', '2026-09-01', ${on}, 0, 'x',
        '2026-10-01T00:00:00.000Z', '', 0)`)
  }
  db.exec('COMMIT')
  reader = made.reader()
}, 120_000)
afterAll(() => {
  reader.close()
  made.close()
})

const context = (): ReadContext => ({ db: reader, now: () => now, user: { name: 'officer', roles: ['catalogueOfficer'] } })

it.each(['2026-09', '2026-10', '2026-11', '2026-12', '2027-01'])(
  'holds everything that is due in %s once, as a slow reading of every case finds it',
  (month) => {
    const { from, until } = sheetOf(month)
    const shown = monthOf({ month, mine: false }, context())
    expect(shown.items.every(({ on }) => on >= from && on <= until)).toBe(true)
    expect(new Set(shown.items.map(({ key }) => key)).size).toBe(shown.items.length)
    const refreshes = new Map(shown.items.filter(({ kind }) => kind === 'refresh').map(({ on, count }) => [on, count]))
    expect(refreshes).toEqual(new Map([...days].filter(([on]) => on >= from && on <= until).sort()))
    expect(shown.earlier.items.find(({ kind }) => kind === 'refresh')?.count ?? 0).toBe(
      [...days].filter(([on]) => on < from && on < today).reduce((sum, [, n]) => sum + n, 0),
    )
    const past = shown.earlier.items.find(({ kind }) => kind === 'refresh')
    if (past !== undefined) {
      const asked = { kind: 'refresh' as const, owner: past.owner, rule: undefined, trigger: undefined, from: undefined, until: shown.earlier.until }
      expect(alikeItems(reader, { ...asked, limit: 1, skip: 0 }, listContext(context())).total).toBe(past.count)
    }
    const law = readLaw(made.db, now.toISOString())
    const slow = lives.flatMap(({ id, sealed }) => {
      const file = fileById(made.db, id)
      if (file === undefined || file.closed) return []
      if (sealed) return file.dueOn === null ? [] : [`${id} sealed ${file.dueOn}`]
      return wantedOf(made.db, file, foldStored(file, actsOf(made.db, file.rid)), law).flatMap(({ party, act, dueOn }) =>
        party === file.party || dueOn === null ? [] : [`${id} ${act} ${dueOn}`],
      )
    })
    const inside = (line: string) => line.slice(-10) >= from && line.slice(-10) <= until
    expect(
      shown.items
        .filter(({ case: file, kind }) => file !== null && kind !== 'permission')
        .map(({ key, on }) => `${key} ${on}`)
        .sort(),
    ).toEqual(slow.filter(inside).sort())
  },
)

it('is read in little time', () => {
  for (let warm = 0; warm < 2; warm++) monthOf({ month: '2026-11', mine: false }, context())
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now()
    monthOf({ month: '2026-11', mine: false }, context())
    return performance.now() - start
  }).sort((a, b) => a - b)
  // A machine that is busy otherwise takes many times as long.
  expect(times[0]).toBeLessThan(400)
})

it('months follow each other', () => {
  expect([addToMonth('2026-12', 1), addToMonth('2026-01', -1), addToMonth('2026-06', -18)]).toEqual(['2027-01', '2025-12', '2024-12'])
  expect(sheetOf('2027-02')).toEqual({ from: '2027-02-01', until: '2027-02-28' })
})
