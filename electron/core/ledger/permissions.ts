import type { CaseKind } from '../../../shared/cases/act.ts'
import { type LedgerColumn, offSystem, type Say } from '../../../shared/ledgers/ledger.ts'
import { permissionStates } from '../../../shared/ledgers/ledgers.ts'
import type { ReadDb } from '../db/open.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import type { Law } from '../work/law.ts'
import { type Asked, type Page, within } from './anchors.ts'
import type { Rows } from './rows.ts'

type PermissionState = (typeof permissionStates)[number]['state']

/** A person who was permitted something: in the annex of an agreement both signed, or by an act of this office. */
type Row = {
  rid: number
  id: string
  kind: CaseKind
  day: string
  place: number
  number: string
  sealed: number
  resource: string
  code: string
  caseState: string
  /** Of the request an agreement is about; of a permission the case's own. */
  requestState: string | null
  until: string | null
  person: string // JSON
  endedOn: string | null
}

type Person = {
  name?: string
  person?: string
  office?: string
  post?: string
  system?: string
  permission?: string
  from?: string | null
  until?: string | null
  grantedBy?: string
  period?: { from: string; to: string }
}

/** After acceptance the text is that of the last round before the second signature. */
const inAgreements = sql`
  SELECT f.rid, f.id, f.kind, c.received_on AS day, p.key AS place, coalesce(nullif(json_extract(t.body, '$.fields.text.head.number'), ''), f.number) AS number,
    f.sealed_on IS NOT NULL AS sealed, json_extract(t.body, '$.fields.text.content.resources[0].name') AS resource,
    json_extract(t.body, '$.fields.text.content.resources[0].code') AS code, f.state AS "caseState", q.state AS "requestState",
    json_extract(t.body, '$.fields.text.validity.until') AS until, p.value AS person, NULL AS "endedOn", f.other AS other
  FROM case_act c JOIN case_file f ON f.rid = c.rid
    JOIN case_act t ON t.seq = (
      SELECT r.seq FROM case_act r
      WHERE r.rid = c.rid AND r.status = 'counted' AND r.act IN ('propose', 'counter', 'reopen') AND r.place < c.place ORDER BY r.place DESC LIMIT 1)
    JOIN json_each(t.body, '$.fields.text.annexes.persons') p
    LEFT JOIN case_file q ON q.id = f.refers
  WHERE c.act = 'countersign' AND c.status = 'counted' AND f.kind = 'agreement'`

const onRecord = sql`
  SELECT f.rid, f.id, f.kind, a.received_on, a.place, f.number, f.sealed_on IS NOT NULL,
    (SELECT json_extract(o.body, '$.fields.resource.name') FROM case_act o WHERE o.rid = a.rid AND o.status = 'counted' AND o.act IN ('apply', 'obtainDirect') LIMIT 1),
    (SELECT json_extract(o.body, '$.fields.resource.code') FROM case_act o WHERE o.rid = a.rid AND o.status = 'counted' AND o.act IN ('apply', 'obtainDirect') LIMIT 1),
    f.state, f.state, json_extract(a.body, '$.fields.period.to'), json_extract(a.body, '$.fields'),
    (SELECT json_extract(e.body, '$.fields.on') FROM case_act e
     WHERE e.rid = a.rid AND e.status = 'counted' AND e.act = 'endPermit' AND e.place > a.place
       AND json_extract(e.body, '$.fields.person') = json_extract(a.body, '$.fields.person') ORDER BY e.place LIMIT 1), f.other
  FROM case_act a JOIN case_file f ON f.rid = a.rid WHERE a.act = 'permit' AND a.status = 'counted' AND f.kind = 'request'`

const over: readonly string[] = ['ended', 'disposed', 'terminated', 'concluded']

const stateOf = ({ caseState, requestState, endedOn }: Row, until: string | null, today: string): PermissionState => {
  if ((endedOn !== null && endedOn <= today) || over.includes(caseState) || (requestState !== null && over.includes(requestState))) return '已收回'
  if (until !== null && until < today) return '已到期'
  return requestState === 'suspended' ? '暂停' : '有效'
}

type Judged = { row: Row; said: Person; until: string | null; state: PermissionState }

/** Whose permission holds is seen by reading all of them: there are as many as people. */
const judged = (db: ReadDb, today: string, conditions: readonly Sql[], by: Sql): Judged[] =>
  db.all<Row>(sql`SELECT u.* FROM (${inAgreements} UNION ALL ${onRecord}) u WHERE ${all(conditions)} ORDER BY ${by}`).map((row) => {
    const said = JSON.parse(row.person) as Person
    const until = said.until ?? said.period?.to ?? row.until
    return { row, said, until, state: stateOf(row, until, today) }
  })

export type PermissionsEnding = { on: string; case: { id: string; kind: CaseKind; number: string }; resource: string; persons: number }

/** Permissions that hold and end within these days, those of one case on one day together; an agreement's own last day is not theirs, a sealed case tells of none. */
export const permissionsEnding = (db: ReadDb, today: string, from: string, until: string): PermissionsEnding[] => {
  const ending = new Map<string, PermissionsEnding>()
  for (const { row, until: on, state } of judged(db, today, [], sql`u.rid, u.place`)) {
    if (row.sealed === 1 || on === null || on < from || on > until || (state !== '有效' && state !== '暂停')) continue
    if (row.kind === 'agreement' && on === row.until) continue
    const key = `${row.id} ${on}`
    const known = ending.get(key)
    if (known !== undefined) known.persons += 1
    else ending.set(key, { on, case: { id: row.id, kind: row.kind, number: row.number }, resource: row.resource, persons: 1 })
  }
  return [...ending.values()]
}

export const permissionRows = (db: ReadDb, law: Law, _: readonly LedgerColumn[], asked: Asked, { order, limit, skip }: Page, say: Say): Rows => {
  const conditions = [...within(sql`u.day`, asked), ...(asked.other === '' ? [] : [sql`u.sealed = 0 AND instr(u.other, ${asked.other}) > 0`])]
  const read = judged(db, law.today, conditions, order === 'oldest' ? sql`u.day, u.rid, u.place` : sql`u.day DESC, u.rid DESC, u.place DESC`)
  const found = asked.state === undefined ? read : read.filter(({ row, state }) => row.sealed === 0 && state === asked.state)
  return {
    total: found.length,
    rows: found.slice(skip, skip + limit).map(({ row, said, until, state }) => {
      const where = { kind: row.kind, id: row.id }
      if (row.sealed === 1) return { case: where, sealed: true, cells: { number: row.number, state: say(offSystem) } }
      return {
        case: where,
        sealed: false,
        cells: {
          resource: row.code === null || row.code === '' ? row.resource : `${row.resource}（${row.code}）`,
          number: row.number,
          person: said.name ?? said.person ?? '',
          office: said.office ?? '',
          post: said.post ?? '',
          system: said.system ?? '',
          permission: said.permission ?? '',
          from: said.from ?? said.period?.from ?? null,
          until,
          grantedBy: said.grantedBy ?? '',
          state: say(permissionStates.find((one) => one.state === state)?.words ?? { zh: state, en: state }),
        },
      }
    }),
  }
}
