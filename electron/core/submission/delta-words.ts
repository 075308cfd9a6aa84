import type { Language } from '../../../shared/errors.ts'
import { changeLines } from '../../../shared/report-words.ts'
import type { Delta, SourceRow } from '../../../shared/submissions/document.ts'
import { entryById } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { changesBetween, cutLines, versionOf } from './freeze-job.ts'
import { rowsOfSource, versionsOfSubmission } from './store.ts'

const versionsIn = (rows: readonly SourceRow[]): Map<string, number> => new Map(rows.map((row) => [row.id, versionOf(row)]))

/**
 * The delta as somebody reads it. What is frozen and signed is Chinese; in English the same changes are said anew from the versions both
 * snapshots name, and only where these still say what was frozen: a document of another device stands over no history of ours.
 */
export const deltaIn = (db: ReadDb, delta: Delta, rows: readonly SourceRow[], language: Language): Delta => {
  const { id, version } = delta.against
  const against = versionsOfSubmission(db, id).find((each) => each.version === version)
  if (language === 'zh' || against === undefined) return delta
  const [was, is] = [versionsIn(rowsOfSource(db, against.rid, 'entry')), versionsIn(rows)]
  const changed = delta.changed.map((one) => {
    const [entry, from, to] = [entryById(db, one.id), was.get(one.id), is.get(one.id)]
    if (entry === undefined || from === undefined || to === undefined || to > entry.version) return one
    const changes = changesBetween(db, entry, from, to)
    const same = JSON.stringify(cutLines(changeLines(changes, 'zh'), 'zh')) === JSON.stringify(one.changes)
    return same ? { ...one, changes: cutLines(changeLines(changes, language), language) } : one
  })
  return { ...delta, changed }
}
