import type { EntryContent } from '../../../shared/catalogue.ts'
import { textKey } from '../../../shared/text-key.ts'
import { entriesByCode, entriesByTitle, entryById, type StoredEntry } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { isClaimed } from './claims.ts'
import type { Candidate, Claims } from './protocol.ts'

export type Match = { kind: 'new' } | { kind: 'entry'; entry: StoredEntry } | { kind: 'ambiguous'; count: number; by: 'code' | 'title' } | { kind: 'deleted' }

/**
 * Which entry a row means, as the catalogue stood before the import: by the id our own export wrote, then by code,
 * then by name and provider. An entry that another row of the file names better (by id, by code) is not taken by its name.
 */
export const matchEntry = (view: ReadDb, candidate: Candidate, claims: Claims): Match => {
  if (candidate.id !== null) {
    const entry = entryById(view, candidate.id)
    if (entry !== undefined) return entry.deletedAt === null ? { kind: 'entry', entry } : { kind: 'deleted' }
  }
  const notByOther = (entry: StoredEntry): boolean => !isClaimed(claims.ids, entry.id)
  const title = textKey(candidate.patch.title ?? '')
  const provider = candidate.patch.provider ?? candidate.derived.provider ?? ''
  const code = candidate.patch.codes?.[0]?.code ?? ''
  if (code !== '') {
    const found = entriesByCode(view, code).filter(notByOther)
    if (found.length === 1 && found[0] !== undefined) return { kind: 'entry', entry: found[0] }
    const named = found.filter(({ content }) => title !== '' && textKey(content.title) === title && content.provider === provider)
    if (named.length === 1 && named[0] !== undefined) return { kind: 'entry', entry: named[0] }
    if (found.length > 1) return { kind: 'ambiguous', count: found.length, by: 'code' }
  }
  if (title !== '') {
    const found = entriesByTitle(view, title, provider).filter((entry) => notByOther(entry) && !codeOfOther(entry.content, code, claims))
    if (found.length === 1 && found[0] !== undefined) return { kind: 'entry', entry: found[0] }
    if (found.length > 1) return { kind: 'ambiguous', count: found.length, by: 'title' }
  }
  return { kind: 'new' }
}

const codeOfOther = ({ codes }: EntryContent, mine: string, claims: Claims): boolean =>
  codes.some(({ code }) => code !== '' && code !== mine && isClaimed(claims.codes, code))
