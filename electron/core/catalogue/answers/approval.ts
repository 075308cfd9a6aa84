import { diffContent, fieldChanges } from '../../../../shared/changes.ts'
import type { ApprovalLine } from '../../../../shared/contract/life.ts'
import { assessments } from '../../../../shared/entry-life.ts'
import { changeLabel, valueText } from '../../../../shared/field-words.ts'
import { sha256Hex } from '../../crypto/hash.ts'
import type { ReadDb } from '../../db/open.ts'
import type { StoredEntry } from '../queries.ts'
import { packContent } from '../stored.ts'
import { publishedContent } from './published.ts'
import { answersOf } from './queries.ts'

const digestOf = (entry: StoredEntry): string => sha256Hex(packContent(entry.content))

/** Over these entries' texts, in whatever order; a step that changes no text leaves it as it is. */
export const approvalHash = (entries: readonly StoredEntry[]): string =>
  sha256Hex(
    entries
      .map((entry) => `${entry.id} ${digestOf(entry)}`)
      .sort()
      .join('\n'),
  )

/** The whole of it, or the beginning a person can type off the paper. */
export const matchesHash = (typed: string, hash: string): boolean => typed.length >= 16 && hash.startsWith(typed)

const onPaper = { language: 'zh', yes: '是', no: '否' } as const

export const approvalLine = (db: ReadDb, entry: StoredEntry, errors: number): ApprovalLine => {
  const published = publishedContent(db, entry)
  const answers = answersOf(db, entry.rid)
  const checked = answers.find(({ kind }) => kind === 'checked')
  const changes = published === null ? [] : fieldChanges(diffContent(published, entry.content))
  return {
    id: entry.id,
    code: entry.content.codes[0]?.code ?? '',
    title: entry.content.title,
    provider: entry.content.provider,
    shareType: entry.content.shareType,
    items: entry.content.items.length,
    abstract: entry.content.abstract,
    version: entry.version,
    change: published === null ? '新增' : '修改',
    changes: changes.map(({ field, itemName, from, to }) => ({
      item: itemName ?? '',
      label: changeLabel(field, 'zh'),
      from: field === 'items.order' ? '' : valueText(field, from, onPaper),
      to: field === 'items.order' ? '次序调整' : valueText(field, to, onPaper),
    })),
    errors,
    checkReason: checked !== undefined && !checked.outdated ? checked.reason : '',
    assessments: Object.entries(assessments).flatMap(([wanted, name]) => {
      const found = answers.find((answer) => answer.kind === wanted)
      if (found === undefined || found.outdated || !('conclusion' in found)) return []
      return [{ name, conclusion: found.conclusion, reason: found.reason, on: found.reviewedOn, handledBy: found.handledBy }]
    }),
    sha256: digestOf(entry),
  }
}
