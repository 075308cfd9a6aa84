import type { CaseKind } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { detailOf, say } from '../case/detail.ts'
import { actsOf, type CaseFile, type StoredAct, workableFile } from '../case/queries.ts'
import { agencyOf } from '../case/whose.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { writeRecorded } from '../transfer/export.ts'
import { isTaken, type Mark, nextArchiveNumber, setArchived } from './queries.ts'
import { missingPapers, writeArchive } from './write.ts'

/** A closed case of which nothing is on its way. Throws `archive.notClosed`, `.pending`. */
const closedFile = (db: ReadDb, kind: CaseKind, id: string): { file: CaseFile; acts: StoredAct[] } => {
  const file = workableFile(db, kind, id)
  const { number, state } = file
  if (!file.closed) throw new Refusal('archive.notClosed', { number, state: machines[kind].states[state]?.words.zh ?? state })
  const acts = actsOf(db, file.rid)
  if (acts.some(({ status }) => status !== 'counted')) throw new Refusal('archive.pending', { number })
  return { file, acts }
}

/** Throws `archive.numberFixed`, `.numberTaken`. */
const markFor = (db: ReadDb, file: CaseFile, wanted: string, today: string, by: string): Mark => {
  const { archiveNumber, archivedOn, archivedBy } = file
  if (archiveNumber !== null && archivedOn !== null) {
    if (wanted !== '' && wanted !== archiveNumber) throw new Refusal('archive.numberFixed', { number: archiveNumber })
    return { number: archiveNumber, on: archivedOn, by: archivedBy ?? '' }
  }
  const number = wanted === '' ? nextArchiveNumber(db, today.slice(0, 4)) : wanted
  if (isTaken(db, number, file.rid)) throw new Refusal('archive.numberTaken', { number })
  return { number, on: today, by }
}

export const archive = async (kind: CaseKind, input: Parsed<'request.archive'>, context: AsideContext): Promise<Output<'request.archive'>> => {
  const { secrecy, id, file: handle, number, incomplete, purpose } = input
  askSecrecy(secrecy)
  refuseMarks([number, purpose])
  const { db, user, vault } = context
  const { file, acts } = closedFile(db, kind, id)
  const missing = missingPapers(db, file)
  if (missing.length > 0 && !incomplete) throw new Refusal('archive.papersMissing', { names: missing.join('、') })
  const mark = markFor(db, file, number, dayInChina(context.ports.now().toISOString()), vault.session().user.fullName || user.name)
  const agency = agencyOf(file.head, file.party) || readProfile(db).agency
  const made = await writeRecorded(
    {
      what: mark.number,
      handle,
      purpose,
      write: (path) => writeArchive(path, file, acts, agency, mark, context),
      note: ({ acts: n, papers }) => `${n} acts, ${papers} papers, ${missing.length} missing`,
      also: {
        detail: detailOf(kind, id),
        work: (writing, { sha256 }) => {
          // Between two turns others may have written.
          const now = closedFile(writing, kind, id)
          if (now.acts.length !== acts.length) throw new Refusal('archive.pending', { number: file.number })
          if (isTaken(writing, mark.number, file.rid)) throw new Refusal('archive.numberTaken', { number: mark.number })
          setArchived(writing, file.rid, mark, sha256)
        },
      },
    },
    context,
  )
  say(context, id)
  return { number: mark.number, on: mark.on, sha256: made.sha256, bytes: made.bytes, acts: made.acts, papers: made.papers, missing }
}
