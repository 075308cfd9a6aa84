import { canonicalJson } from '../../../shared/canonical.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { rowsDigest } from './freeze-job.ts'
import { type BesideLimits, besideOf } from './rows-beside.ts'

/** A document whose long lists stand in files beside it, and those files: written here by hand, line by line. */
export const withFilesBeside = async (
  document: SubmissionDocument,
  limits: BesideLimits,
): Promise<{ document: SubmissionDocument; files: ReadonlyMap<string, Buffer> }> => {
  const beside = await besideOf(document.rows, limits)
  const rowsSha256 = rowsDigest(document.rows)
  const left = new Map(beside.map(({ source }) => [source, [...(document.rows[source] ?? [])]]))
  const files = new Map(
    beside.map(({ name, source, rows }) => {
      const own = left.get(source)?.splice(0, rows) ?? []
      const lines = [canonicalJson({ format: 'mulu-submission-rows/1', source }), ...own.map((row) => canonicalJson(row))]
      return [name, Buffer.from(`${lines.join('\n')}\n`, 'utf8')] as const
    }),
  )
  const inline = Object.fromEntries(Object.entries(document.rows).filter(([source]) => !left.has(source as SourceName)))
  return { document: { ...document, rows: inline, beside, computed: { ...document.computed, rowsSha256 } }, files }
}
