import { attachmentBytes } from '../../../shared/attachments.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import type { About } from '../../../shared/ferry/manifest.ts'
import { type CarriedAct, type PeerCase, peerCaseSchema } from '../../../shared/ferry/peer.ts'
import { isMarkedName } from '../attachments/marked-name.ts'
import { heldOf } from '../attachments/queries.ts'
import { type CaseFile, fileById, papersOf, type StoredAct } from '../case/queries.ts'
import { theirIdOf } from '../case/received.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { formOf, outlineOf, recordWritten, saidIn } from './out-record.ts'
import { ownParty } from './own.ts'
import { lastTaken } from './packages.ts'
import { type Leaving, linesOfPaper } from './papers.ts'
import { byCard, isBetween, otherAgency } from './peer-parties.ts'
import { actsToShow, isDraft, issuedPapers } from './peer-views.ts'
import { partBytesOn, writePackage } from './writing.ts'

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

/** As it is carried: without where its letter is kept, and without who was asked about it here. */
const carriedOf = ({ status, statement, agency, source, received, ruling }: StoredAct): CarriedAct => {
  const counted = status === 'counted'
  return {
    status: counted ? 'counted' : status === 'issued' ? 'issued' : 'draft',
    statement,
    agency,
    source: counted ? source : '本机草稿',
    when: counted ? received : null,
    ruling: counted ? ruling : '',
  }
}

type Chosen = Parsed<'ferry.exportCases'>['cases'][number]

/** A file that lies between the two, not sealed (practice L2). Throws what is in the way. */
const leavingFile = (db: ReadDb, id: string, us: string, them: string): CaseFile => {
  const file = fileById(db, id)
  if (file === undefined) throw new Refusal('case.notFound')
  if (file.sealedOn !== null) throw new Refusal('case.sealed', { number: file.number, day: file.sealedOn })
  if (file.party === 'department' || !isBetween(file.head, us, them)) throw new Refusal('ferry.caseNotBetween', { number: file.number, agency: them })
  return file
}

const caseOf = (db: ReadDb, file: CaseFile, { drafts, papers: chosen }: Chosen, note: string): { line: PeerCase; papers: Leaving[] } => {
  const all = actsToShow(db, file)
  const shown = all.filter((act) => !isDraft(act) || drafts.includes(act.id))
  if (drafts.some((id) => !all.some((act) => act.id === id && isDraft(act) && act.party === file.party))) throw new Refusal('case.actNotFound')
  const known = papersOf(db, file.rid)
  const wanted = chosen ?? issuedPapers(shown)
  const papers = [...new Set(wanted)].map((sha256) => {
    const named = known.find((one) => one.sha256 === sha256)
    if (named === undefined) throw new Refusal('case.paperUnknown')
    const held = heldOf(db, sha256)
    if (held === undefined || isMarkedName(named.name)) throw new Refusal('attachment.notHere', { name: named.name })
    return { ...held, name: named.name }
  })
  const line: PeerCase = {
    kind: 'peerCase',
    head: file.head,
    number: file.number,
    byPlatform: file.way === 'platform',
    yours: theirIdOf(db, file.rid),
    note,
    acts: shown.map(carriedOf),
    papers: papers.map(({ sha256, name }) => ({ sha256, name })),
  }
  // A mark that slipped through stays here (practice L1).
  refuseMarks(line)
  return { line: peerCaseSchema.parse(line), papers }
}

/** Cases first, then the papers they name, each once. */
async function* peerLines(context: AsideContext, cases: readonly PeerCase[], papers: readonly Leaving[], mediaBytes: number | null): AsyncGenerator<string> {
  const stopped = async () => {
    if (context.signal.aborted) throw new Refusal('call.cancelled')
    await nextTurn()
  }
  for (const [at, line] of cases.entries()) {
    yield JSON.stringify(line)
    context.progress('write', at + 1, cases.length)
    await stopped()
  }
  for (const [at, paper] of papers.entries()) {
    for (const line of linesOfPaper(context.db, paper, partBytesOn(mediaBytes))) {
      yield line
      await stopped()
    }
    context.progress('evidence', at + 1, papers.length)
  }
}

/** Writes what one agency shows another (practice L3): drafts, copies, evidence. Nothing of any file changes by it. */
export const exportCases = async (input: Parsed<'ferry.exportCases'>, context: AsideContext): Promise<Output<'ferry.exportCases'>> => {
  saidIn(context, input)
  refuseMarks(input.note)
  const { db } = context
  const card = ownParty(db)
  const own = { ...card, party: byCard(card.known) }
  const to = otherAgency(db, input.to)
  const ids = new Set(input.cases.map(({ id }) => id))
  if (ids.size < input.cases.length) throw new Refusal('case.notFound')
  const made = input.cases.map((chosen) => caseOf(db, leavingFile(db, chosen.id, own.party.agency.name, to.party.agency.name), chosen, input.note))
  const papers = [...new Map(made.flatMap((one) => one.papers).map((paper) => [paper.sha256, paper])).values()]
  const bytes = papers.reduce((sum, paper) => sum + paper.bytes, 0)
  if (bytes > ferryLimits.paperBytes || papers.some((paper) => paper.bytes > attachmentBytes))
    throw new Refusal('ferry.tooLarge', { name: input.medium.number })
  const lines = made.map(({ line }) => line)
  const about: About<'peer'> = { seen: lastTaken(db, to.party.id, 'peer') }
  const outline = outlineOf(context, input, { kind: 'peer', about, epoch: 0 }, to)
  const count = (status: CarriedAct['status']) => lines.reduce((sum, { acts }) => sum + acts.filter((act) => act.status === status).length, 0)
  const all = { cases: lines.length, issued: count('issued'), copies: count('counted'), drafts: count('draft'), papers: papers.length }
  const counts = Object.fromEntries(Object.entries(all).filter(([, n]) => n > 0))
  const written = await writePackage(context.ports.files, input.file, own, outline, peerLines(context, lines, papers, outline.mediaBytes), () => counts)
  try {
    const form = formOf(written, own, { purpose: input.purpose, officer: context.user.name, review: input.review })
    await recordWritten(context, written, form, async () => undefined)
    return { packageId: outline.packageId, kind: 'peer', counts: written.manifest.counts, form }
  } catch (error) {
    await written.discard()
    throw error
  }
}
