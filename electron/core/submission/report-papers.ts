import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { savePaper } from '../attachments/take.ts'
import type { AsideContext, Context } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { fetchWanted } from '../sync/fetch-paper.ts'
import { turn } from '../sync/turn.ts'
import { openTold } from './opening-told.ts'
import { askedPapers, type ReportPaper, reportPaper } from './reports.ts'

const known = (db: ReadDb, { id, sha256 }: { id: string; sha256: string }): ReportPaper => {
  const paper = reportPaper(db, id, sha256)
  if (paper === undefined) throw new Refusal('submission.paperUnknown')
  return paper
}

const wanted = ({ id, sha256, name }: ReportPaper) => ({ ...{ sha256, name, noun: 'submission' as const, id, form: true, link: () => undefined } })

/** A paper of a submission that is not here: a colleague's, or another agency's for the department. */
export const fetchReportPaper = (input: Parsed<'submission.fetchPaper'>, context: AsideContext): Promise<Output<'submission.fetchPaper'>> =>
  fetchWanted(context, wanted(known(context.db, input)))

export const saveReportPaper = async (input: Parsed<'submission.savePaper'>, context: Context): Promise<Output<'submission.savePaper'>> => {
  const { id, file, purpose } = input
  const { sha256, name } = known(context.db, input)
  return await savePaper(context, { sha256, name, file, purpose }, { entity: 'submission', entityId: id })
}

/**
 * Fetches behind a run what is asked for, and what a document that came asks for in its turn: its files of rows, its form. What can
 * not be had is asked for again with the next.
 */
export const fetchAsked = async (context: AsideContext): Promise<number> => {
  let fetched = 0
  const tried = new Set<string>()
  for (;;) {
    const paper = askedPapers(context.db).find(({ sha256 }) => !tried.has(sha256))
    if (paper === undefined) break
    tried.add(paper.sha256)
    try {
      await fetchWanted(context, wanted(paper))
      await turn(
        context,
        ({ db, ports, user }, breathe) => openTold(db, { at: ports.now().toISOString(), author: user.name, newId: () => ports.newId() }, paper, breathe),
        () => ({ note: 'document opened', digest: paper.sha256 }),
      )
      fetched++
    } catch (error) {
      if (!(error instanceof Refusal) || !['attachment.notThere', 'attachment.damaged', 'attachment.notAPaper', 'secrecy.marked'].includes(error.failure.code))
        throw error
    }
  }
  return fetched
}
