import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { storePaper } from '../attachments/take.ts'
import { detailOf, say } from '../case/detail.ts'
import { mayDo } from '../case/drafting.ts'
import { putAct, putPaper } from '../case/queries.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import { actIn, letterFor } from './letter-views.ts'
import { paperOf } from './paper-of.ts'
import { renderDocument } from './render-document.ts'

/** The letter stands with the draft, whose consents name the text they saw: it is made before anybody consents. */
export const attachLetter = async (input: Parsed<'document.attach'>, context: Context): Promise<Output<'document.attach'>> => {
  const { kind, id, actId, lang, format, facts, secrecy } = input
  askSecrecy(secrecy)
  refuseMarks(facts ?? {})
  const { db } = context
  const { file, act } = actIn(db, input)
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
      const fresh = actIn(db, input)
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
