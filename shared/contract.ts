import type { z } from 'zod'
import { agreementCalls } from './contract/agreements.ts'
import { answerCalls } from './contract/answers.ts'
import { attachmentCalls } from './contract/attachments.ts'
import { auditCalls } from './contract/audit.ts'
import { backlogCalls } from './contract/backlog.ts'
import { bulkCalls } from './contract/bulk.ts'
import { calendarCalls } from './contract/calendar.ts'
import { caseCalls } from './contract/cases.ts'
import { catalogueCalls } from './contract/catalogue.ts'
import { clockCalls } from './contract/clock.ts'
import { deadlineCalls } from './contract/deadlines.ts'
import type { Secrets } from './contract/define.ts'
import { documentCalls } from './contract/documents.ts'
import { ferryCalls } from './contract/ferry.ts'
import { ferryPeerCalls } from './contract/ferry-peers.ts'
import { ledgerCalls } from './contract/ledgers.ts'
import { lifeCalls } from './contract/life.ts'
import { listingCalls } from './contract/listing.ts'
import { profileCalls } from './contract/profile.ts'
import { rulesCalls } from './contract/rules.ts'
import { sharingCalls } from './contract/sharing.ts'
import { signingCalls } from './contract/signing.ts'
import { statisticsCalls } from './contract/statistics.ts'
import { submissionReportCalls } from './contract/submission-reports.ts'
import { submissionCalls } from './contract/submissions.ts'
import { syncCalls } from './contract/sync.ts'
import { syncLineCalls } from './contract/sync-line.ts'
import { taskCalls } from './contract/tasks.ts'
import { trustCalls } from './contract/trust.ts'
import { updateCalls } from './contract/updates.ts'
import { vaultCalls } from './contract/vault.ts'
import { withheldCalls } from './contract/withheld.ts'
import type { Failure } from './errors.ts'
import type { FilePicker } from './files.ts'

/** Every call the core answers: name, input, output, who may call it. Screens, hosts and the command line read it. */
export const contract = {
  ...vaultCalls,
  ...profileCalls,
  ...catalogueCalls,
  ...lifeCalls,
  ...answerCalls,
  ...attachmentCalls,
  ...bulkCalls,
  ...withheldCalls,
  ...taskCalls,
  ...deadlineCalls,
  ...auditCalls,
  ...rulesCalls,
  ...sharingCalls,
  ...backlogCalls,
  ...trustCalls,
  ...updateCalls,
  ...calendarCalls,
  ...clockCalls,
  ...syncCalls,
  ...syncLineCalls,
  ...ferryCalls,
  ...ferryPeerCalls,
  ...listingCalls,
  ...caseCalls,
  ...agreementCalls,
  ...ledgerCalls,
  ...documentCalls,
  ...signingCalls,
  ...statisticsCalls,
  ...submissionCalls,
  ...submissionReportCalls,
}

export type Contract = typeof contract
export type CallName = keyof Contract
/** What a caller sends: defaults may be left out. */
export type Input<N extends CallName> = z.input<Contract[N]['input']>
/** What a handler gets: parsed, defaults filled. */
export type Parsed<N extends CallName> = z.output<Contract[N]['input']>
export type Output<N extends CallName> = z.output<Contract[N]['output']>

export type Reply<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** Things the core says without being asked. */
export type Events = {
  /** `done` of `total` steps of a long call; total 0 = unknown. `phase` is a key of the interface's texts. */
  progress: { callId: string; call: CallName; phase: string; done: number; total: number }
  /** The vault was locked: by hand, by idleness, by suspend, or because it was found damaged. */
  locked: { why: 'user' | 'idle' | 'suspend' | 'closed' | 'damaged' }
  unlocked: { user: string }
  /** Entries changed; lists read again. `ids` is empty when many did. */
  changed: { noun: 'catalogue' | 'profile' | 'register' | 'rules' | 'calendar' | 'task' | 'vault' | 'sync' | 'case' | 'submission'; ids: string[] }
  /** The check in the background, because the day or the law is another: `done` of `total` entries were looked at. */
  checked: { done: number; total: number }
}
export type EventName = keyof Events

/** The part of AbortSignal a call looks at. */
export type CancelSignal = { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void }

/** How every host lets a caller speak to the core. */
export type Api = {
  call<N extends CallName>(name: N, input: Input<N>, options?: { secrets?: Secrets; callId?: string; signal?: CancelSignal }): Promise<Reply<Output<N>>>
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void
}

/** What the screens are given by their host: the calls, the events, and its way of choosing files. */
export type ScreenApi = Api & { files: FilePicker }
