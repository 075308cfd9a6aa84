import type { Template } from './template.ts'
import { agreement } from './templates/agreement.ts'
import { agreementDisposal, agreementExchange, agreementItems, agreementPersons, agreementPledge } from './templates/agreement-annexes.ts'
import { correctionFeedback, correctionReport } from './templates/corrections.ts'
import { disputeApplication, disputeExplanation } from './templates/dispute-letters.ts'
import { disposalCertificate, handOverForm, needsForm } from './templates/forms.ts'
import { caseLedger, permissionLedger, requestLedger, reviewLedger, useLedger } from './templates/ledgers.ts'
import { requestExtensionConsent, requestExtensionNotice, requestRefusal, requestReply, requestSupplement } from './templates/request-letters.ts'

/** Every paper Mulu knows to write. */
export const templates: readonly Template[] = [
  agreement,
  agreementItems,
  agreementPersons,
  agreementPledge,
  agreementExchange,
  agreementDisposal,
  requestReply,
  requestRefusal,
  requestSupplement,
  requestExtensionConsent,
  requestExtensionNotice,
  disputeApplication,
  disputeExplanation,
  correctionReport,
  correctionFeedback,
  handOverForm,
  needsForm,
  disposalCertificate,
  requestLedger,
  useLedger,
  reviewLedger,
  permissionLedger,
  caseLedger,
]

export const templateById = (id: string): Template | undefined => templates.find((each) => each.id === id)
