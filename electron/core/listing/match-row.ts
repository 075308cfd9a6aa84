import type { EntryContent } from '../../../shared/catalogue.ts'
import type { undecidedReasons } from '../../../shared/contract/listing.ts'
import type { ListingTemplate } from '../../../shared/listing/template.ts'
import { entryById } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { shadowOf } from '../sync/shadow.ts'
import { isClaimed } from '../transfer/claims.ts'
import { plainCode } from '../transfer/grouping.ts'
import type { Candidate, Claims } from '../transfer/protocol.ts'
import { bearingCode, identitiesOf, namedAlike, nameIdentity, remembered } from './identity.ts'

export type RowMatch = { kind: 'entry'; id: string } | { kind: 'new' } | { kind: 'undecided'; why: (typeof undecidedReasons)[number]; candidates: string[] }

/** What a row bears of identity. */
export type RowIdentity = { entryId: string | null; code: string; platformId: string; title: string; provider: string; name: string }

export const identityIn = (candidate: Candidate, agency: string): RowIdentity => {
  const title = candidate.patch.title ?? ''
  const provider = candidate.patch.provider ?? candidate.derived.provider ?? agency
  return {
    entryId: candidate.id,
    code: plainCode(candidate.patch.codes?.find(({ code }) => code !== '')?.code ?? ''),
    platformId: candidate.said.platformId ?? '',
    title,
    provider,
    name: nameIdentity(title, provider),
  }
}

const codesIn = (content: EntryContent | undefined): string[] => (content?.codes ?? []).flatMap(({ code }) => (code === '' ? [] : [code]))

/**
 * Which entry a row means: by the id in a sheet of ours, by code, by the platform's number, by what a row of it bore before.
 * Several that fit, two marks that speak of two entries, and a name no listing has spoken of are left to a person.
 */
export const matchRow = (db: ReadDb, row: RowIdentity, { keys, mapping }: ListingTemplate, claims: Claims, agencyId: string): RowMatch => {
  const use = (key: (typeof keys)[number]) => keys.includes(key)
  if (use('entryId') && row.entryId !== null && entryById(db, row.entryId) !== undefined) return { kind: 'entry', id: row.entryId }
  const coded = use('code') ? [...new Set([...bearingCode(db, row.code, agencyId), ...remembered(db, 'code', row.code, agencyId)])] : []
  const numbered = use('platformId') ? remembered(db, 'platformId', row.platformId, agencyId) : []
  const named = use('name') ? remembered(db, 'name', row.name, agencyId) : []
  const narrowed = (found: readonly string[], ...by: readonly (readonly string[])[]): string[] => {
    for (const others of by) {
      const both = found.filter((id) => others.includes(id))
      if (both.length === 1) return both
    }
    return [...found]
  }
  const one = (found: readonly string[]): RowMatch => {
    const [id] = found
    if (found.length !== 1 || id === undefined) return { kind: 'undecided', why: 'several', candidates: [...found] }
    const numbers = use('platformId') && row.platformId !== '' ? identitiesOf(db, 'platformId', id) : []
    const other = numbered.filter((each) => each !== id)
    if ((numbers.length > 0 && !numbers.includes(row.platformId)) || other.length > 0)
      return { kind: 'undecided', why: 'contradiction', candidates: [id, ...other] }
    return { kind: 'entry', id }
  }
  if (coded.length > 0) return one(narrowed(coded, numbered, named))
  if (numbered.length > 0) return one(narrowed(numbered, named))
  if (!use('name')) return { kind: 'new' }
  const hasCodes = mapping.columns.some(({ field }) => field === 'codes.code')
  /** One that is known under another code or number is another resource of the same name. */
  const free = (id: string): boolean => {
    if (row.platformId !== '' && identitiesOf(db, 'platformId', id).length > 0) return false
    const there = codesIn(shadowOf(db, id)?.content)
    const here = codesIn(entryById(db, id)?.content)
    if ([...there, ...here].some((code) => code !== row.code && isClaimed(claims.codes, code))) return false
    return row.code === '' || there.length === 0
  }
  const known = named.filter(free)
  if (known.length > 1) return { kind: 'undecided', why: 'several', candidates: known }
  if (known[0] !== undefined) {
    // The platform gave it a code, and this row has none.
    const withCode = hasCodes && row.code === '' && codesIn(shadowOf(db, known[0])?.content).length > 0
    return withCode ? { kind: 'undecided', why: 'byName', candidates: known } : { kind: 'entry', id: known[0] }
  }
  const alike = namedAlike(db, row.title, row.provider, agencyId).filter(free)
  return alike.length > 0 ? { kind: 'undecided', why: 'byName', candidates: alike } : { kind: 'new' }
}
