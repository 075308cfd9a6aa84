import type { CaseHead, Party } from '../../../shared/cases/act.ts'

/** The agency that speaks for a party; '' of the department, whose name no case says. */
export const agencyOf = (head: CaseHead, party: Party): string => (party === 'applicant' ? head.applicant : party === 'respondent' ? head.respondent : '')
