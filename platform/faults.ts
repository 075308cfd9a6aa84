import { type CaseLine, type Change, changeSchema, type Verdicts } from '../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../shared/platform-api/submissions.ts'
import { type Database, sql } from './database/database.ts'
import type { Device } from './store/devices.ts'
import { entityLine } from './store/feed.ts'
import type { FeedLine } from './store/rows.ts'

/**
 * Ways in which a platform may be wrong, each to be switched on (decisions Y3): the conformance suite must catch every
 * one. Never on unless asked for by name.
 */
export const faultNames = [
  'forgetsChanges', // a change sent twice is applied twice
  'ignoresBase', // the last writer wins, whatever it was made on
  'cutsPages', // a page ends without its end line
  'skipsAhead', // a cursor points behind lines that were not sent
  'shufflesVerdicts', // verdicts in another order than the changes
  'clientTime', // the time of receipt is the device's
  'newReceipts', // a repeated change gets a new time of receipt
  'noProof', // a token is enough
  'acceptsReplays', // a signature counts twice
  'acceptsRevoked', // a revoked device goes on
  'wholesale', // a patch empties what it does not name
  'forgetsGone', // deletions are not told
  'forgetsPapers', // a submission's papers are neither looked for nor kept
  'forgetsInForce', // an amended entity comes without the text in force
  'guessesBase', // what stands on another change goes on whatever text is there
  'oneBadStopsAll', // one broken change refuses the whole post
  'forgetsEpoch', // changes made for another epoch are taken
  'showsCases', // a case is shown to an agency that has no part in it
  'tellsEarly', // the competent department sees a case before it is told
  'doublesActs', // an act counts twice
  'movesActs', // the time an act counts from is another each time it is told
  'shufflesActs', // acts in another order than they counted in
  'takesForbidden', // an act that may not follow is taken
  'takesStrangers', // an act of an agency that is not the party is taken
  'papersToStrangers', // papers of acts are given to anybody
  'hidesPapers', // papers of acts are not given to the other side
  'doublesReports', // a version of a submission counts twice
  'movesReports', // its time of receipt is another each time it is told
  'reportsWithoutTime', // its receipt has no time
  'rewritesReports', // a correction takes the place of what it corrects
  'takesAnyReport', // a version that does not follow, or whose papers are not there, is taken
  'conflictsReports', // a version that is refused is answered as a conflict
  'showsSubmissions', // a submission is shown to an agency that is neither its own nor the department
  'hidesSubmissions', // the department is not shown what was submitted to it
  'forgetsAnswers', // what the department answered is not told
] as const
export type Fault = (typeof faultNames)[number]

export type Faults = {
  has(fault: Fault): boolean
  beforePush(db: Database, bodies: readonly unknown[]): Promise<unknown[]>
  page(lines: readonly FeedLine[], db: Database, reader: Pick<Device, 'agencyId' | 'competent'>): Promise<FeedLine[]>
  /** Whose paper is given to who asks: `found`, or their own. */
  holder(db: Database, asks: string, found: string, sha256: string): Promise<string>
  verdicts(answer: Verdicts, bodies: readonly unknown[]): Verdicts
}

/** `on` may change while the platform runs. */
export const faultsOf = (on: ReadonlySet<Fault>): Faults => {
  return {
    has: (fault) => on.has(fault),
    beforePush: async (db, bodies) => {
      const changes = bodies.flatMap((body) => {
        const parsed = changeSchema.safeParse(body)
        return parsed.success ? [parsed.data] : []
      })
      if (on.has('forgetsChanges')) await db.run(sql`DELETE FROM verdict WHERE change_id = ANY(${changes.map(({ changeId }) => changeId)}::uuid[])`)
      return Promise.all(bodies.map((body) => spoilt(on, db, body)))
    },
    page: async (lines, db, { agencyId, competent }) => {
      const end = lines.at(-1)
      const cases = on.has('showsCases') || (on.has('tellsEarly') && competent) ? await strangersCases(db, agencyId) : []
      const strange = on.has('showsSubmissions') ? [...cases, ...(await strangersSubmissions(db, agencyId))] : cases
      const rest = [...lines.slice(0, -1), ...strange]
        .filter((line) => line.kind !== 'submission' || !competent || !on.has('hidesSubmissions'))
        .filter((line) => !on.has('forgetsGone') || line.kind !== 'gone')
        .map((line) => (on.has('forgetsInForce') && line.kind === 'state' ? withoutInForce(line) : line))
        .map((line) => (line.kind === 'case' ? withActs(line, on) : line))
        .map((line) => (line.kind === 'submission' ? withReports(line, on) : line))
      if (on.has('cutsPages')) return rest
      if (end?.kind !== 'end') return [...lines]
      return [...(on.has('skipsAhead') ? rest.slice(0, -1) : rest), end]
    },
    holder: async (db, asks, found, sha256) => {
      if (on.has('hidesPapers')) return asks
      if (!on.has('papersToStrangers')) return found
      return (await db.one<{ id: string }>(sql`SELECT agency_id::text AS id FROM attachment WHERE sha256 = ${sha256} AND complete`))?.id ?? found
    },
    verdicts: (answer, bodies) => ({
      ...answer,
      verdicts: (on.has('shufflesVerdicts') ? answer.verdicts.toReversed() : answer.verdicts).map((verdict, at) => ({
        ...(forgiven(on, verdict) || (on.has('takesAnyReport') && isReport(bodies[at]) && verdict.verdict === 'rejected')
          ? { ...verdict, verdict: 'applied' as const, problem: null }
          : verdict),
        ...(on.has('conflictsReports') && isReport(bodies[at]) && verdict.verdict === 'rejected' ? { verdict: 'conflict' as const, problem: null } : {}),
        ...(on.has('newReceipts') ? { receivedAt: answer.receivedAt } : {}),
        ...(on.has('clientTime') ? { receivedAt: (bodies[at] as Change | undefined)?.madeAt ?? verdict.receivedAt } : {}),
      })),
    }),
  }
}

const forgiven = (on: ReadonlySet<Fault>, { problem }: Verdicts['verdicts'][number]): boolean =>
  problem?.code === 'case.notParty' ? on.has('takesStrangers') : on.has('takesForbidden') && problem?.code.startsWith('case.') === true

const strangersCases = async (db: Database, agencyId: string): Promise<FeedLine[]> => {
  const rows = await db.all<{ id: string; agencyId: string }>(sql`
    SELECT f.id::text AS id, f.applicant_id::text AS "agencyId" FROM case_file f
    WHERE NOT EXISTS (SELECT 1 FROM case_party p WHERE p.case_id = f.id AND p.agency_id = ${agencyId}::uuid)`)
  return (await Promise.all(rows.map((row) => entityLine(db, row.agencyId, 'case', row.id)))).flatMap((line) => line ?? [])
}

const withActs = ({ kind, text }: FeedLine, on: ReadonlySet<Fault>): FeedLine => {
  const line = JSON.parse(text) as CaseLine
  const twice = on.has('doublesActs') ? [...line.acts, ...line.acts.slice(-1)] : line.acts
  const moved = on.has('movesActs') ? twice.map((act) => ({ ...act, when: new Date().toISOString() })) : twice
  return { kind, text: JSON.stringify({ ...line, acts: on.has('shufflesActs') ? moved.toReversed() : moved }) }
}

const isReport = (body: unknown): boolean => (body as { kind?: unknown } | null)?.kind === 'report'

const strangersSubmissions = async (db: Database, agencyId: string): Promise<FeedLine[]> => {
  const rows = await db.all<{ id: string; agencyId: string }>(
    sql`SELECT id::text AS id, agency_id::text AS "agencyId" FROM submission WHERE agency_id <> ${agencyId}::uuid`,
  )
  return (await Promise.all(rows.map((row) => entityLine(db, row.agencyId, 'submission', row.id)))).flatMap((line) => line ?? [])
}

const withReports = ({ kind, text }: FeedLine, on: ReadonlySet<Fault>): FeedLine => {
  const line = JSON.parse(text) as SubmissionLine
  const kept = on.has('rewritesReports') ? line.reports.slice(-1) : line.reports
  const reports = (on.has('doublesReports') ? [...kept, ...kept.slice(-1)] : kept).map((report) => ({
    ...report,
    ...(on.has('movesReports') ? { receivedAt: new Date().toISOString() } : {}),
    ...(on.has('reportsWithoutTime') ? { receivedAt: '' } : {}),
    ...(on.has('forgetsAnswers') ? { answer: null } : {}),
  }))
  return { kind, text: JSON.stringify({ ...line, reports }) }
}

const withoutInForce = ({ kind, text }: FeedLine): FeedLine => ({ kind, text: JSON.stringify({ ...(JSON.parse(text) as object), published: null }) })

const spoilt = async (on: ReadonlySet<Fault>, db: Database, body: unknown): Promise<unknown> => {
  const parsed = changeSchema.safeParse(body)
  if (!parsed.success) return body
  const change = parsed.data
  if (on.has('forgetsPapers') && change.kind === 'submit') return { ...change, evidence: [] }
  const row = await db.one<{ version: number; content: string }>(sql`SELECT version, content FROM entity WHERE id = ${change.id}::uuid`)
  const based = (on.has('ignoresBase') || on.has('forgetsChanges')) && row !== undefined ? { ...change, baseVersion: row.version } : change
  if (change.kind === 'act' || change.kind === 'report') return body
  if (on.has('guessesBase') && change.after !== undefined && row !== undefined) return { ...change, after: undefined, baseVersion: row.version }
  if (!on.has('wholesale') || based.kind !== 'patch' || row === undefined) return based === change ? body : based
  const emptied = Object.fromEntries(
    Object.entries(JSON.parse(row.content) as Record<string, unknown>).flatMap(([field, value]) =>
      typeof value === 'string' && field !== 'title' ? [[field, '']] : [],
    ),
  )
  return { ...based, patch: { ...based.patch, fields: { ...emptied, ...based.patch.fields } } }
}
