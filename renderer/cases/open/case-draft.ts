import type { CaseHead, CaseKind, Party } from '../../../shared/cases/act.ts'
import type { Input } from '../../../shared/contract.ts'
import type { Fields } from '../form/schema.ts'
import { isOwnKind } from '../opens.ts'

/** What the officer fills in before a file is opened. */
export type CaseDraft = {
  as: Party
  other: string
  /** Of a case between two others, where we are the department. */
  applicant: string
  title: string
  from: 'catalogue' | 'outside'
  resource: { id: string | null; code: string; name: string }
  items: string[]
  sensitive: CaseHead['sensitive']
  shareType: string
  way: 'platform' | 'paper'
  refers: string | null
}

/** Kinds whose file is about a resource. */
export const hasResource = (kind: CaseKind): boolean => kind === 'request' || kind === 'correction'

/** Whether enough is said to open the file. */
export const isComplete = (kind: CaseKind, { as, other, applicant, title, resource }: CaseDraft): boolean =>
  title.trim() !== '' &&
  (isOwnKind(kind) || other.trim() !== '') &&
  (as !== 'department' || applicant.trim() !== '') &&
  (!hasResource(kind) || resource.name.trim() !== '')

export const openInput = (kind: CaseKind, draft: CaseDraft): Input<'request.open'> => {
  const { as, other, applicant, title, sensitive, shareType, way, refers } = draft
  const common = { title: title.trim(), secrecy: '不涉密' as const, refers, sensitive, shareType }
  return isOwnKind(kind) ? common : { ...common, as, other: other.trim(), applicant: as === 'department' ? applicant.trim() : '', way }
}

/** What is known already of the act that opens it. */
export const firstFields = (kind: CaseKind, { from, resource, items }: CaseDraft): Fields => {
  if (kind === 'request') return { type: from, resource, items }
  if (kind === 'correction') return { type: 'error', resource, items }
  return {}
}
