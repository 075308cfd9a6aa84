import type { Rule } from '../regulations/pack.ts'
import type { LedgerKind } from './ledger.ts'

/** Under which rules a ledger is kept: those of the acts it is read off that speak of records, reports and their days. */
const actsOf: Partial<Record<LedgerKind, readonly string[]>> = {
  requests: ['request.apply', 'request.grant', 'request.deliver'],
  refusals: ['request.refuse', 'request.copyRefusal'],
  deliveries: ['request.deliver'],
  use: ['request.recordUse'],
  disposals: ['request.dispose', 'request.endService'],
  permissions: ['request.permit'],
  direct: ['request.recordDirect'],
  frontEnd: ['request.checkFrontEnd'],
  needs: ['need.list', 'need.report'],
  agreedNeeds: ['request.reportNeed'],
  disputes: ['dispute.raise', 'dispute.explain', 'dispute.coordinate', 'dispute.decide'],
  corrections: ['correction.report', 'correction.correct', 'correction.reportDepartment'],
  complaints: ['complaint.answer', 'complaint.reply', 'complaint.order'],
  agreements: ['agreement.propose', 'agreement.conclude', 'agreement.terminate'],
  incidents: ['incident.note', 'incident.report'],
}

const reviewed: readonly LedgerKind[] = ['reviews', 'reviewsWaiting']

export const rulesOf = (kind: LedgerKind, rule: Rule): boolean =>
  reviewed.includes(kind) ? rule.duty === 'secrecy.review' : (actsOf[kind] ?? []).some((act) => rule.acts.includes(act))
