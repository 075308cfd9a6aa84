import { createHash } from 'node:crypto'
import type { CaseHead, Consent, Paper } from '../../shared/cases/act.ts'
import { nextOf } from '../../shared/cases/fold.ts'
import { machines } from '../../shared/cases/machines.ts'
import { changeSchema } from '../../shared/platform-api/schemas.ts'
import { type Connection, type Database, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { storeWhole } from './attachments.ts'
import { actChange, type Speaker, standingOf, takeAct } from './cases.ts'
import { inTurn } from './push.ts'

/** The competent department at its own desk: it acts on cases it was told of by the rules every device acts by. */
export type DeskAct = {
  act: string
  /** null: it opens a case. */
  caseId: string | null
  head: Pick<CaseHead, 'kind' | 'title' | 'respondent'> | null
  /** What the act says, from the case as it stands. */
  fields(last: (...acts: readonly string[]) => string): Record<string, unknown>
  officer: string
  number: string
  note: string
  consents: readonly Consent[]
  papers: readonly { name: string; body: Buffer }[]
}

const department = async (db: Connection, officer: string): Promise<Speaker> => {
  const found = await db.one<{ id: string; name: string }>(sql`SELECT id::text AS id, name FROM agency WHERE competent ORDER BY name LIMIT 1`)
  if (found === undefined) throw new Refused('case.noDepartment')
  return { agencyId: found.id, agencyName: found.name, competent: true, officer, deviceId: null }
}

const newHead = ({ kind, title, respondent }: NonNullable<DeskAct['head']>, by: Speaker, id: string): CaseHead => ({
  id,
  kind,
  title,
  applicant: by.agencyName,
  respondent,
  refers: null,
  sensitive: [],
  shareType: '',
})

/** Throws a Refused with what the act was refused for. */
export const actAsDepartment = (db: Database, asked: DeskAct, newId: string, now: Date): Promise<{ id: string; state: string; version: number }> =>
  db.transaction(async (connection) => {
    await inTurn(connection)
    const speaker = await department(connection, asked.officer)
    const at = now.toISOString()
    const standing = asked.caseId === null ? null : await standingOf(connection, asked.caseId)
    if (asked.head === null && standing?.told !== true) throw new Refused('case.unknown', asked.caseId ?? '')
    const papers: Paper[] = []
    for (const { name, body } of asked.papers) {
      const sha256 = createHash('sha256').update(body).digest('hex')
      await storeWhole(connection, { sha256, agencyId: speaker.agencyId, body, at })
      papers.push({ name, sha256 })
    }
    const head = standing?.head ?? newHead(asked.head ?? { kind: 'complaint', title: '', respondent: '' }, speaker, newId)
    const last = (...acts: readonly string[]) => standing?.folded.acts.findLast(({ act }) => acts.includes(act.act))?.act.id ?? ''
    const { act, officer, number, note, consents } = asked
    const change = changeSchema.safeParse(
      JSON.parse(
        JSON.stringify(
          actChange(head, standing?.version ?? 0, {
            act,
            party: 'department',
            officer,
            madeAt: at,
            number,
            consents: [...consents],
            fields: asked.fields(last) as never,
            note,
            papers,
          }),
        ),
      ),
    )
    if (!change.success || change.data.kind !== 'act') throw new Refused('case.fieldsWrong', change.error?.issues[0]?.path.map(String).join('.') ?? '')
    const taken = await takeAct(connection, speaker, change.data, at, JSON.stringify(change.data))
    if (!taken.ok) throw new Refused(taken.problem, taken.detail)
    return { id: head.id, state: taken.standing.folded.state, version: taken.standing.version }
  })

/** Open cases the department was told of, the longest first, with what each waits for. */
export const deskQueue = async (db: Connection, limit = 200) => {
  const rows = await db.all<{ id: string; since: string }>(
    sql`SELECT id::text AS id, changed_at::text AS since FROM case_file WHERE told AND NOT closed ORDER BY changed_at, id LIMIT ${limit}`,
  )
  const found = []
  for (const { id, since } of rows) {
    const standing = await standingOf(db, id)
    if (standing === null) continue
    const { head, folded } = standing
    const next = nextOf(machines[head.kind], folded).filter(({ party }) => party === 'department')
    const { kind, title, applicant, respondent } = head
    found.push({
      id,
      kind,
      title,
      applicant,
      respondent,
      state: folded.state,
      since,
      waitsFor: next.map(({ act }) => ({ act, words: machines[kind].acts[act]?.words.zh ?? act })),
    })
  }
  return found
}

/** A case with everything that was said in it, for the department to read. */
export const deskCase = async (db: Connection, id: string) => {
  const standing = await standingOf(db, id)
  if (standing?.told !== true) throw new Refused('case.unknown', id)
  const { head, folded, version } = standing
  return { head, version, state: folded.state, acts: folded.acts }
}

/** A paper that was put before the department. */
export const deskPaper = async (db: Connection, id: string, sha256: string): Promise<Buffer> => {
  const row = await db.one<{ body: Uint8Array }>(sql`
    SELECT a.body FROM case_paper p JOIN case_file f ON f.id = p.case_id AND f.told JOIN attachment a ON a.agency_id = p.agency_id AND a.sha256 = p.sha256 AND a.complete
    WHERE p.sha256 = ${sha256} AND p.case_id = ${id}::uuid LIMIT 1`)
  if (row === undefined) throw new Refused('attachment.missing', sha256)
  return Buffer.from(row.body)
}
