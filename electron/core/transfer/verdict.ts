import type { EntryContent } from '../../../shared/catalogue.ts'
import { type Changes, changedFields, diffContent, fieldChanges } from '../../../shared/changes.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
import { type RejectCode, sayReject } from '../../../shared/import-rejects.ts'
import { contentAt } from '../catalogue/history.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import type { ViewContext } from '../context.ts'
import { ownerOf } from '../sync/owner.ts'
import { matchEntry } from './match.ts'
import { mergeCandidate } from './merge.ts'
import type { Asked, Candidate, Claims, Problem, Stretch } from './protocol.ts'

type Result = Output<'catalogue.import'>

/** What the reply lists; the totals always count everything, and the file of rejects has every row. */
const listedChanges = 1_000
const listedRejects = 5_000

/** What becomes of one entry of the file. */
export type Verdict =
  | { kind: 'created'; content: EntryContent }
  | { kind: 'changed'; entry: StoredEntry; content: EntryContent; changes: Changes }
  | { kind: 'unchanged' }
  | { kind: 'rejected'; problems: readonly Problem[] }

const rejected = (candidate: Candidate, column: string, code: RejectCode, params: Problem['params'] = {}): Verdict => ({
  kind: 'rejected',
  problems: [{ row: candidate.row, column, code, params }],
})

/**
 * Judges entries against the catalogue as it stood before the import. Deciding and writing are apart, so that a dry run
 * gives exactly the figures of the import itself.
 */
export const createJudge = (context: ViewContext, claims: Claims, headerOf: (path: string) => string) => {
  const { view } = context.vault
  const taken = new Map<number, number>()
  const newId = () => context.ports.newId()
  return (candidate: Candidate): Verdict => {
    if (candidate.problems.length > 0) return { kind: 'rejected', problems: candidate.problems }
    const match = matchEntry(view, candidate, claims)
    if (match.kind === 'ambiguous') return rejected(candidate, headerOf(match.by === 'code' ? 'codes.code' : 'title'), 'ambiguous', { count: match.count })
    if (match.kind === 'deleted') return rejected(candidate, headerOf('meta.entryId'), 'deleted')
    if (match.kind === 'new') {
      const { content } = mergeCandidate(candidate, null, null, newId)
      return content.title === '' ? rejected(candidate, headerOf('title'), 'noTitle') : { kind: 'created', content }
    }
    const { entry } = match
    const other = taken.get(entry.rid)
    if (other !== undefined) return rejected(candidate, headerOf('title'), 'duplicate', { other })
    const { version } = candidate
    const stale = candidate.id === entry.id && version !== null && Number.isInteger(version) && version >= 1 && version < entry.version
    const base = stale ? contentAt(view, entry, version) : null
    const { content, conflicts } = mergeCandidate(candidate, entry.content, base, newId)
    if (conflicts.length > 0 && !entry.others) {
      return {
        kind: 'rejected',
        problems: conflicts.map((path) => ({ row: candidate.row, column: headerOf(path), code: 'changedSince', params: { version: version ?? 0 } })),
      }
    }
    if (content.title === '') return rejected(candidate, headerOf('title'), 'noTitle')
    taken.set(entry.rid, candidate.row)
    const changes = diffContent(entry.content, content)
    if (changedFields(changes).length === 0) return { kind: 'unchanged' }
    const owner = ownerOf(view, entry)
    if (owner !== null) return rejected(candidate, headerOf('title'), 'notYours', { owner })
    return { kind: 'changed', entry, content, changes }
  }
}

/** Adds up verdicts. Everything the reply says comes from here. */
export const createTally = (sheetRows: number) => {
  const totals = { created: 0, changed: 0, unchanged: 0, rejected: 0 }
  const rejects: Result['rejects'] = []
  const changes: Result['changes'] = []
  const problems: Problem[] = []
  const stretches: Stretch[] = []
  const fields = new Set<string>()
  return {
    totals,
    problems,
    stretches,
    fields,
    add: (candidate: Candidate, verdict: Verdict): void => {
      totals[verdict.kind]++
      if (verdict.kind === 'changed') {
        for (const field of changedFields(verdict.changes)) fields.add(field)
        if (changes.length < listedChanges)
          changes.push({ row: candidate.row, id: verdict.entry.id, title: verdict.content.title, fields: fieldChanges(verdict.changes) })
      }
      if (verdict.kind !== 'rejected') return
      stretches.push(...candidate.rows)
      for (const { row, column, code, params } of verdict.problems) {
        problems.push({ row, column, code, params })
        if (rejects.length < listedRejects) rejects.push({ row, column, code, message: sayReject(code, params, 'zh'), params })
      }
    },
    result: (applied: boolean, rejectsFile: string | null, asked: Asked[]): Result => ({
      rows: totals.created + totals.changed + totals.unchanged + totals.rejected,
      ...totals,
      applied,
      rejects,
      changes,
      asked,
      sheetRows,
      rejectsFile,
    }),
  }
}
export type Tally = ReturnType<typeof createTally>

/** The columns' headings, as the officer knows them; a field without a column goes by its path. */
export const headings = (mapping: Mapping) => {
  const byPath = new Map(mapping.columns.filter(({ field }) => field !== '').map(({ field, header }) => [field, header.replace(/\s+/g, '')]))
  const byHead = new Map([...byPath].map(([path, header]) => [path.split('.')[0] ?? path, header]))
  return (path: string): string => byPath.get(path) ?? byHead.get(path) ?? path
}
