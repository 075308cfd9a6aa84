import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WriteDb } from '../../electron/core/db/open.ts'
import { sql } from '../../electron/core/db/sql.ts'
import { writePeriodSettings } from '../../electron/core/statistics/period-store.ts'
import type { Frozen } from '../../electron/core/submission/store.ts'
import { standardIndicators } from '../../shared/statistics/indicators.ts'
import { yearsFrom } from '../../shared/statistics/periods.ts'
import type { Template } from '../../shared/submissions/template.ts'
import { countedFigures, difference, playedDb, shiftedOf, slowFigures, smallHistory } from './figures.fixture.ts'
import type { Script } from './script.ts'
import { type Compared, compareSubmissions, type Plant } from './submissions.fixture.ts'

/** `npm run recount` tries a thousand others. */
const histories = 8
const base = Number(process.env.MULU_SEED) * 1000

type Open = { script: Script } & Awaited<ReturnType<typeof playedDb>>
const open: Open[] = []
beforeAll(async () => {
  for (let seed = base; seed < base + histories; seed++) {
    const script = smallHistory(seed)
    open.push({ script, ...(await playedDb(script)) })
  }
}, 240_000)
afterAll(() => {
  for (const { close } of open) close()
})

const compared = ({ script, db, played }: Open, plant: Plant = {}): Compared => {
  db.exec('SAVEPOINT compared')
  try {
    return compareSubmissions(db, script, played, plant)
  } finally {
    db.exec('ROLLBACK TO compared; RELEASE compared')
  }
}

it('checks, changes since the last submission, what was filled in and the self-assessment are what the second reading tells', () => {
  const sums = { submissions: 0, findings: 0, deltas: 0, figures: 0 }
  for (const one of open) {
    const { wrong, ...counts } = compared(one)
    expect([one.script.seed, wrong]).toEqual([one.script.seed, []])
    for (const what of Object.keys(sums) as (keyof typeof sums)[]) sums[what] += counts[what]
  }
  expect(sums.submissions).toBeGreaterThan(histories * 5)
  expect(sums.findings).toBeGreaterThan(histories * 40)
  expect(sums.deltas).toBeGreaterThan(histories * 2)
}, 240_000)

it('a year that begins on another day has other periods, and their figures are those of its days', () => {
  for (const { script, db } of open) {
    const { period, told } = shiftedOf(script)
    expect([period.id, period.from, period.until]).toEqual([told.id, told.from, told.until])
    expect([script.seed, told, difference(countedFigures(db, period), slowFigures(script, told))]).toEqual([script.seed, told, ''])
  }
}, 120_000)

const templateOf = (change: (template: Template) => void) => (db: WriteDb, rid: number) => {
  const { template } = db.get<{ template: string }>(sql`SELECT template FROM submission WHERE rid = ${rid}`) ?? { template: '' }
  const parsed = JSON.parse(template) as Template
  change(parsed)
  db.run(sql`UPDATE submission SET template = ${JSON.stringify(parsed)} WHERE rid = ${rid}`)
}
const frozenOf = (change: (frozen: Frozen) => void) => (db: WriteDb, rid: number) => {
  const { computed } = db.get<{ computed: string }>(sql`SELECT computed FROM submission WHERE rid = ${rid}`) ?? { computed: '' }
  const parsed = JSON.parse(computed) as Frozen
  change(parsed)
  db.run(sql`UPDATE submission SET computed = ${JSON.stringify(parsed)} WHERE rid = ${rid}`)
}
const lines = (template: Template) => template.tables.flatMap((table) => (table.kind === 'lines' ? table.lines : []))
const statements = (template: Template) => template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))

/** Each of a list with something else in it. */
const put = <T extends object>(list: Iterable<T>, patch: (one: T) => Partial<T>): void => {
  for (const one of list) Object.assign(one, patch(one))
}
const told = (value: string, ...ids: string[]) =>
  frozenOf(({ figures }) =>
    put(
      figures.filter(({ indicator, key }) => ids.includes(indicator) && key === null),
      () => ({ value }),
    ),
  )

describe('what is wrong is seen', () => {
  /** What differs over two histories, one of them of a shifted year. */
  const seen = (plant: Plant): string => {
    const shifted = open.filter(({ script }) => script.seed % 3 === 1).slice(0, 1)
    const plain = open.filter(({ script }) => script.seed % 3 !== 1).slice(0, 1)
    return [...plain, ...shifted].flatMap((one) => compared(one, plant).wrong).join('\n')
  }
  const wide = standardIndicators.map((one) => ({ ...one, limit: { percent: 1000, least: 50 } }))

  it.each<[string, Plant, RegExp]>([
    ['a limit that is too wide', { frozen: templateOf(({ indicators }) => indicators.push(...wide)) }, /checks: .* \/ .*change\.unexplained/],
    ['figures compared with themselves', { frozen: frozenOf(({ figures }) => put(figures, ({ value }) => ({ previous: value }))) }, /checks: .*change\./],
    [
      'a total whose parts nobody adds up',
      {
        frozen: (db, rid) => {
          templateOf((one) =>
            put(
              lines(one).filter((line) => line.kind === 'figure'),
              () => ({ sums: false }),
            ),
          )(db, rid)
          told('99', 'entry.total')(db, rid)
        },
      },
      /total\.differs/,
    ],
    ['a cover field nobody asks for', { frozen: templateOf(({ cover }) => put(cover, () => ({ required: false }))) }, /cover\.missing/],
    [
      'a figure by hand that the form forgot',
      {
        frozen: templateOf(({ tables }) => {
          for (const table of tables)
            if (table.kind === 'lines') table.lines = table.lines.filter((line) => line.kind !== 'figure' || line.indicator !== 'exchange.times')
        }),
      },
      /manual\.(missing|source) exchange\.times|exchange\.times: /,
    ],
    [
      'an item of the self-assessment that counts nothing',
      { frozen: templateOf((one) => put(statements(one), () => ({ indicators: [] }))) },
      /statement\.doubt|check\./,
    ],
    [
      'items of the self-assessment in another order',
      {
        frozen: templateOf((one) => {
          const ids = statements(one)
            .map(({ id }) => id)
            .reverse()
          put(statements(one), ({ id }) => ({ id: ids[Number(id.slice(5)) - 1] ?? id }))
        }),
      },
      /statement\.missing/,
    ],
    [
      'an item of the self-assessment that is missing',
      {
        frozen: templateOf(({ tables }) => {
          for (const table of tables) if (table.kind === 'statements') table.lines = table.lines.filter((_, at) => at % 2 === 0)
        }),
      },
      /checks: /,
    ],
    ['overdue items that are not told', { frozen: told('0', 'open.overdue') }, /open\.overdue/],
    ['conditions nobody looks at', { frozen: told('0', 'check.conditions') }, /check\.conditions/],
    [
      'a figure by hand whose source is lost',
      { frozen: (db, rid) => db.run(sql`UPDATE submission SET fills = replace(fills, '平台页面', '') WHERE rid = ${rid}`) },
      /exchange\.|use\.services/,
    ],
    ['a change that is not told', { frozen: frozenOf(({ delta }) => delta?.changed.splice(0)) }, /changed: /],
    ['a change told without its words', { frozen: frozenOf(({ delta }) => put(delta?.changed ?? [], () => ({ changes: [] }))) }, /changes in words/],
    ['an entry that the last snapshot lost', { before: (db) => db.exec("DELETE FROM submission_row WHERE source = 'entry' AND n % 2 = 1") }, /entered: /],
    [
      'a snapshot of another version',
      { before: (db) => db.exec("UPDATE submission_row SET ref = json_set(ref, '$.version', 1) WHERE source = 'entry'") },
      /changed: /,
    ],
    [
      'an entry that left and is kept',
      { before: (db) => db.exec("UPDATE submission_row SET id = '00000000-0000-4000-8000-000000000001' WHERE source = 'entry' AND n = 1") },
      /left: /,
    ],
    [
      'a year that begins where the calendar’s does',
      { before: (db) => writePeriodSettings(db, { years: yearsFrom('01-01'), usual: 'quarter' }) },
      /previous\.none/,
    ],
  ])('%s', (_, plant, expected) => expect(seen(plant)).toMatch(expected), 60_000)
})
