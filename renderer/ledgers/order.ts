import type { CaseKind } from '../../shared/cases/act.ts'
import type { LedgerKind } from '../../shared/ledgers/ledger.ts'

/** How registers stand in the list one is chosen from. */
export const ledgerGroups = {
  sharing: ['requests', 'refusals', 'deliveries', 'use', 'disposals', 'permissions', 'agreements'],
  duties: ['agreedNeeds', 'needs', 'direct', 'frontEnd'],
  handling: ['disputes', 'corrections', 'complaints', 'incidents'],
  supervision: ['reviewsWaiting', 'reviews', 'events'],
} as const satisfies Record<string, readonly LedgerKind[]>

/** Which register one comes to from a list of cases. */
export const ledgerOfCase: Readonly<Record<CaseKind, LedgerKind>> = {
  request: 'requests',
  dispute: 'disputes',
  correction: 'corrections',
  agreement: 'agreements',
  complaint: 'complaints',
  need: 'needs',
  incident: 'incidents',
}
