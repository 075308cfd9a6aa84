import fc from 'fast-check'
import { type Act, type CaseKind, caseKinds, type Party } from '../../../shared/cases/act.ts'
import { headOf, type Try, tried, tryArb, uuidOf } from '../../../shared/cases/acts.fixture.ts'
import { type Folded, fold, opened } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { addDays } from '../../../shared/days.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { fileById, putAct, putFile, setSeal, setStanding } from '../case/queries.ts'
import type { WriteDb } from '../db/open.ts'

/** For tests: cases that lived at random by the machines, written as if each act had been received. */
export type Lived = { id: string; kind: CaseKind; number: string; party: Party; other: string; sealed: boolean; folded: Folded }

const sources = ['平台', '平台', '平台清单', '收文登记'] as const

type Grown = { kind: CaseKind; party: Party; sealed: boolean; tries: Try[]; gaps: number[]; days: boolean }

const grownArb: fc.Arbitrary<Grown> = fc.constantFrom(...caseKinds, 'request', 'request', 'request').chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    party: fc.constantFrom<Party>('applicant', 'respondent'),
    sealed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    tries: fc.array(
      tryArb(machines[kind]).map((one) => ({ ...one, pick: one.pick ?? one.at, flaw: 'none' as const })),
      { minLength: 1, maxLength: 14 },
    ),
    gaps: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }),
    days: fc.boolean(),
  }),
)

const shareTypes = ['有条件共享', '无条件共享'] as const

export const growCases = (db: WriteDb, count: number, seed: number): Lived[] => {
  const others = ['市公安局', '市自然资源和规划局', '市教育局']
  let ids = 0
  return fc.sample(grownArb, { seed, numRuns: count }).map((grown, n): Lived => {
    const { kind, tries, gaps, days, sealed } = grown
    const party = kind === 'need' || kind === 'incident' ? 'applicant' : grown.party
    const other = kind === 'need' || kind === 'incident' ? '' : (others[n % others.length] ?? '')
    const applicant = party === 'applicant' ? '市民政局' : other
    const head = headOf(kind, {
      id: uuidOf(0x10_0000 + n),
      title: `事项 ${n}`,
      applicant,
      respondent: other === '' ? '' : party === 'applicant' ? other : '市民政局',
      shareType: kind === 'request' ? (shareTypes[n % 2] ?? '') : '',
    })
    const number = `2026-${String(n + 1).padStart(4, '0')}`
    putFile(db, { id: head.id, kind, number, head, way: 'paper', party, other, version: 0, openedAt: '2026-09-01T00:00:00.000Z', openedBy: '张' })
    let folded: Folded = opened
    let on = addDays('2026-09-01', n % 40)
    tries.forEach((one, at) => {
      on = addDays(on, gaps[at] ?? 0)
      const act: Act = {
        ...tried(machines[kind], folded, one, ++ids),
        // By a quarter to midnight in UTC it is the next day in China.
        when: days ? on : `${on}T${at % 2 === 0 ? '01:30' : '23:45'}:00.000Z`,
        source: sources[(n + at) % sources.length] ?? '平台',
        agency: applicant,
      }
      const next = fold(machines[kind], head, [act], folded)
      if (next.refused.length > 0) return
      folded = next
    })
    const file = fileById(db, head.id)
    if (file === undefined) throw new Error('no file')
    folded.acts.forEach(({ act: { agency, source, when, ruling, ...statement }, state }, at) => {
      const common = { rid: file.rid, id: statement.id, act: statement.act, party: statement.party, status: 'counted' as const, statement }
      putAct(db, {
        ...{ ...common, place: at + 1, state, agency, source, received: when, ruling },
        ...{ evidence: '', records: [], problem: null, draftedBy: '', draftedAt: statement.madeAt },
      })
    })
    setStanding(db, file.rid, { state: folded.state, closed: folded.closed, turn: false, dueOn: null, at: '2026-11-01T00:00:00.000Z' })
    if (sealed) setSeal(db, file.rid, '2026-11-01', '市民政局')
    return { id: head.id, kind, number, party, other, sealed, folded }
  })
}

export const dayOfWhen = (when: string): string => (when.length === 10 ? when : dayInChina(when))
