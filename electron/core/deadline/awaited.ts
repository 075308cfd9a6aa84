import { caseKinds } from '../../../shared/cases/act.ts'
import { wordsOfNext } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import { sealedWords } from '../../../shared/deadlines.ts'
import { nextActs } from '../case/clocks.ts'
import { type Wanted, wantedOf } from '../case/follow.ts'
import { actsOf, asFile, type CaseFile, fileColumns, foldStored, outlinesOf } from '../case/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { list, sql } from '../db/sql.ts'
import { articleOf, storedFacts } from '../work/law.ts'
import type { ListContext } from '../work/list.ts'

/** Open cases of which something is due by a day, ours or theirs: the stored day is the nearest of all. */
const openUntil = (db: ReadDb, until: string): CaseFile[] =>
  db
    .all<Parameters<typeof asFile>[0]>(sql`
      SELECT ${fileColumns} FROM case_file WHERE closed = 0 AND kind IN ${list(caseKinds)} AND due_on IS NOT NULL AND due_on <= ${until} ORDER BY due_on, rid`)
    .map(asFile)

const empty = { entry: null, trigger: null, mine: false, count: 1 } as const

/** Nothing but the number and the day (practice L2). */
const sealedItem = ({ id, kind, number }: CaseFile, on: string): DeadlineItem => ({
  ...empty,
  ...{ key: `${id} sealed`, kind: 'case', title: '', owner: '', rule: '', article: null, due: null, on, step: sealedWords, sealed: true },
  case: { id, kind, number, title: '', act: '' },
})

const awaitedItem = (file: CaseFile, { act, party, rule, provisional }: Wanted, on: string, { law, near }: ListContext): DeadlineItem => ({
  ...empty,
  ...{ key: `${file.id} ${act}`, kind: 'awaited', title: '', rule, on, sealed: false },
  owner: party === 'department' ? '@department' : (party === 'applicant' ? file.head.applicant : file.head.respondent) || file.other,
  step: wordsOfNext(machines[file.kind], act),
  article: articleOf(law, rule),
  due: storedFacts(law, near, { rule, dueOn: on, provisional }),
  case: { id: file.id, kind: file.kind, number: file.number, title: file.head.title, act },
})

/**
 * What the other side of an open case, or the department, owes by a day within these. What we owe ourselves is a task. Of
 * a sealed case the nearest of its days stands with its number, whoever owes it.
 */
export const awaitedItems = (db: ReadDb, from: string | null, until: string, context: ListContext): DeadlineItem[] => {
  const files = openUntil(db, until)
  const outlines = outlinesOf(
    db,
    files.map(({ rid }) => rid),
  )
  const inside = (on: string | null): on is string => on !== null && on <= until && (from === null || on >= from)
  return files.flatMap((file) => {
    if (file.sealedOn !== null) return inside(file.dueOn) ? [sealedItem(file, file.dueOn)] : []
    const outline = outlines.get(file.rid)
    // Whether anybody else is next is known without counting a single clock.
    if (outline === undefined || nextActs(machines[file.kind], file.head, outline, context.law).every(({ party }) => party === file.party)) return []
    return wantedOf(db, file, foldStored(file, actsOf(db, file.rid)), context.law).flatMap((wanted) =>
      wanted.party !== file.party && inside(wanted.dueOn) ? [awaitedItem(file, wanted, wanted.dueOn, context)] : [],
    )
  })
}
