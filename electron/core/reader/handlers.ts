import { agreementViewHandlers } from '../agreement/view-handlers.ts'
import { attachmentViewHandlers } from '../attachments/view-handlers.ts'
import { calendarViewHandlers } from '../calendar/view-handlers.ts'
import { caseViewHandlers } from '../case/view-handlers.ts'
import { answerViewHandlers } from '../catalogue/answers/view-handlers.ts'
import { backlogViewHandlers } from '../catalogue/backlog/view-handlers.ts'
import { bulkViewHandlers } from '../catalogue/bulk/view-handlers.ts'
import { searchHandlers } from '../catalogue/search/search.ts'
import { sharingViewHandlers } from '../catalogue/sharing/view-handlers.ts'
import { similarHandlers } from '../catalogue/similar/handlers.ts'
import { catalogueViewHandlers } from '../catalogue/view-handlers.ts'
import { withheldViewHandlers } from '../catalogue/withheld/view-handlers.ts'
import { clockHandlers } from '../clock/handlers.ts'
import type { ReaderHandlers } from '../context.ts'
import { deadlineViewHandlers } from '../deadline/view-handlers.ts'
import { letterViewHandlers } from '../documents/letter-views.ts'
import { ferryViewHandlers } from '../ferry/peer-views.ts'
import { ledgerViewHandlers } from '../ledger/view-handlers.ts'
import { registerViewHandlers } from '../register/handlers.ts'
import { rulesViewHandlers } from '../rules/view-handlers.ts'
import { statisticsViewHandlers } from '../statistics/view-handlers.ts'
import { reportViewHandlers } from '../submission/report-views.ts'
import { submissionViewHandlers } from '../submission/view-handlers.ts'
import { syncViewHandlers } from '../sync/view-handlers.ts'
import { mappingViewHandlers } from '../transfer/mappings.ts'
import { workViewHandlers } from '../work/view-handlers.ts'

/**
 * The calls of the reading thread, apart from all others: the thread has its own copy of every module it loads. A
 * missing or misspelt handler does not compile.
 */
export const readerHandlers: ReaderHandlers = {
  ...searchHandlers,
  ...similarHandlers,
  ...catalogueViewHandlers,
  ...sharingViewHandlers,
  ...backlogViewHandlers,
  ...answerViewHandlers,
  ...attachmentViewHandlers,
  ...bulkViewHandlers,
  ...withheldViewHandlers,
  ...workViewHandlers,
  ...deadlineViewHandlers,
  ...registerViewHandlers,
  ...mappingViewHandlers,
  ...rulesViewHandlers,
  ...calendarViewHandlers,
  ...clockHandlers,
  ...syncViewHandlers,
  ...ferryViewHandlers,
  ...caseViewHandlers,
  ...agreementViewHandlers,
  ...ledgerViewHandlers,
  ...letterViewHandlers,
  ...statisticsViewHandlers,
  ...submissionViewHandlers,
  ...reportViewHandlers,
}
