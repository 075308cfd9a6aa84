import type { Act, CaseHead } from '../../shared/cases/act.ts'
import { type Folded, fold } from '../../shared/cases/fold.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { ActChange } from '../../shared/platform-api/schemas.ts'
import { secrecyMarks } from '../../shared/secrecy.ts'
import type { ProblemCode } from '../problems.ts'

/** One case as it stands here. Every act keeps the state it led to: what counted once counts, whatever machines say later. */
export type Standing = {
  head: CaseHead
  headText: string
  applicantId: string
  respondentId: string | null
  folded: Folded
  version: number
  told: boolean
  bytes: number
}

/** What an act is judged by beside the case itself. */
export type Judging = {
  agencyId: string
  agencyName: string
  /** The agency is the department that is competent here. */
  competent: boolean
  at: string
  /** The enrolled agency of a name. */
  idOf(name: string): string | undefined
  /** Whether a paper is whole here, and the agency's or one it may see. */
  holds(sha256: string): boolean
  /** Whether an entry is published as unconditionally shared by an agency. */
  isUnconditional(entryId: string, agencyId: string): boolean
}

export type Judged = { ok: true; standing: Standing; act: Act; body: string } | { ok: false; problem: ProblemCode; detail: string }

/** Of one act and of a whole case: every line of it is read whole, by both sides. */
export const caseLimits = { actBytes: 512 * 1024, bytes: 4 * 1024 * 1024, acts: 1000 } as const

const no = (problem: ProblemCode, detail = ''): Judged => ({ ok: false, problem, detail })

/** Every text in a value, however deep, names of fields too. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inside]) => (Array.isArray(value) ? textsIn(inside) : [name, ...textsIn(inside)]))
      : []

/** Whether the agency speaks for the party the act is said by; null: it does. */
const whyNotTheirs = ({ agencyId, competent }: Judging, { applicantId, respondentId, told }: Standing, act: Act, opens: boolean): Judged | null => {
  if (act.party === 'applicant') return agencyId === applicantId ? null : no('case.notParty', act.party)
  if (act.party === 'respondent') return agencyId === respondentId ? null : no('case.notParty', act.party)
  // Of a case it was not told of it does not even learn that there is one.
  if (!competent || !(told || opens)) return no('case.notParty', act.party)
  return agencyId === respondentId ? no('case.ownDepartment') : null
}

/** What the head's names mean here, for the act that opens a case. */
const opening = (head: CaseHead, headText: string, { idOf }: Judging): Standing | Judged => {
  const applicantId = idOf(head.applicant)
  if (applicantId === undefined) return no('case.agencyUnknown', head.applicant)
  const respondentId = idOf(head.respondent)
  if (respondentId === undefined) return no('case.agencyUnknown', head.respondent)
  if (respondentId === applicantId) return no('case.sameAgency')
  return { head, headText, applicantId, respondentId, folded: { state: 'new', closed: false, acts: [] }, version: 0, told: false, bytes: 0 }
}

/**
 * An act against the case as it stands, decided without a database. It counts where its party says it, where the machine
 * lets it follow, and from the moment it was received.
 */
export const judge = ({ head, statement }: ActChange, current: Standing | null, judging: Judging): Judged => {
  const machine = machines[head.kind]
  const spec = Object.hasOwn(machine.acts, statement.act) ? machine.acts[statement.act] : undefined
  if (head.kind === 'need' || head.kind === 'incident' || spec?.internal === true) return no('case.internal', statement.act)
  // State secrets and work secrets are nothing for a platform like this one (Order 809 art.3; practice L1), nor is a claim of one (L2).
  if (secrecyMarks(textsIn({ head, statement }).join('\n')).length > 0) return no('content.marked')
  if (head.kind === 'dispute' && statement.fields.subject === 'classification') return no('case.classified')

  const headText = JSON.stringify(head)
  const standing = current ?? opening(head, headText, judging)
  if ('ok' in standing) return standing
  const act: Act = { ...statement, agency: judging.agencyName, source: '平台', when: judging.at, ruling: '' }
  const stranger = whyNotTheirs(judging, standing, act, current === null)
  if (stranger !== null) return stranger
  if (standing.headText !== headText) return no('case.otherHead')

  const { refused, ...folded } = fold(machine, head, [act], standing.folded)
  const [why] = refused
  if (why !== undefined) return no(why.why.code, why.why.detail)
  const missing = statement.papers.find(({ sha256 }) => !judging.holds(sha256))
  if (missing !== undefined) return no('attachment.missing', missing.name)
  if (statement.act === 'obtainDirect') {
    const id = (statement.fields.resource as { id: string | null }).id
    // Only what the platform grants at once is self-service (practice L5).
    if (id === null || standing.respondentId === null || !judging.isUnconditional(id, standing.respondentId)) return no('case.notUnconditional')
  }
  const body = JSON.stringify(act)
  const bytes = standing.bytes + body.length
  if (body.length > caseLimits.actBytes || bytes > caseLimits.bytes || standing.version >= caseLimits.acts) return no('case.full')
  const told = standing.told || spec?.tellsDepartment === true || act.party === 'department'
  return { ok: true, standing: { ...standing, folded, version: standing.version + 1, told, bytes }, act, body }
}
