import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical.ts'
import {
  type Change,
  changeSchema,
  type EntryChange,
  type ReportChange,
  type Verdict,
  type VerdictName,
  type Verdicts,
} from '../../shared/platform-api/schemas.ts'
import { type Connection, type Database, type Sql, sql } from '../database/database.ts'
import { Refused, sayProblem } from '../problems.ts'
import { adoptPapers, wholeOf } from './attachments.ts'
import { type Speaker, takeAct } from './cases.ts'
import { type Decision, decide, type Maker } from './changes.ts'
import { noteNamed } from './device-papers.ts'
import type { Device } from './devices.ts'
import { identityOf } from './platform.ts'
import { type EntityRow, entityColumns, stateOf, utc } from './rows.ts'
import { takeReport } from './submissions.ts'

type Told = {
  change_id: string
  digest: string
  verdict: VerdictName
  version: number | null
  problem: string | null
  receipt_id: string
  received_at: string
  agency_id: string
}
type Logged = { entity: string; id: string; version: number; kind: string; change_id: string; body: string; seq: string }

const known = (db: Connection, ids: readonly string[]) =>
  db.all<Told>(sql`
    SELECT change_id, digest, verdict, version, problem, receipt_id, ${utc('received_at')} AS received_at, agency_id FROM verdict WHERE change_id = ANY(${ids}::uuid[])`)

/** By both halves of the key: by the id alone every one would walk the whole index. */
export const entitiesStatement = (wanted: readonly Pick<Change, 'entity' | 'id'>[]): Sql => sql`
  SELECT ${entityColumns} FROM entity e JOIN agency a ON a.id = e.agency_id
  WHERE (e.entity, e.id) IN (SELECT * FROM unnest(${wanted.map(({ entity }) => entity)}::text[], ${wanted.map(({ id }) => id)}::uuid[])) FOR UPDATE OF e`

const keyOf = ({ entity, id }: Pick<Change, 'id'> & { entity: string }): string => `${entity}/${id}`

type Predecessor = { change_id: string; entity: string; id: string; version: number; verdict: VerdictName }

/** Changes that others stand on, as they were applied. */
const predecessorsOf = async (db: Connection, changes: readonly EntryChange[]): Promise<Map<string, Predecessor>> => {
  const standing = changes.filter(({ after }) => after !== undefined)
  if (standing.length === 0) return new Map()
  const rows = await db.all<Predecessor>(sql`
    SELECT l.change_id, l.entity, l.id, l.version, v.verdict FROM change_log l JOIN verdict v ON v.change_id = l.change_id
    WHERE (l.entity, l.id, l.change_id) IN (
      SELECT * FROM unnest(${standing.map(({ entity }) => entity)}::text[], ${standing.map(({ id }) => id)}::uuid[], ${standing.map(({ after }) => after)}::uuid[]))`)
  return new Map(rows.map((row) => [row.change_id, row]))
}

/** One after the other over all processes: what is seen at a place of the feed never gets a neighbour before it later. */
export const inTurn = (db: Connection): Promise<unknown> => db.all(sql`SELECT pg_advisory_xact_lock(809)`)

const nextSeqs = async (db: Connection, count: number): Promise<string[]> =>
  count === 0 ? [] : (await db.all<{ seq: string }>(sql`SELECT nextval('feed')::text AS seq FROM generate_series(1, ${count})`)).map(({ seq }) => seq)

/**
 * Changes of one device, each with its verdict, in one transaction. `now` is the time of receipt. `greeted`: the epoch the
 * device works in, where it says so; throws `epoch.changed` where that is another.
 */
export const push = (db: Database, device: Device, bodies: readonly unknown[], now: Date, greeted: number | null): Promise<Verdicts> =>
  db.transaction(async (connection) => {
    await inTurn(connection)
    const { epoch } = await identityOf(connection)
    if (greeted !== null && greeted !== epoch) throw new Refused('epoch.changed', String(epoch))
    return pushIn(connection, device, bodies, now, epoch)
  })

/** The same inside a transaction whose turn it is: a carried package is more than one post. */
export const pushIn = async (connection: Connection, device: Device, bodies: readonly unknown[], now: Date, epoch: number): Promise<Verdicts> => {
  const at = now.toISOString()
  const read = bodies.map((body) => {
    const text = JSON.stringify(body)
    const parsed = changeSchema.safeParse(body)
    return {
      body,
      text,
      digest: createHash('sha256')
        .update(saidIn(parsed.data) ?? text)
        .digest('hex'),
      parsed,
    }
  })
  const changes = read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []))
  const told = new Map(
    (
      await known(
        connection,
        changes.map(({ changeId }) => changeId),
      )
    ).map((row) => [row.change_id, row]),
  )
  const entries = changes.filter((change) => change.kind !== 'act' && change.kind !== 'report')
  const papers = entries.flatMap((change) => (change.kind === 'submit' ? change.evidence.map(({ sha256 }) => sha256) : []))
  await adoptPapers(connection, device.agencyId, papers)
  const held = await wholeOf(connection, device.agencyId, papers)
  await noteNamed(connection, device.id, [...held])
  const rows = new Map((await connection.all<EntityRow>(entitiesStatement(entries))).map((row) => [keyOf(row), row]))
  const predecessors = await predecessorsOf(connection, entries)
  const speaker: Speaker = { ...device, deviceId: device.id }
  const touched = new Set<string>()
  const fresh: Told[] = []
  const log: Omit<Logged, 'seq'>[] = []
  let codes = 0
  const answer = (
    changeId: string | null,
    verdict: VerdictName,
    some: Partial<Pick<Verdict, 'version' | 'now' | 'problem' | 'receivedAt' | 'receiptId'>>,
  ): Verdict => ({
    changeId,
    verdict,
    receivedAt: at,
    version: null,
    now: null,
    problem: null,
    receiptId: randomUUID(),
    ...some,
  })
  /** On another change it stands where that one was applied as it was sent. */
  const decideOn = (change: EntryChange, current: EntityRow | null, maker: Maker): Decision => {
    if (change.after === undefined) return decide(change, current, maker)
    const before = predecessors.get(change.after)
    const stands = before !== undefined && keyOf(before) === keyOf(change) && before.verdict === 'applied'
    if (stands) return decide({ ...change, baseVersion: before.version }, current, maker)
    return current !== null && current.agency_id !== maker.agencyId ? decide(change, current, maker) : { verdict: 'conflict', row: current }
  }
  const remember = (changeId: string, digest: string, verdict: Verdict): Verdict => {
    const row: Told = {
      change_id: changeId,
      digest,
      verdict: verdict.verdict,
      version: verdict.version,
      problem: verdict.problem === null ? null : JSON.stringify(verdict.problem),
      receipt_id: verdict.receiptId,
      received_at: verdict.receivedAt,
      agency_id: device.agencyId,
    }
    fresh.push(row)
    told.set(changeId, row)
    return verdict
  }
  const one = async (change: Change, digest: string, text: string): Promise<Verdict> => {
    const before = told.get(change.changeId)
    if (before !== undefined) return repeated(change, before, digest)
    if (change.kind === 'report') return report(change, digest, text)
    if (change.kind !== 'act') return entry(change, digest, text)
    const taken = await takeAct(connection, speaker, change, at, text)
    if (taken.ok)
      await noteNamed(
        connection,
        device.id,
        change.statement.papers.map(({ sha256 }) => sha256),
      )
    const some = taken.ok ? { version: taken.standing.version } : { problem: sayProblem(taken.problem, taken.detail) }
    return remember(change.changeId, digest, answer(change.changeId, taken.ok ? 'applied' : 'rejected', some))
  }
  const report = async (change: ReportChange, digest: string, text: string): Promise<Verdict> => {
    const receiptId = randomUUID()
    const judged = await takeReport(connection, speaker, change, { at, receiptId, body: text })
    if (judged.verdict === 'rejected')
      return remember(change.changeId, digest, answer(change.changeId, 'rejected', { problem: sayProblem(judged.problem, judged.detail) }))
    await noteNamed(
      connection,
      device.id,
      change.head.papers.map(({ sha256 }) => sha256),
    )
    const some =
      judged.verdict === 'applied'
        ? { version: judged.standing.version, receiptId }
        : { version: judged.version, receiptId: judged.first.receiptId, receivedAt: judged.first.receivedAt }
    return remember(change.changeId, digest, answer(change.changeId, judged.verdict, some))
  }
  const entry = (change: EntryChange, digest: string, text: string): Verdict => {
    const decision = decideOn(change, rows.get(keyOf(change)) ?? null, {
      agencyId: device.agencyId,
      agencyName: device.agencyName,
      author: { agency: device.agencyName, officer: change.officer === '' ? device.officer : change.officer, device: device.id, changeId: change.changeId },
      at,
      holds: (sha256) => held.has(sha256),
      assignCode: () => `${device.agencyId.slice(0, 8)}/${at.slice(0, 10).replaceAll('-', '')}${String(++codes).padStart(4, '0')}${change.id.slice(0, 4)}`,
    })
    let verdict: Verdict
    if (decision.verdict === 'rejected') verdict = answer(change.changeId, 'rejected', { problem: sayProblem(decision.problem, decision.detail) })
    else if (decision.verdict === 'conflict') {
      verdict = answer(change.changeId, 'conflict', { version: decision.row?.version ?? 0, now: decision.row === null ? null : stateOf(decision.row) })
      // Not kept: the device makes another change on the newer version.
      return verdict
    } else {
      rows.set(keyOf(change), decision.row)
      touched.add(keyOf(change))
      predecessors.set(change.changeId, {
        change_id: change.changeId,
        entity: change.entity,
        id: change.id,
        version: decision.row.version,
        verdict: decision.verdict,
      })
      verdict = answer(change.changeId, decision.verdict, {
        version: decision.row.version,
        now: decision.verdict === 'altered' ? stateOf(decision.row) : null,
      })
      log.push({
        entity: change.entity,
        id: change.id,
        version: decision.row.version,
        kind: change.kind,
        change_id: change.changeId,
        body: text,
      })
    }
    return remember(change.changeId, digest, verdict)
  }
  const repeated = (change: Change, before: Told, digest: string): Verdict => {
    if (before.digest !== digest || before.agency_id !== device.agencyId) return answer(change.changeId, 'rejected', { problem: sayProblem('change.idReused') })
    const row = rows.get(keyOf(change))
    const common = { receivedAt: before.received_at, receiptId: before.receipt_id, version: before.version }
    if (before.verdict === 'rejected')
      return answer(change.changeId, 'rejected', { ...common, problem: JSON.parse(before.problem ?? 'null') as Verdict['problem'] })
    return answer(change.changeId, 'already', { ...common, now: row === undefined ? null : stateOf(row) })
  }
  const verdicts: Verdict[] = []
  for (const { body, text, digest, parsed } of read) {
    verdicts.push(
      parsed.success ? await one(parsed.data, digest, text) : answer(idIn(body), 'rejected', { problem: sayProblem('change.invalid', why(parsed.error)) }),
    )
  }

  const seqs = await nextSeqs(connection, log.length)
  const place = new Map<string, string>()
  const logged = log.map((entry, i): Logged => {
    const seq = seqs[i] ?? ''
    place.set(keyOf(entry), seq)
    return { ...entry, seq }
  })
  await writeLog(connection, device, logged, at)
  await writeEntities(
    connection,
    [...touched].flatMap((key) => rows.get(key) ?? []).map((row) => ({ ...row, own_seq: place.get(keyOf(row)) ?? row.own_seq })),
  )
  await writeVerdicts(connection, device, fresh)
  return { receivedAt: at, epoch, verdicts }
}

/** An act is what is said in it, a version of a submission what stands in its head: two devices of an agency may bring the same one. */
const saidIn = (change: Change | undefined): string | undefined => {
  if (change?.kind === 'act') return canonicalJson([change.head, change.statement])
  return change?.kind === 'report' ? canonicalJson([change.id, change.head]) : undefined
}

const idIn = (body: unknown): string | null => {
  const id = typeof body === 'object' && body !== null && 'changeId' in body ? body.changeId : null
  return typeof id === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id) ? id : null
}

const why = ({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string =>
  `${issues[0]?.path.map(String).join('.') ?? ''}: ${issues[0]?.message ?? ''}`

const writeLog = async (db: Connection, device: Device, rows: readonly Logged[], at: string): Promise<void> => {
  if (rows.length === 0) return
  await db.run(sql`
    INSERT INTO change_log (seq, entity, id, version, kind, change_id, device_id, agency_id, officer, body, at)
    SELECT r.seq, r.entity, r.id, r.version, r.kind, r.change_id, ${device.id}::uuid, ${device.agencyId}::uuid, ${device.officer}, r.body, ${at}::timestamptz
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (seq BIGINT, entity TEXT, id UUID, version INTEGER, kind TEXT, change_id UUID, body TEXT)`)
}

/** Writes rows as they stand, new or known. */
export const writeEntities = async (db: Connection, rows: readonly EntityRow[]): Promise<void> => {
  if (rows.length === 0) return
  await db.run(sql`
    INSERT INTO entity (entity, id, agency_id, version, content_version, content, status, reason, number, answered_at, submitted_version, submitted_content,
      published_version, published_on, published_content, changed_at, changed_by, deleted_at, evidence, own_seq, public_seq)
    SELECT r.entity, r.id, r.agency_id, r.version, r.content_version, r.content, r.status, r.reason, r.number, r.answered_at, r.submitted_version, r.submitted_content,
      r.published_version, r.published_on, r.published_content, r.changed_at, r.changed_by, r.deleted_at, r.evidence, r.own_seq, r.public_seq
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (entity TEXT, id UUID, agency_id UUID, version INTEGER, content_version INTEGER, content TEXT, status TEXT,
      reason TEXT, number TEXT, answered_at TIMESTAMPTZ, submitted_version INTEGER, submitted_content TEXT, published_version INTEGER, published_on DATE,
      published_content TEXT, changed_at TIMESTAMPTZ, changed_by TEXT, deleted_at TIMESTAMPTZ, evidence TEXT, own_seq BIGINT, public_seq BIGINT)
    ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, content_version = excluded.content_version, content = excluded.content,
      status = excluded.status, reason = excluded.reason, number = excluded.number, answered_at = excluded.answered_at,
      submitted_version = excluded.submitted_version, submitted_content = excluded.submitted_content, published_version = excluded.published_version,
      published_on = excluded.published_on, published_content = excluded.published_content, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
      deleted_at = excluded.deleted_at, evidence = excluded.evidence, own_seq = excluded.own_seq, public_seq = excluded.public_seq`)
}

const writeVerdicts = async (db: Connection, device: Device, rows: readonly Told[]): Promise<void> => {
  if (rows.length === 0) return
  await db.run(sql`
    INSERT INTO verdict (change_id, device_id, agency_id, digest, verdict, version, problem, receipt_id, received_at)
    SELECT r.change_id, ${device.id}::uuid, r.agency_id, r.digest, r.verdict, r.version, r.problem, r.receipt_id, r.received_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (change_id UUID, agency_id UUID, digest TEXT, verdict TEXT, version INTEGER, problem TEXT,
      receipt_id UUID, received_at TIMESTAMPTZ)`)
}
