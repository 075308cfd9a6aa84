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

/** Cases as ledgers read them, by rid: a page's in five statements, however many they are. With `until`: by what counted up to that day. */
export const livesOf = (db: ReadDb, law: Law, rids: readonly number[], until?: string): Map<number, Life> => {
  const files = filesIn(db, sql`rid IN ${rowsIn(rids)}`)
  const acts = actsIn(db, rids, until)
  const about = Map.groupBy(filesIn(db, sql`refers IN ${rowsIn(files.map(({ id }) => id))}`), ({ head }) => head.refers)
  const meant = new Map(
    filesIn(db, sql`id IN ${rowsIn(files.flatMap(({ head: { refers } }) => (refers === null ? [] : [refers])))}`).map((file) => [file.id, file]),
  )
  const meantActs = actsIn(
    db,
    [...meant.values()].map(({ rid }) => rid),
  )
  const years = keepYears(law)
  return new Map(
    files.map((file): [number, Life] => {
      const own = acts.get(file.rid) ?? []
      const refers = file.head.refers === null ? undefined : meant.get(file.head.refers)
      const { id, kind, number, party, other, state, closed, sealedOn, head } = file
      return [
        file.rid,
        {
          ...{ id, kind, number, party, other, state, closed, sealedOn, head },
          acts: own,
          clocks: clocksWhenAsked(kind, head, own, law),
          about: (about.get(id) ?? []).map((one) => ({ kind: one.kind, number: one.number, state: one.state, sealedOn: one.sealedOn })),
          refers: refers === undefined ? null : { number: refers.number, sealedOn: refers.sealedOn, acts: meantActs.get(refers.rid) ?? [] },
          today: law.today,
          keepYears: years,
        },
      ]
    }),
  )
}
