import { attachmentsPerEntry } from '../../../shared/attachments.ts'
import type { CaseKind } from '../../../shared/cases/act.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { readPaper, savePaper, storePaper } from '../attachments/take.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { AsideContext, Context } from '../context.ts'
import { fetchWanted } from '../sync/fetch-paper.ts'
import { detailOf, say } from './detail.ts'
import { papersOf, putPaper, workableFile } from './queries.ts'
import { receivedOf, receivedPapers } from './received.ts'

export const addPaper = async (
  kind: CaseKind,
  { id, file: handle, secrecy }: Parsed<'request.addPaper'>,
  context: Context,
): Promise<Output<'request.addPaper'>> => {
  askSecrecy(secrecy)
  const { db } = context
  workableFile(db, kind, id)
  const paper = await readPaper(context, handle)
  const [at, by] = [context.ports.now().toISOString(), context.user.name]
  await context.commitLong(
    async (breathe) => {
      const file = workableFile(db, kind, id)
      if (papersOf(db, file.rid).length >= attachmentsPerEntry) throw new Refusal('attachment.tooMany', { title: file.head.title, limit: attachmentsPerEntry })
      await storePaper(db, paper, at, by, breathe)
      putPaper(db, file.rid, paper, at, by)
    },
    () => detailOf(kind, id, { digest: paper.sha256, note: paper.type }),
  )
  say(context, id)
  return { sha256: paper.sha256, name: paper.name, type: paper.type, bytes: paper.data.length }
}

/** A paper the other side's act named, from the platform. */
export const fetchCasePaper = async (
  kind: CaseKind,
  { id, sha256 }: Parsed<'request.fetchPaper'>,
  context: AsideContext,
): Promise<Output<'request.fetchPaper'>> => {
  const file = workableFile(context.db, kind, id)
  const paper = papersOf(context.db, file.rid).find((one) => one.sha256 === sha256)
  if (paper === undefined) throw new Refusal('case.paperUnknown')
  return fetchWanted(context, { sha256, name: paper.name, noun: 'case', id, link: () => undefined })
}

export const openPaper = async (kind: CaseKind, input: Parsed<'request.openPaper'>, context: Context): Promise<Output<'request.openPaper'>> => {
  const { id, sha256, file: handle, purpose } = input
  const file = workableFile(context.db, kind, id)
  // What came by package may be looked at before it is taken into the file.
  const came = receivedOf(context.db, file.rid).flatMap(({ seq }) => receivedPapers(context.db, seq))
  const paper = [...papersOf(context.db, file.rid), ...came].find((one) => one.sha256 === sha256)
  if (paper === undefined) throw new Refusal('case.paperUnknown')
  return await savePaper(context, { sha256, name: paper.name, file: handle, purpose }, detailOf(kind, id))
}
