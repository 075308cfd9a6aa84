import type { Act, CaseHead, CaseKind, Statement } from '../../../shared/cases/act.ts'
import type { CaseClock } from '../../../shared/cases/clocks.ts'
import { clocksOf } from '../../../shared/cases/clocks.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Life } from '../../../shared/ledgers/ledger.ts'
import type { RetentionRule } from '../../../shared/regulations/pack.ts'
import { asFile, type CaseFile, fileColumns } from '../case/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Law } from '../work/law.ts'

type ActRow = Pick<Act, 'agency' | 'source' | 'ruling'> & { rid: number; body: string; received: string }

const rowsIn = (ids: readonly (number | string)[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

const filesIn = (db: ReadDb, condition: ReturnType<typeof sql>): CaseFile[] =>
  db.all<Parameters<typeof asFile>[0]>(sql`SELECT ${fileColumns} FROM case_file WHERE ${condition} ORDER BY rid`).map(asFile)

/** What counted in each case, in its order. */
const actsIn = (db: ReadDb, rids: readonly number[], until = '9999'): Map<number, Act[]> => {
  const rows = db.all<ActRow>(sql`
    SELECT rid, body, agency, source, received, ruling FROM case_act
    WHERE status = 'counted' AND rid IN ${rowsIn(rids)} AND received_on <= ${until} ORDER BY rid, place, seq`)
  const acts = new Map<number, Act[]>()
  for (const { rid, body, agency, source, received, ruling } of rows) {
    const act: Act = { ...(JSON.parse(body) as Statement), agency, source, when: received, ruling }
    const known = acts.get(rid)
    if (known === undefined) acts.set(rid, [act])
    else known.push(act)
  }
  return acts
}

/** How many years records of use are kept, by the strictest rule in force. */
const keepYears = (law: Law): number | null => {
  const years = law
    .on(law.today)
    .rules.filter(
      (row): row is typeof row & { rule: RetentionRule } => row.rule.kind === 'retention' && row.displaced === null && row.rule.duty === 'use.record',
    )
    .flatMap(({ rule: { keep } }) => (keep.unit === 'year' ? [keep.n] : []))
  return years.length === 0 ? null : Math.max(...years)
}

/** Clocks are asked for several times of one case, and cost more than all else. */
const clocksWhenAsked = (kind: CaseKind, head: CaseHead, acts: readonly Act[], law: Law): Life['clocks'] => {
  const known = new Map<number, readonly CaseClock[]>()
  return (end = acts.length) => {
    const found = known.get(end) ?? clocksOf(machines[kind], head, acts.slice(0, end), law.on, law.calendar, law.now)
    known.set(end, found)
    return found
  }
}

export type LifeAlone = Omit<Life, 'about' | 'refers'>
type Alone = { file: CaseFile; life: LifeAlone }

const aloneOf = (db: ReadDb, law: Law, rids: readonly number[], until?: string): Alone[] => {
  const files = filesIn(db, sql`rid IN ${rowsIn(rids)}`)
  const acts = actsIn(db, rids, until)
  const years = keepYears(law)
  return files.map((file) => {
    const own = acts.get(file.rid) ?? []
    const { id, kind, number, party, other, state, closed, sealedOn, head } = file
    const life = { ...{ id, kind, number, party, other, state, closed, sealedOn, head, acts: own }, today: law.today, keepYears: years }
    return { file, life: { ...life, clocks: clocksWhenAsked(kind, head, own, law) } }
  })
}

/** Cases by rid without those they are about or that are about them: in two statements. With `until`: by what counted up to that day. */
export const livesAlone = (db: ReadDb, law: Law, rids: readonly number[], until?: string): Map<number, LifeAlone> =>
  new Map(aloneOf(db, law, rids, until).map(({ file, life }) => [file.rid, life]))

/** Cases as ledgers read them, by rid: a page's in five statements, however many they are. */
export const livesOf = (db: ReadDb, law: Law, rids: readonly number[]): Map<number, Life> => {
  const alone = aloneOf(db, law, rids)
  const about = Map.groupBy(filesIn(db, sql`refers IN ${rowsIn(alone.map(({ file: { id } }) => id))}`), ({ head }) => head.refers)
  const meant = new Map(
    filesIn(db, sql`id IN ${rowsIn(alone.flatMap(({ file: { head } }) => (head.refers === null ? [] : [head.refers])))}`).map((file) => [file.id, file]),
  )
  const meantActs = actsIn(
    db,
    [...meant.values()].map(({ rid }) => rid),
  )
  return new Map(
    alone.map(({ file, life }): [number, Life] => {
      const refers = file.head.refers === null ? undefined : meant.get(file.head.refers)
      return [
        file.rid,
        {
          ...life,
          about: (about.get(file.id) ?? []).map((one) => ({ kind: one.kind, number: one.number, state: one.state, sealedOn: one.sealedOn })),
          refers: refers === undefined ? null : { number: refers.number, sealedOn: refers.sealedOn, acts: meantActs.get(refers.rid) ?? [] },
        },
      ]
    }),
  )
}
