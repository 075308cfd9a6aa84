import { canonicalJson } from '../../../shared/canonical.ts'
import type { Act, Party, Statement } from '../../../shared/cases/act.ts'
import { fold } from '../../../shared/cases/fold.ts'
import { unopened } from '../../../shared/cases/machine.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { CaseLine } from '../../../shared/platform-api/schemas.ts'
import { textKey } from '../../../shared/text-key.ts'
import { heldName } from '../attachments/marked-name.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { refusalOf } from '../failure.ts'
import type { Applying } from '../sync/applying.ts'
import { dropEvidence } from '../sync/evidence.ts'
import { dropOutgoing } from '../sync/outbox.ts'
import { followCase } from './follow.ts'
import { onPlatform } from './on-platform.ts'
import {
  actById,
  actsOf,
  type CaseFile,
  fileById,
  foldStored,
  nextNumber,
  putAct,
  putFile,
  putPaper,
  type StoredAct,
  setVersion,
  staleFiles,
} from './queries.ts'
import { agencyOf } from './whose.ts'

/** Which party we are; an agency that is neither side and sees the case is the competent department. */
const ourParty = ({ agencies }: CaseLine, agencyId: string): Party =>
  agencies.applicant.id === agencyId ? 'applicant' : agencies.respondent?.id === agencyId ? 'respondent' : 'department'

const sameName = (a: string, b: string): boolean => textKey(a) === textKey(b)

/** Whether an act is said by the agency its party is; the department is none of the two sides, but where it is the one that orders. */
const isTheirs = ({ head }: CaseLine, { party, agency }: Act): boolean =>
  party !== 'department'
    ? sameName(agency, agencyOf(head, party))
    : agency !== '' && !sameName(agency, head.respondent) && (head.kind === 'complaint' || !sameName(agency, head.applicant))

/** What a line says of itself that can not be. */
const wrongIn = (line: CaseLine): string | null => {
  const { head, acts, agencies, id, version } = line
  const named = sameName(head.applicant, agencies.applicant.name) && sameName(head.respondent, agencies.respondent?.name ?? '')
  if (head.id !== id || !named || head.kind === 'need' || head.kind === 'incident') return 'caseHead'
  if (acts.length !== version || new Set(acts.map((act) => act.id)).size !== acts.length) return 'caseActs'
  if (!acts.every((act) => isTheirs(line, act))) return 'caseParty'
  return refusalOf(() => refuseMarks([head, acts])) === null ? null : 'marked'
}

const statementOf = ({ agency: _agency, source: _source, when: _when, ruling: _ruling, ...statement }: Act): Statement => statement

/** As it stands here before its first act. */
const openFor = ({ db, stamp, agencyId }: Applying, line: CaseLine): CaseFile | undefined => {
  const { head, id } = line
  const party = ourParty(line, agencyId)
  putFile(db, {
    id,
    kind: head.kind,
    number: nextNumber(db, dayInChina(stamp.at).slice(0, 4)),
    head,
    way: 'platform',
    party,
    other: party === 'respondent' || party === 'department' ? head.applicant : head.respondent,
    version: 0,
    openedAt: stamp.at,
    openedBy: party === 'applicant' ? line.acts[0]?.officer || head.applicant : head.applicant,
  })
  return fileById(db, id)
}

/** The platform has it no more. Our own leaves again; another's comes again from there, and ours that stood on it wait. */
const lose = (db: WriteDb, file: CaseFile, act: StoredAct): void => {
  const ours = act.party === file.party
  const problem = { code: 'case.lost', message: '平台恢复备份后没有这一步，等作出的一方再次上报' }
  putAct(db, ours ? { ...act, status: 'issued', source: '本机草稿', received: '', state: null } : { ...act, status: 'returned', state: null, problem })
}

/** Where each act led, anew: acts before it are gone. */
const restate = (db: WriteDb, file: CaseFile): void => {
  let state: string = unopened
  for (const act of actsOf(db, file.rid)) {
    if (act.status !== 'counted') continue
    state = machines[file.kind].acts[act.act]?.to ?? state
    if (act.state !== state) putAct(db, { ...act, state })
  }
}

/** What stands here under the same id and says something else was never sent: it stays, as a draft of its own. */
const setAside = ({ db, stamp }: Applying, known: StoredAct, said: Statement): void => {
  if (known.status === 'counted' || canonicalJson(known.statement) === canonicalJson(said)) return
  const id = stamp.newId()
  dropOutgoing(db, known.id)
  dropEvidence(db, known.id)
  putAct(db, { ...known, id, statement: { ...known.statement, id }, status: 'draft', records: [], place: null, state: null, received: '', problem: null })
}

/**
 * A case as the platform has it: what is new of its acts counts here from the same moment on. What counted stays as it
 * counted; only after the platform was put back may less or other be told. Nothing is taken that its party could not
 * have said, or that the machine does not let follow: a string says why.
 */
export const takeCaseLine = (applying: Applying, line: CaseLine): 'same' | 'taken' | { why: string } => {
  const { db, stamp } = applying
  const wrong = wrongIn(line)
  if (wrong !== null) return { why: wrong }
  const before = fileById(db, line.id)
  // Of a sealed case nothing more is held (practice L2).
  if (before !== undefined && before.sealedOn !== null) return { why: 'caseSealed' }
  if (before !== undefined && (before.way !== 'platform' || canonicalJson(before.head) !== canonicalJson(line.head))) return { why: 'caseHead' }
  if (before !== undefined && before.party !== ourParty(line, applying.agencyId)) return { why: 'caseParty' }
  const stored = before === undefined ? [] : actsOf(db, before.rid)
  const there = before === undefined ? [] : onPlatform(before, stored)
  const stale = before?.version === 0 && there.length > 0
  if (before !== undefined && !stale && line.version <= before.version) return 'same'
  const parted = there.findIndex(({ id }, at) => line.acts[at]?.id !== id)
  if (parted >= 0 && !stale) return { why: 'caseActs' }
  const kept = parted < 0 ? there.length : parted
  const lost = there.slice(kept)

  const machine = machines[line.head.kind]
  const gone = new Set(lost.map(({ id }) => id))
  const standing = foldStored(
    { kind: line.head.kind },
    stored.filter(({ id }) => !gone.has(id)),
  )
  const state = lost.length === 0 ? standing.state : (there[kept - 1]?.state ?? unopened)
  const fresh = line.acts.slice(kept)
  const folded = fold(machine, line.head, fresh, { ...standing, state })
  const [refused] = folded.refused
  if (refused !== undefined) return { why: `caseAct ${refused.why.code}` }
  if (fresh.some(({ id }) => (actById(db, id)?.rid ?? before?.rid) !== before?.rid)) return { why: 'caseActs' }

  const file = before ?? openFor(applying, line)
  if (file === undefined) return { why: 'caseActs' }
  for (const act of lost) lose(db, file, act)
  if (lost.length > 0) restate(db, file)
  let place = Math.max(0, ...stored.map((act) => (act.status === 'counted' && !gone.has(act.id) ? (act.place ?? 0) : 0)))
  for (const [at, act] of fresh.entries()) {
    const known = actById(db, act.id)
    const statement = statementOf(act)
    if (known !== undefined) setAside(applying, known, statement)
    const drafted = { records: known?.records ?? [], draftedBy: known?.draftedBy ?? act.officer, draftedAt: known?.draftedAt ?? act.madeAt }
    const { party, agency, source, when: received, ruling } = act
    const led = folded.acts[standing.acts.length + at]?.state ?? folded.state
    const counted = { rid: file.rid, id: act.id, act: act.act, party, status: 'counted' as const, place: ++place, state: led, statement }
    putAct(db, { ...counted, agency, source, received, ruling, evidence: '', problem: null, ...drafted })
    for (const { sha256, name } of act.papers) putPaper(db, file.rid, { sha256, name: heldName(name) }, stamp.at, '')
  }
  setVersion(db, file.rid, line.version)
  if (fresh.length + lost.length > 0) followCase(db, stamp, file)
  return fresh.length + lost.length > 0 ? 'taken' : 'same'
}

/** Cases the platform was put back to before: all of what counted there is lost. After everything it has was told. */
export const loseCases = ({ db, stamp }: Applying): string[] =>
  staleFiles(db).flatMap((file) => {
    const there = onPlatform(file, actsOf(db, file.rid))
    if (there.length === 0) return []
    for (const act of there) lose(db, file, act)
    restate(db, file)
    followCase(db, stamp, file)
    return [file.id]
  })

/** A line that was passed over because its case was sealed is asked for again. */
export const askForCase = (db: WriteDb, id: string): void => {
  db.run(sql`UPDATE sync_passed SET again = 1 WHERE entity = 'case' AND id = ${id}`)
}
