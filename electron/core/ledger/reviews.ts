import type { CaseKind } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { ConsentRecord } from '../../../shared/contract/case-views.ts'
import { type LedgerColumn, offSystem, type Say } from '../../../shared/ledgers/ledger.ts'
import type { ReadDb } from '../db/open.ts'
import { all, list, type Sql, sql } from '../db/sql.ts'
import { type Asked, type Page, within } from './anchors.ts'
import type { KeyedRow, Rows } from './rows.ts'

/** Everything a 保密审查 is on record of (practice P5): acts of cases, entries to be opened, packages that left. */
type ReviewRow = {
  src: 'act' | 'entry' | 'package'
  record: string // JSON: who reviewed, with what result
  subject: string
  day: string
  note: string
  caseId: string | null
  caseKind: CaseKind | null
  number: string
  act: string
  sealed: number
}

const decided = { agreed: '通过', declined: '不通过' } as const

/** Where one stands: sorted and counted by what indexes hold, and read when it is its turn. */
type Key = { src: ReviewRow['src']; seq: number; day: string }

const acts = ({ state, other }: Asked): Sql => sql`
  SELECT 'act' AS src, a.seq AS seq, a.reviewed_on AS day FROM case_act a
  WHERE a.reviewed_on IS NOT NULL AND ${all([
    ...(state === undefined
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM json_each(a.records) r WHERE json_extract(r.value, '$.need') = 'secrecyReview' AND json_extract(r.value, '$.decision') = ${state})`,
        ]),
    ...(other === '' ? [] : [sql`EXISTS (SELECT 1 FROM case_file f WHERE f.rid = a.rid AND f.sealed_on IS NULL AND instr(f.other, ${other}) > 0)`]),
  ])}`

/** A conclusion that lets nothing be opened. */
const withheld = '不得公开'

const entries = ({ state }: Asked): Sql => sql`
  SELECT 'entry', e.seq, e.day FROM entry_answer e
  WHERE e.kind = 'secrecyReviewed' AND ${all(
    state === undefined
      ? []
      : [state === 'declined' ? sql`json_extract(e.review, '$.conclusion') = ${withheld}` : sql`json_extract(e.review, '$.conclusion') <> ${withheld}`],
  )}`

const packages = ({ state, other }: Asked): Sql => sql`
  SELECT 'package', p.seq, json_extract(p.form, '$.review.reviewedOn') FROM ferry_package p
  WHERE p.direction = 'out' AND json_type(p.form, '$.review') = 'object' AND ${all([
    ...(state === 'declined' ? [sql`0`] : []),
    ...(other === '' ? [] : [sql`instr(json_extract(p.form, '$.recipient.agency.name'), ${other}) > 0`]),
  ])}`

const none = { note: '', caseId: null, caseKind: null, act: '', sealed: 0 } as const

const readReview = (db: ReadDb, { src, seq, day }: Key): ReviewRow | undefined => {
  if (src === 'act')
    return db.get<ReviewRow>(sql`
      SELECT 'act' AS src, r.value AS record, f.title AS subject, a.reviewed_on AS day, coalesce(json_extract(r.value, '$.reason'), '') AS note, f.id AS "caseId",
        f.kind AS "caseKind", f.number AS number, a.act AS act, f.sealed_on IS NOT NULL AS sealed
      FROM case_act a JOIN case_file f ON f.rid = a.rid JOIN json_each(a.records) r
      WHERE a.seq = ${seq} AND json_extract(r.value, '$.need') = 'secrecyReview'`)
  const row =
    src === 'entry'
      ? db.get<Pick<ReviewRow, 'record' | 'subject' | 'number'> & { note: string }>(sql`
          SELECT e.review AS record, t.title AS subject, t.code AS number, e.reason AS note FROM entry_answer e JOIN entry t ON t.rid = e.rid WHERE e.seq = ${seq}`)
      : db.get<Pick<ReviewRow, 'record' | 'subject' | 'number'>>(sql`
          SELECT json_extract(form, '$.review') AS record, json_extract(form, '$.recipient.agency.name') AS subject, json_extract(form, '$.medium.number') AS number
          FROM ferry_package WHERE seq = ${seq}`)
  return row === undefined ? undefined : { ...none, ...row, src, day }
}

const paged = <T>(db: ReadDb, union: Sql, asked: Asked, { order, limit, skip }: Page): { found: T[]; total: number } => {
  const from = sql`FROM (${union}) u WHERE ${all(within(sql`u.day`, asked))}`
  const by = order === 'oldest' ? sql`u.day, u.src, u.seq` : sql`u.day DESC, u.src DESC, u.seq DESC`
  return {
    total: db.get<{ n: number }>(sql`SELECT count(*) AS n ${from}`)?.n ?? 0,
    found: db.all<T>(sql`SELECT u.* ${from} ORDER BY ${by} LIMIT ${limit} OFFSET ${skip}`),
  }
}

type Reviewed = Partial<ConsentRecord> & { conclusion?: string; leader?: string }

const kindOf = ({ src, act, caseKind }: ReviewRow, say: Say): string => {
  if (src === 'entry') return say({ zh: '目录公开', en: 'opening of an entry' })
  if (src === 'package') return say({ zh: '介质交换包', en: 'package on a medium' })
  return caseKind === null ? '' : say(machines[caseKind].acts[act]?.words ?? { zh: act, en: act })
}

const reviewCells = (row: ReviewRow, say: Say): KeyedRow['cells'] => {
  const { decision, handledBy = '', officeHead = '', by, leader = by ?? '', conclusion, evidence = '', reason = '' } = JSON.parse(row.record) as Reviewed
  const result = conclusion ?? (decision === undefined ? say({ zh: decided.agreed, en: 'agreed' }) : say({ zh: decided[decision], en: decision }))
  const name = row.src === 'package' ? say({ zh: `交付${row.subject}`, en: `handed to ${row.subject}` }) : row.subject
  return {
    subject: row.number === '' ? name : `${row.number} ${name}`,
    kind: kindOf(row, say),
    handledBy,
    officeHead,
    leader,
    conclusion: result,
    reviewedOn: row.day,
    note: [reason || row.note, evidence].filter((line) => line !== '').join('；'),
  }
}

export const reviewRows = (db: ReadDb, _: readonly LedgerColumn[], asked: Asked, page: Page, say: Say): Rows => {
  // Entries have no other agency.
  const parts = [acts(asked), ...(asked.other === '' ? [entries(asked)] : []), packages(asked)]
  const union = parts.reduce((one, next) => sql`${one} UNION ALL ${next}`)
  const { found: keys, total } = paged<Key>(db, union, asked, page)
  const found = keys.flatMap((key) => readReview(db, key) ?? [])
  return {
    total,
    rows: found.map((row) => ({
      case: row.caseKind === null || row.caseId === null ? null : { kind: row.caseKind, id: row.caseId },
      sealed: row.sealed === 1,
      cells: row.sealed === 1 ? { subject: `${row.number} ${say(offSystem)}`, reviewedOn: row.day } : reviewCells(row, say),
    })),
  }
}

/** The acts that need a 保密审查, as `kind.act`. */
const needing = Object.values(machines).flatMap(({ kind, acts: each }) =>
  Object.entries(each).flatMap(([name, { needs }]) => (needs.includes('secrecyReview') ? [`${kind}.${name}`] : [])),
)

const waitingActs = ({ other }: Asked): Sql => sql`
  SELECT 'act' AS src, f.title AS subject, date(a.drafted_at, '+8 hours') AS day, f.id AS "caseId", f.kind AS "caseKind", f.number AS number, a.act AS act,
    a.drafted_by AS "draftedBy", f.sealed_on IS NOT NULL AS sealed, a.seq AS seq
  FROM case_act a JOIN case_file f ON f.rid = a.rid
  WHERE a.status IN ('draft', 'returned') AND a.party = f.party AND f.kind || '.' || a.act IN ${list(needing)} AND NOT EXISTS (
    SELECT 1 FROM json_each(a.records) r WHERE json_extract(r.value, '$.need') = 'secrecyReview' AND json_extract(r.value, '$.decision') = 'agreed')
    AND ${all(other === '' ? [] : [sql`f.sealed_on IS NULL AND instr(f.other, ${other}) > 0`])}`

const waitingEntries = sql`
  SELECT 'entry', e.title, t.starts_on, NULL, NULL, e.code, '', t.opened_by, 0, t.seq
  FROM task t JOIN entry e ON e.rid = t.rid WHERE t.kind = 'review' AND t.closed_at IS NULL AND t.hidden = 0`

type WaitingRow = Pick<ReviewRow, 'src' | 'subject' | 'day' | 'caseId' | 'caseKind' | 'number' | 'act' | 'sealed'> & { draftedBy: string }

export const waitingRows = (db: ReadDb, _: readonly LedgerColumn[], asked: Asked, page: Page, say: Say): Rows => {
  const union = asked.other === '' ? sql`${waitingActs(asked)} UNION ALL ${waitingEntries}` : waitingActs(asked)
  const { found, total } = paged<WaitingRow>(db, union, asked, page)
  return {
    total,
    rows: found.map((row) => {
      const open = { subject: row.subject, kind: kindOf({ ...row, record: '', note: '' }, say), number: row.number, draftedBy: row.draftedBy, since: row.day }
      return {
        case: row.caseKind === null || row.caseId === null ? null : { kind: row.caseKind, id: row.caseId },
        sealed: row.sealed === 1,
        cells: row.sealed === 1 ? { subject: say(offSystem), number: row.number, since: row.day } : open,
      }
    }),
  }
}
