import { randomUUID } from 'node:crypto'
import type { Act, CaseHead } from '../../shared/cases/act.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { ActChange } from '../../shared/platform-api/schemas.ts'
import { type Connection, sql } from '../database/database.ts'
import { type Judged, type Judging, judge, type Standing } from './acts.ts'
import { adoptPapers, wholeOf } from './attachments.ts'

type FileRow = { head: string; applicantId: string; respondentId: string | null; state: string; version: number; told: boolean; bytes: number }

/** A case with all of its acts; null: there is none. */
export const standingOf = async (db: Connection, id: string): Promise<Standing | null> => {
  const file = await db.one<FileRow>(sql`
    SELECT head, applicant_id::text AS "applicantId", respondent_id::text AS "respondentId", state, version, told, bytes FROM case_file WHERE id = ${id}::uuid`)
  if (file === undefined) return null
  const rows = await db.all<{ state: string; body: string }>(sql`SELECT state, body FROM case_act WHERE case_id = ${id}::uuid ORDER BY n`)
  const { head: headText, state, ...rest } = file
  const head = JSON.parse(headText) as CaseHead
  const acts = rows.map((row) => ({ act: JSON.parse(row.body) as Act, state: row.state }))
  return { ...rest, head, headText, folded: { state, closed: machines[head.kind].states[state]?.closed === true, acts } }
}

/** Who says an act: a device for its agency, or the department at its own desk. */
export type Speaker = { agencyId: string; agencyName: string; competent: boolean; officer: string; deviceId: string | null }

const judgingFor = async (db: Connection, speaker: Speaker, { head, statement }: ActChange, at: string): Promise<Judging> => {
  const named = await db.all<{ id: string; name: string }>(
    sql`SELECT id::text AS id, name FROM agency WHERE name = ANY(${[head.applicant, head.respondent]}::text[])`,
  )
  const digests = statement.papers.map(({ sha256 }) => sha256)
  await adoptPapers(db, speaker.agencyId, digests)
  const held = await wholeOf(db, speaker.agencyId, digests)
  const wanted = (statement.fields.resource as { id?: unknown } | undefined)?.id
  const direct = statement.act === 'obtainDirect' && typeof wanted === 'string' && /^[0-9a-f-]{36}$/i.test(wanted)
  const published = direct
    ? await db.one<{ agencyId: string; text: string }>(sql`
        SELECT agency_id::text AS "agencyId", published_content AS text FROM entity
        WHERE entity = 'entry' AND id = ${wanted}::uuid AND published_content IS NOT NULL AND deleted_at IS NULL`)
    : undefined
  return {
    agencyId: speaker.agencyId,
    agencyName: speaker.agencyName,
    competent: speaker.competent,
    at,
    idOf: (name) => named.find((one) => one.name === name)?.id,
    holds: (sha256) => held.has(sha256),
    isUnconditional: (_entry, agencyId) =>
      published !== undefined && published.agencyId === agencyId && (JSON.parse(published.text) as { shareType?: string }).shareType === '无条件共享',
  }
}

/**
 * Judges an act and writes it down where it counts, in a transaction whose turn it is. `body`: what the change log keeps, as
 * it was sent.
 */
export const takeAct = async (db: Connection, speaker: Speaker, change: ActChange, at: string, body: string): Promise<Judged> => {
  const judged = judge(change, await standingOf(db, change.id), await judgingFor(db, speaker, change, at))
  if (judged.ok) await write(db, speaker, change, judged, at, body)
  return judged
}

const write = async (db: Connection, speaker: Speaker, change: ActChange, judged: Judged & { ok: true }, at: string, log: string): Promise<void> => {
  const { standing, act, body } = judged
  const { folded, version, told } = standing
  const id = change.id
  const { seq } = (await db.one<{ seq: string }>(sql`SELECT nextval('feed')::text AS seq`)) ?? { seq: '0' }
  await db.run(sql`
    INSERT INTO case_file (id, kind, head, applicant_id, respondent_id, state, closed, told, version, bytes, changed_at)
    VALUES (${id}::uuid, ${standing.head.kind}, ${standing.headText}, ${standing.applicantId}::uuid, ${standing.respondentId}::uuid, ${folded.state}, ${folded.closed},
      ${told}, ${version}, ${standing.bytes}, ${at}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, closed = excluded.closed, told = excluded.told, version = excluded.version, bytes = excluded.bytes,
      changed_at = excluded.changed_at`)
  await db.run(sql`
    INSERT INTO case_act (case_id, n, id, state, body) VALUES (${id}::uuid, ${version}, ${act.id}::uuid, ${folded.state}, ${body})`)
  // Everybody who sees it sees it move.
  await db.run(sql`
    INSERT INTO case_party (case_id, agency_id, seq)
    SELECT ${id}::uuid, a.id, ${seq}::bigint FROM agency a
    WHERE a.id = ${standing.applicantId}::uuid OR a.id = ${standing.respondentId}::uuid OR (${told}::boolean AND a.competent)
    ON CONFLICT (case_id, agency_id) DO UPDATE SET seq = excluded.seq`)
  if (act.papers.length > 0) {
    await db.run(sql`
      INSERT INTO case_paper (sha256, case_id, agency_id) SELECT d, ${id}::uuid, ${speaker.agencyId}::uuid
      FROM unnest(${act.papers.map(({ sha256 }) => sha256)}::text[]) AS d ON CONFLICT DO NOTHING`)
  }
  await db.run(sql`
    INSERT INTO change_log (seq, entity, id, version, kind, change_id, device_id, agency_id, officer, body, at)
    VALUES (${seq}::bigint, 'case', ${id}::uuid, ${version}, 'act', ${change.changeId}::uuid, ${speaker.deviceId}::uuid, ${speaker.agencyId}::uuid, ${speaker.officer}, ${log},
      ${at}::timestamptz)`)
}

/** The change of an act made here. */
export const actChange = (head: CaseHead, version: number, statement: Omit<ActChange['statement'], 'id'>): ActChange => {
  const changeId = randomUUID()
  return {
    changeId,
    entity: 'case',
    id: head.id,
    baseVersion: version,
    madeAt: statement.madeAt,
    officer: statement.officer,
    kind: 'act',
    head,
    statement: { ...statement, id: changeId },
  }
}
