import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../../shared/days.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import type { ReadContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import { listTasks } from './list.ts'

const entries = 100_000
const test = makeTestDb()
const now = new Date('2026-11-23T02:00:00.000Z')
const officer: ReadContext['user'] = { name: 'officer', roles: ['catalogueOfficer', 'statisticsOfficer'] }
const head: ReadContext['user'] = { name: 'head', roles: ['departmentHead'] }
let reader: ReturnType<typeof test.reader>
const ask = (user: ReadContext['user'], more: Partial<Parameters<typeof listTasks>[0]> = {}) =>
  listTasks({ mine: false, limit: 50, skip: 0, ...more }, { db: reader, now: () => now, user })

/** Every entry has a cycle and a day on which its data are due again, a third of them past. */
beforeAll(() => {
  const { db } = test
  db.exec('BEGIN')
  for (let rid = 1; rid <= entries; rid++) {
    const id = `10000000-0000-4000-8000-${String(rid).padStart(12, '0')}`
    db.run(sql`
      INSERT INTO entry (rid, id, version, status, created_at, updated_at, updated_by, deleted_at, imported, code, title, title_key, provider, office,
        share_type, class, format, item_count, errors, warnings, findings, content)
      VALUES (${rid}, ${id}, 1, 'draft', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'x', NULL, 0, ${`A/${rid}`}, ${`目录${rid}`},
        ${`目录${rid}`}, '', '', '', '', '', 0, 0, 0, '', '{"updateCycle":"每月"}')`)
    db.run(sql`
      INSERT INTO task (id, kind, rid, title, source, owner, rule, starts_on, due_on, provisional, opened_by, opened_at, note, hidden)
      VALUES (${`20000000-0000-4000-8000-${String(rid).padStart(12, '0')}`}, 'refresh', ${rid}, '', '', '@catalogueOfficer', 'cycle', '2026-10-01',
        ${addDays('2026-11-01', (rid * 7919) % 66)}, 0, 'x', '2026-10-01T00:00:00.000Z', '', 0)`)
  }
  db.exec('COMMIT')
  reader = test.reader()
}, 120_000)
afterAll(() => {
  reader.close()
  test.close()
})

it('answers in less than 20 ms among 100,000 entries with cycles', () => {
  const shapes = [
    () => ask(officer, { mine: true }),
    () => ask(officer),
    () => ask(head, { mine: true }),
    () => ask(officer, { mine: true, limit: 0 }),
    () => ask(officer, { kind: ['update'], mine: true }),
    () => ask(officer, { until: '2026-11-30' }),
  ]
  for (const shape of shapes) {
    for (let warm = 0; warm < 3; warm++) shape()
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now()
      shape()
      return performance.now() - start
    }).sort((a, b) => a - b)
    expect(times[7], String(shape)).toBeLessThan(20)
  }
  expect(ask(officer, { mine: true })).toMatchObject({ total: entries })
  expect(ask(head, { mine: true })).toMatchObject({ total: 0, tasks: [] })
  expect(ask(officer).tasks[0]?.due).toMatchObject({ state: 'overdue', due: '2026-11-01', manner: 'byCycle' })
})

it('goes along its indexes and sorts nothing', () => {
  const db = reader
  const plans: string[] = []
  const watched: ReadContext['db'] = {
    ...db,
    get: (statement) => {
      plans.push(...plan(statement))
      return db.get(statement)
    },
    all: (statement) => {
      plans.push(...plan(statement))
      return db.all(statement)
    },
  }
  const plan = ({ text, values }: ReturnType<typeof sql>) =>
    db.all<{ detail: string }>({ ...sql`x`, text: `EXPLAIN QUERY PLAN ${text}`, values }).map(({ detail }) => `${detail} <- ${text.trim().slice(0, 60)}`)
  for (const mine of [true, false]) {
    listTasks({ mine, limit: 50, skip: 100, until: '2026-12-31', kind: ['refresh', 'update'] }, { db: watched, now: () => now, user: officer })
  }
  expect(plans.some((line) => line.includes('task_by_owner'))).toBe(true)
  expect(plans.some((line) => line.includes('task_by_day'))).toBe(true)
  expect(plans.filter((line) => /TEMP B-TREE|^SCAN (?!json_each|task_day|task USING (COVERING )?INDEX)/.test(line))).toEqual([])
})
