import type { CaseKind } from '../../../shared/cases/act.ts'
import { letterOf } from '../../../shared/cases/letters.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import { storePaper } from '../attachments/take.ts'
import { actRules } from '../case/clocks.ts'
import { detailOf, say } from '../case/detail.ts'
import { knownAct, mayDo } from '../case/drafting.ts'
import { actsOf, type CaseFile, fileById, foldStored, putAct, putPaper, type StoredAct, workableFile } from '../case/queries.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context, ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'
import { paperOf } from './paper-of.ts'
import { renderDocument } from './render-document.ts'

const counted = (db: ReadDb, file: CaseFile) => foldStored(file, actsOf(db, file.rid)).acts.map(({ act }) => act)

const letterFor = (db: ReadDb, now: string, file: CaseFile, { statement }: StoredAct): ReturnType<typeof letterOf> => {
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

const known = (db: ReadDb, { kind, id, actId }: { kind: CaseKind; id: string; actId: string }): { file: CaseFile; act: StoredAct } => {
  const file = workableFile(db, kind, id)
  return { file, act: knownAct(db, file, actId) }
}

export const letterViewHandlers: ReaderHandlers<'document.letter'> = {
  'document.letter': (asked, { db, now }) => {
    const { file, act } = known(db, asked)
    return { letter: letterFor(db, now().toISOString(), file, act) }
  },
}

/** The letter stands with the draft, whose consents name the text they saw: it is made before anybody consents. */
export const attachLetter = async (input: Parsed<'document.attach'>, context: Context): Promise<Output<'document.attach'>> => {
  const { kind, id, actId, lang, format, facts, secrecy } = input
  askSecrecy(secrecy)
  refuseMarks(facts ?? {})
  const { db } = context
  const { file, act } = known(db, input)
  mayDo(kind, act.act, context)
  if (act.status !== 'draft') throw new Refusal('case.notDraft')
  const letter = letterFor(db, context.ports.now().toISOString(), file, act)
  if (letter === null) throw new Refusal('document.noLetter')
  const model = paperOf({ template: letter.template, facts: facts ?? letter.facts, lang })
  const { bytes, sha256, pages } = await renderDocument(model, format, context)
  const [at, by] = [context.ports.now().toISOString(), context.user.name]
  const name = `${model.name.replaceAll(/[\\/:*?"<>|]/g, '').slice(0, 100)}.${format}`
  await context.commitLong(
    async (breathe) => {
      const fresh = known(db, input)
      if (fresh.act.status !== 'draft') throw new Refusal('case.notDraft')
      await storePaper(db, { sha256, type: format, data: bytes }, at, by, breathe)
      putPaper(db, fresh.file.rid, { sha256, name }, at, by)
      const { statement } = fresh.act
      const papers = [...statement.papers.filter((paper) => paper.name !== name), { sha256, name }]
      putAct(db, { ...fresh.act, statement: { ...statement, papers }, records: [] })
    },
    () => detailOf(kind, id, { digest: sha256, note: `${actId}, ${letter.template}` }),
  )
  say(context, id)
  return { sha256, name, bytes: bytes.length, pages }
}
