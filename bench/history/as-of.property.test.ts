import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WriteDb } from '../../electron/core/db/open.ts'
import { sql } from '../../electron/core/db/sql.ts'
import { addPack } from '../../electron/core/rules/queries.ts'
import { readFrame } from '../../electron/core/statistics/frame.ts'
import { readSources } from '../../electron/core/statistics/read-sources.ts'
import { rowsDigest } from '../../electron/core/submission/freeze-job.ts'
import { eraseTexts } from '../../electron/core/vault/spilled-text.ts'
import { fieldsOf } from '../../platform/conformance/acts.ts'
import type { EntryContent } from '../../shared/catalogue.ts'
import { rules } from '../../shared/checks/rules.ts'
import { Refusal } from '../../shared/errors.ts'
import { builtInPacks } from '../../shared/regulations/built-in.ts'
import { sourceNames } from '../../shared/statistics/sources.ts'
import { chanceFrom } from './chance.ts'
import { contentOf, editOf } from './content.ts'
import { directDesk } from './desk.ts'
import { countedFigures, difference, people, playedDb, quartersOf, smallHistory } from './figures.fixture.ts'
import type { Figures } from './reading/figures.ts'

/** Whatever is recorded after a quarter has ended, its figures and the rows behind them are what they were. */

const base = Number(process.env.MULU_SEED) * 1000
const script = smallHistory(base)
const periods = quartersOf(script)

let db: WriteDb
let close: () => void
let entries: string[]
const rowsOf = (quarter: number): string => {
  const period = periods[quarter]
  if (period === undefined) throw new RangeError(`${quarter}`)
  const { rows, sealed } = readSources(db, readFrame(db, period, '2026-11-27T02:00:00.000Z'), new Set(sourceNames))
  return `${rowsDigest(rows)} ${sealed}`
}
const figuresOf = (quarter: number): Figures => countedFigures(db, periods[quarter] as (typeof periods)[number])
let rowsBefore: string[]
let figuresBefore: Figures[]

beforeAll(async () => {
  const made = await playedDb(script)
  db = made.db
  close = made.close
  entries = [...made.played.entries].filter(([name]) => name.startsWith('目录')).map(([, id]) => id)
  rowsBefore = periods.map((_, at) => rowsOf(at))
  figuresBefore = periods.map((_, at) => figuresOf(at))
}, 120_000)
afterAll(() => close?.())

const acts = [
  'edit',
  'delete',
  'undelete',
  'enter',
  'check',
  'answer',
  'refresh',
  'change',
  'close',
  'extend',
  'open',
  'act',
  'law',
  'lawCorrected',
  'zone',
  'bulk',
] as const
type Act = { act: (typeof acts)[number]; entry: number; pick: number; day: number }
const actArb: fc.Arbitrary<Act> = fc.record({ act: fc.constantFrom(...acts), entry: fc.nat(20), pick: fc.nat(1_000_000), day: fc.integer({ min: 0, max: 40 }) })

const secrecy = '不涉密'
const zones = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'UTC']
const zoneBefore = process.env.TZ

/** Whether it could be done; what may not be done now is not. */
const trying = async (step: () => Promise<unknown>): Promise<boolean> => {
  try {
    await step()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Later law: in force after every quarter, with something to say of everything. */
const laterLaw = (n: number, findings: readonly string[]) => {
  const pack = builtInPacks.find(({ id }) => id === 'NB-171')
  if (pack === undefined) throw new Error('NB-171')
  const rule = pack.rules.find(({ findings: some }) => some.length > 0)
  if (rule === undefined) throw new Error('no rule')
  return {
    ...pack,
    ...{ id: `NB-LATER-${n}`, version: 1, inForce: { from: '2026-10-08', to: null }, successors: [], countsFrom: null },
    replaces: n % 2 === 0 ? [{ pack: 'NB-171', from: '2026-10-08' }] : [],
    rules: [{ ...rule, id: `NB-LATER-${n}/1`, findings: [...findings] }],
  }
}
const everyFinding = Object.keys(rules) as (keyof typeof rules)[]

/** Done in October and November 2026, when every quarter compared had ended; what may not be done is not. */
const doing = async (all: readonly Act[]): Promise<Record<string, number>> => {
  const desk = directDesk(db, people)
  const did: Record<string, number> = {}
  let laws = 0
  for (const { act, entry, pick, day } of all.toSorted((a, b) => a.day - b.day)) {
    const on = new Date(Date.UTC(2026, 9, 9 + day)).toISOString().slice(0, 10)
    const at = `${on}T02:00:00.000Z`
    const chance = chanceFrom(pick)
    const id = entries[entry % entries.length] ?? ''
    const row = db.get<{ version: number }>(sql`SELECT version FROM entry WHERE id = ${id}`)
    const named = { entries: [{ id, base: row?.version ?? 0 }] }
    const step = async (): Promise<unknown> => {
      switch (act) {
        case 'edit': {
          const { entry: now } = await desk.call('officer', at, 'catalogue.get', { id })
          const patch = editOf(chance, now.content as EntryContent, script.agency) as never
          return desk.call('officer', at, 'catalogue.save', { id, base: now.version, patch, secrecy })
        }
        case 'bulk':
          return desk.call('officer', at, 'catalogue.save', { id, base: row?.version ?? 0, patch: { items: [], codes: [], formats: [] }, secrecy })
        case 'delete':
          return desk.call('officer', at, 'catalogue.delete', { ...named, reason: '' })
        case 'undelete':
          return desk.call('officer', at, 'catalogue.undelete', { ids: [id] })
        case 'enter':
          return desk.call('officer', at, 'catalogue.save', { patch: contentOf(chance, pick % 999, script.agency), secrecy })
        case 'check':
          return desk.call('officer', at, 'catalogue.markChecked', { ...named, reason: '核对' })
        case 'answer': {
          const answer = { ...named, receivedAt: at, source: '平台' as const, number: `${pick}`, evidence: '回执' }
          if (pick % 3 === 0) return desk.call('officer', at, 'catalogue.withdraw', answer)
          return desk.call('officer', at, 'catalogue.publish', pick % 3 === 1 ? answer : { ...answer, publishedOn: on })
        }
        case 'refresh':
          return desk.call('officer', at, 'data.recordRefresh', { filter: { ids: [id] }, refreshedOn: on })
        case 'change':
          return desk.call('officer', at, 'trigger.open', {
            filter: { ids: [id] },
            kind: 'law',
            level: '法律',
            title: '新法',
            startsWith: 'inForceOn',
            inForceOn: on,
          })
        case 'close': {
          const { tasks } = await desk.call('officer', at, 'task.list', { entry: id, kind: ['update', 'refresh'], limit: 500 })
          for (const task of tasks)
            if (await trying(() => desk.call('officer', at, 'task.close', { ids: [task.id], with: 'notNeeded', on, note: '核对' }))) return null
          throw new Refusal('task.notSo', { kind: '', with: '' })
        }
        case 'extend': {
          const { tasks } = await desk.call('officer', at, 'task.list', { kind: ['update'], limit: 500 })
          const one = tasks[pick % Math.max(1, tasks.length)]
          if (one === undefined) throw new Refusal('task.notSo', { kind: '', with: '' })
          return desk.call('officer', at, 'task.extend', { ids: [one.id], number: '1', consentedOn: on, evidence: '复函' })
        }
        case 'open': {
          const as = pick % 2 === 0 ? ('respondent' as const) : ('applicant' as const)
          return desk.call('officer', at, 'request.open', { secrecy, title: '申请', other: '澄湖市公安局', as, way: 'paper', shareType: '有条件共享' })
        }
        case 'act': {
          // Whatever the other side may say next in one of the cases that were there.
          const cases = db.all<{ id: string; party: string }>(sql`SELECT id, party FROM case_file WHERE kind = 'request' AND sealed_on IS NULL ORDER BY rid`)
          const party = (of: string) => (of === 'respondent' ? ('applicant' as const) : ('respondent' as const))
          const rest = [...cases.slice(pick % cases.length), ...cases.slice(0, pick % cases.length)]
          for (const one of rest) {
            for (const what of party(one.party) === 'applicant'
              ? ['withdraw', 'complete', 'finishUse']
              : ['refuse', 'deliver', 'suspend', 'resume', 'endService']) {
              const said = {
                party: party(one.party),
                officer: '王',
                source: '平台清单' as const,
                when: at,
                fields: fieldsOf(what) as never,
                papers: [],
                evidence: '收文',
              }
              const done = await trying(() => desk.call('officer', at, 'request.record', { secrecy, id: one.id, act: what, ruling: '', ...said }))
              if (done) return null
            }
          }
          throw new Refusal('case.notNow', { detail: '' })
        }
        case 'law':
        case 'lawCorrected': {
          const pack = laterLaw(laws++, act === 'law' ? everyFinding : everyFinding.slice(pick % everyFinding.length))
          return addPack(db, { pack: pack as never, file: 'law.json', key: 'k', keyName: 'k', importedAt: at, importedBy: 'sys' })
        }
        case 'zone':
          process.env.TZ = zones[pick % zones.length]
      }
      return null
    }
    const what = (await trying(step)) ? act : `${act} refused`
    did[what] = (did[what] ?? 0) + 1
  }
  return did
}

const after = async (all: readonly Act[], look: () => void): Promise<Record<string, number>> => {
  db.exec('SAVEPOINT later')
  try {
    const did = await doing(all)
    look()
    return did
  } finally {
    process.env.TZ = zoneBefore
    if (zoneBefore === undefined) delete process.env.TZ
    db.exec('ROLLBACK TO later; RELEASE later')
  }
}

it('figures of a quarter and the rows behind them are the same after edits, deletions, answers, tasks, cases, new law and in another time zone', async () => {
  const sum: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(fc.array(actArb, { minLength: 1, maxLength: 14 }), fc.nat(periods.length - 1), async (all, quarter) => {
      const did = await after(all, () => {
        expect(difference(figuresOf(quarter), figuresBefore[quarter] as Figures)).toBe('')
        expect(rowsOf(quarter)).toBe(rowsBefore[quarter])
      })
      for (const [what, n] of Object.entries(did)) sum[what] = (sum[what] ?? 0) + n
    }),
    { numRuns: Number(process.env.MULU_RUNS ?? 40) },
  )
  // Each of them was really done.
  expect(acts.filter((act) => (sum[act] ?? 0) === 0)).toEqual([])
}, 240_000)

/** What may differ later, and by what: each says something of the past itself. */
const named: Record<string, { act(desk: ReturnType<typeof directDesk>): unknown; differs: RegExp }> = {
  'a purged text: fields that held it are empty, then too': {
    act: () => eraseTexts(db, ['共享平台方式'], '2026-10-20T02:00:00.000Z', () => undefined),
    differs: /entry\.completeRate/,
  },
  'a case sealed later is in no figure of any day': {
    act: (desk) => {
      const cases = db.all<{ id: string }>(sql`SELECT id FROM case_file WHERE kind = 'request' AND party = 'respondent' AND sealed_on IS NULL`)
      return Promise.all(cases.map(({ id }) => desk.call('keeper', '2026-10-20T02:00:00.000Z', 'request.seal', { id, claimedBy: '澄湖市公安局' })))
    },
    differs: /request\./,
  },
  'a refresh told of late, of a day before the end': {
    act: (desk) => desk.call('officer', '2026-10-20T02:00:00.000Z', 'data.recordRefresh', { filter: { ids: entries }, refreshedOn: '2025-06-30' }),
    differs: /refresh\./,
  },
  'a law that was in force already and is loaded late': {
    act: () => {
      const pack = { ...laterLaw(0, []), inForce: { from: '2025-01-01', to: null }, replaces: [{ pack: 'CN-809', from: '2025-08-01' }] }
      addPack(db, { pack: pack as never, file: 'law.json', key: 'k', keyName: 'k', importedAt: '2026-10-20T02:00:00.000Z', importedBy: 'sys' })
    },
    differs: /./,
  },
}

it.each(Object.entries(named))(
  '%s',
  async (_, { act, differs }) => {
    db.exec('SAVEPOINT named')
    try {
      await act(directDesk(db, people))
      const found = periods.map((_period, at) => difference(figuresOf(at), figuresBefore[at] as Figures)).join('\n')
      expect(found).toMatch(differs)
    } finally {
      db.exec('ROLLBACK TO named; RELEASE named')
    }
  },
  60_000,
)
