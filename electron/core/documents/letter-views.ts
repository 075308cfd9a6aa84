import type { CaseKind } from '../../../shared/cases/act.ts'
import { letterOf } from '../../../shared/cases/letters.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import { actRules } from '../case/clocks.ts'
import { actsOf, type CaseFile, fileById, foldStored, knownAct, type StoredAct, workableFile } from '../case/queries.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'

const counted = (db: ReadDb, file: CaseFile) => foldStored(file, actsOf(db, file.rid)).acts.map(({ act }) => act)

/** The letter of an act as it stands: its template and what it says. */
export const letterFor = (db: ReadDb, now: string, file: CaseFile, { statement }: StoredAct): ReturnType<typeof letterOf> => {
  const { refers } = file.head
  const request = refers === null ? undefined : fileById(db, refers)
  const basis = actRules(readLaw(db, now), file.head, statement.act).map((row) => {
    const { title, wording } = cite(row)
    return { title: title.zh, wording: wording.find(({ lang, kind }) => lang === 'zh' && kind === 'official')?.text ?? '' }
  })
  return letterOf({
    head: file.head,
    number: file.number,
    acts: counted(db, file),
    request: request === undefined || request.sealedOn !== null ? null : { number: request.number, acts: counted(db, request) },
    statement,
    profile: readProfile(db),
    basis,
    papers: statement.papers.map(({ name }) => name),
  })
}

/** An act of a file that may be worked on. */
export const actIn = (db: ReadDb, { kind, id, actId }: { kind: CaseKind; id: string; actId: string }): { file: CaseFile; act: StoredAct } => {
  const file = workableFile(db, kind, id)
  return { file, act: knownAct(db, file, actId) }
}

export const letterViewHandlers: ReaderHandlers<'document.letter'> = {
  'document.letter': (asked, { db, now }) => {
    const { file, act } = actIn(db, asked)
    return { letter: letterFor(db, now().toISOString(), file, act) }
  },
}
