import type { CaseKind } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { fieldChanges } from '../../../shared/changes.ts'
import type { RowStep } from '../../../shared/contract/statistics.ts'
import { dayOf } from '../../../shared/ledgers/ledger.ts'
import type { Words } from '../../../shared/regulations/pack.ts'
import { changeLines } from '../../../shared/report-words.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { actsOf, fileById } from '../case/queries.ts'
import { answersOf } from '../catalogue/answers/queries.ts'
import { entryById, versionsOf, type Why } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'

const whyWords: Readonly<Record<Why, Words>> = {
  create: { zh: '新建', en: 'made' },
  edit: { zh: '修改', en: 'changed' },
  import: { zh: '导入', en: 'imported' },
  restore: { zh: '恢复旧版本', en: 'restored' },
  delete: { zh: '删除', en: 'deleted' },
  undelete: { zh: '恢复', en: 'brought back' },
  status: { zh: '状态变化', en: 'step' },
  sync: { zh: '接收', en: 'received' },
}
const answerWords: Readonly<Record<string, Words>> = {
  submitted: { zh: '报送', en: 'submitted' },
  returned: { zh: '退回', en: 'returned' },
  published: { zh: '发布', en: 'published' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
}

const ofEntry = (db: ReadDb, id: string, version: number, asOf: string): RowStep[] => {
  const entry = entryById(db, id)
  if (entry === undefined) return []
  const answers = answersOf(db, entry.rid)
  return versionsOf(db, entry.rid)
    .filter((one) => one.version <= version && one.at <= asOf)
    .map(({ at, author, why, note, changes, version: number }) => {
      const answer = why === 'status' ? answers.find((one) => one.version === number) : undefined
      const what = answerWords[answer?.kind ?? ''] ?? whyWords[why]
      const list = fieldChanges(changes)
      const [zh, en] = [changeLines(list, 'zh'), changeLines(list, 'en')]
      return {
        at,
        who: author,
        what: note === '' ? what : { zh: `${what.zh}：${note}`, en: `${what.en}: ${note}` },
        mark: String(number),
        changes: zh.map((line, index) => ({ zh: line, en: en[index] ?? line })),
      }
    })
}

const ofCase = (db: ReadDb, kind: CaseKind, id: string, until: string): RowStep[] => {
  const file = fileById(db, id)
  if (file === undefined || file.sealedOn !== null) return []
  return actsOf(db, file.rid)
    .filter(({ status, received }) => status === 'counted' && dayOf(received) <= until)
    .reverse()
    .map(({ act, received, agency, statement, source }) => ({
      at: received,
      who: `${agency} ${statement.officer}`.trim(),
      what: machines[kind].acts[act]?.words ?? { zh: act, en: act },
      mark: '',
      changes: [{ zh: `来源：${source}`, en: `by: ${source}` }],
    }))
}

/** What made a row what it was at a moment, the newest first, and who did it. */
export const stepsOf = (db: ReadDb, { ref }: Pick<SourceRow, 'ref'>, asOf: string, until: string): RowStep[] => {
  if (ref.kind === 'entry') return ofEntry(db, ref.id, ref.version, asOf)
  if (ref.kind === 'case') return ofCase(db, ref.caseKind as CaseKind, ref.id, until)
  return []
}
