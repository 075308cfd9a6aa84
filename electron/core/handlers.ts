import { agreementHandlers } from './agreement/handlers.ts'
import { attachmentHandlers } from './attachments/handlers.ts'
import { auditHandlers, auditScriptHandlers } from './audit/handlers.ts'
import { calendarHandlers } from './calendar/handlers.ts'
import { caseHandlers } from './case/handlers.ts'
import { answerHandlers } from './catalogue/answers/handlers.ts'
import { reviewHandlers } from './catalogue/answers/review-handlers.ts'
import { stepHandlers } from './catalogue/answers/step-handlers.ts'
import { backlogHandlers } from './catalogue/backlog/handlers.ts'
import { bulkHandlers } from './catalogue/bulk/handlers.ts'
import { catalogueEditHandlers } from './catalogue/edit-handlers.ts'
import { itemHandlers } from './catalogue/items/handlers.ts'
import { withheldHandlers } from './catalogue/withheld/handlers.ts'
import type { LockedHandlers, VaultHandlers } from './context.ts'
import { deadlineHandlers } from './deadline/handlers.ts'
import { documentHandlers } from './documents/handlers.ts'
import { ferryHandlers, ferryScriptHandlers } from './ferry/handlers.ts'
import { ledgerHandlers } from './ledger/handlers.ts'
import { listingHandlers } from './listing/handlers.ts'
import { profileHandlers } from './profile/handlers.ts'
import { registerHandlers } from './register/handlers.ts'
import { rulesHandlers } from './rules/handlers.ts'
import { signingHandlers, signingScriptHandlers } from './signing/handlers.ts'
import { statisticsHandlers } from './statistics/handlers.ts'
import { submissionHandlers } from './submission/handlers.ts'
import { syncHandlers } from './sync/handlers.ts'
import { transferHandlers } from './transfer/handlers.ts'
import { trustHandlers } from './trust/handlers.ts'
import { updateHandlers } from './updates/handlers.ts'
import { accessHandlers } from './vault/access-handlers.ts'
import { backupHandlers } from './vault/backup-handlers.ts'
import { keychainHandlers } from './vault/keychain-handlers.ts'
import { spillHandlers } from './vault/spill-handlers.ts'
import { userHandlers } from './vault/user-handlers.ts'
import { taskHandlers } from './work/task-handlers.ts'
import { triggerHandlers } from './work/trigger-handlers.ts'

// A missing or misspelt handler does not compile. Those of the reading thread: reader/handlers.ts.
export const lockedHandlers: LockedHandlers = { ...accessHandlers, ...auditScriptHandlers, ...ferryScriptHandlers, ...signingScriptHandlers }
export const vaultHandlers: VaultHandlers = {
  ...userHandlers,
  ...backupHandlers,
  ...keychainHandlers,
  ...spillHandlers,
  ...auditHandlers,
  ...profileHandlers,
  ...registerHandlers,
  ...rulesHandlers,
  ...catalogueEditHandlers,
  ...stepHandlers,
  ...backlogHandlers,
  ...answerHandlers,
  ...attachmentHandlers,
  ...bulkHandlers,
  ...reviewHandlers,
  ...withheldHandlers,
  ...triggerHandlers,
  ...taskHandlers,
  ...deadlineHandlers,
  ...itemHandlers,
  ...transferHandlers,
  ...calendarHandlers,
  ...trustHandlers,
  ...updateHandlers,
  ...syncHandlers,
  ...ferryHandlers,
  ...listingHandlers,
  ...caseHandlers,
  ...agreementHandlers,
  ...ledgerHandlers,
  ...documentHandlers,
  ...signingHandlers,
  ...statisticsHandlers,
  ...submissionHandlers,
}
