import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { CaseLedger } from '../../../shared/ledgers/ledger.ts'
import { statesOf } from '../../../shared/ledgers/ledgers.ts'
import type { ReadDb } from '../db/open.ts'
import { all, list, type Sql, sql } from '../db/sql.ts'

/** Which rows are asked for. */
export type Asked = Pick<Parsed<'ledger.list'>, 'kind' | 'by' | 'from' | 'until' | 'state' | 'other'>
export type Page = { order: 'oldest' | 'newest'; limit: number; skip: number }

/** The act a row is of. */
export type Anchor = { rid: number; id: string }

/** Throws `ledger.unknownDay`, `.unknownState`, `.periodTurned`: what asks for nothing there is would be answered by an empty list. */
export const refuseUnknown = ({ kind, by, from, until, state }: Asked, days: readonly { by: string }[]): void => {
  if (by !== undefined && !days.some((day) => day.by === by)) throw new Refusal('ledger.unknownDay', { by })
  if (state !== undefined && !statesOf(kind).some((one) => one.state === state)) throw new Refusal('ledger.unknownState', { state })
  if (from !== undefined && until !== undefined && from > until) throw new Refusal('ledger.periodTurned', { from, until })
}

export const within = (column: Sql, { from, until }: Pick<Asked, 'from' | 'until'>): Sql[] => [
  ...(from === undefined ? [] : [sql`${column} >= ${from}`]),
  ...(until === undefined ? [] : [sql`${column} <= ${until}`]),
]

/** Of a sealed case neither the other side nor the state is known (practice L2). `f`: the case. */
export const ofCase = ({ state, other }: Pick<Asked, 'state' | 'other'>): Sql[] => [
  ...(state === undefined
    ? []
    : state === '@open' || state === '@closed'
      ? [sql`f.closed = ${state === '@closed'}`]
      : [sql`f.sealed_on IS NULL AND f.state = ${state}`]),
  ...(other === '' ? [] : [sql`f.sealed_on IS NULL AND instr(f.other, ${other}) > 0`]),
]

const conditionsOf = ({ anchor, days }: CaseLedger, asked: Asked): Sql[] => {
  const [own] = days
  const by = days.find((day) => day.by === asked.by) ?? own
  const period = within(sql`b.received_on`, asked)
  return [
    sql`a.status = 'counted'`,
    ...(anchor === null
      ? []
      : [
          sql`f.kind = ${anchor.case}`,
          sql`a.act IN ${list(anchor.acts)}`,
          ...(anchor.party === undefined ? [] : [sql`f.party = ${anchor.party}`]),
          ...(anchor.first === true
            ? [sql`NOT EXISTS (SELECT 1 FROM case_act e WHERE e.rid = a.rid AND e.status = 'counted' AND e.place < a.place AND e.act IN ${list(anchor.acts)})`]
            : []),
        ]),
    ...ofCase(asked),
    ...(period.length === 0
      ? []
      : by === own
        ? within(sql`a.received_on`, asked)
        : [sql`a.rid IN (SELECT b.rid FROM case_act b WHERE b.status = 'counted' AND b.act IN ${list(by?.acts ?? [])} AND ${all(period)})`]),
  ]
}

/** The acts a ledger has a row for, by the day they were received, and how many there are in all. */
export const anchorsOf = (db: ReadDb, ledger: CaseLedger, asked: Asked, { order, limit, skip }: Page): { anchors: Anchor[]; total: number } => {
  const from = sql`FROM case_act a JOIN case_file f ON f.rid = a.rid WHERE ${all(conditionsOf(ledger, asked))}`
  const total = db.get<{ n: number }>(sql`SELECT count(*) AS n ${from}`)?.n ?? 0
  const by = (of: Sql): Sql =>
    order === 'oldest' ? sql`${of}.received_on, ${of}.rid, ${of}.place` : sql`${of}.received_on DESC, ${of}.rid DESC, ${of}.place DESC`
  // The order is found in an index alone; of the acts themselves no more are read than are shown.
  const anchors = db.all<Anchor>(sql`
    SELECT c.rid, c.id FROM (SELECT a.seq ${from} ORDER BY ${by(sql`a`)} LIMIT ${limit} OFFSET ${skip}) s JOIN case_act c ON c.seq = s.seq ORDER BY ${by(sql`c`)}`)
  return { anchors, total }
}
