import type { CaseHead, Party } from '../../../shared/cases/act.ts'
import { textKey } from '../../../shared/text-key.ts'

/** The agency that speaks for a party; '' of the department, whose name no case says. */
export const agencyOf = (head: CaseHead, party: Party): string => (party === 'applicant' ? head.applicant : party === 'respondent' ? head.respondent : '')

/** Which party an agency is in a case; null: neither. */
export const partyOf = (head: CaseHead, agency: string): Party | null => {
  const key = textKey(agency)
  if (key === '') return null
  return key === textKey(head.applicant) ? 'applicant' : key === textKey(head.respondent) ? 'respondent' : null
}
