import { agreementErrors } from './errors/agreements.ts'
import { attachmentErrors } from './errors/attachments.ts'
import { calendarErrors } from './errors/calendar.ts'
import { caseErrors } from './errors/cases.ts'
import { catalogueErrors } from './errors/catalogue.ts'
import { coreErrors } from './errors/core.ts'
import { documentErrors } from './errors/documents.ts'
import { ferryErrors } from './errors/ferry.ts'
import { hostErrors } from './errors/host.ts'
import { ledgerErrors } from './errors/ledgers.ts'
import { listingErrors } from './errors/listing.ts'
import { rulesErrors } from './errors/rules.ts'
import { sheetErrors } from './errors/sheet.ts'
import { signingErrors } from './errors/signing.ts'
import { statisticsErrors } from './errors/statistics.ts'
import { submissionReportErrors } from './errors/submission-reports.ts'
import { syncErrors } from './errors/sync.ts'
import { taskErrors } from './errors/tasks.ts'
import { trustErrors } from './errors/trust.ts'
import { vaultErrors } from './errors/vault.ts'
import { type Role, roleWords } from './roles.ts'

/** Every error a user can meet: what happened and what to do, in both languages; `{name}` is filled from params. */
export const errors = {
  ...coreErrors,
  ...vaultErrors,
  ...catalogueErrors,
  ...taskErrors,
  ...sheetErrors,
  ...hostErrors,
  ...calendarErrors,
  ...sheetErrors,
  ...trustErrors,
  ...hostErrors,
  ...rulesErrors,
  ...syncErrors,
  ...ferryErrors,
  ...attachmentErrors,
  ...agreementErrors,
  ...listingErrors,
  ...caseErrors,
  ...ledgerErrors,
  ...documentErrors,
  ...signingErrors,
  ...statisticsErrors,
  ...submissionReportErrors,
}

export type ErrorCode = keyof typeof errors
export type Params = Readonly<Record<string, string | number>>

/** An error as it crosses the contract. `message` and `action` are zh-CN; the screens translate by `code` and `params`. */
export type Failure = {
  code: ErrorCode
  message: string
  action: string
  params: Params
  /** What the caller needs to go on: both sides of a stale save, the damaged parts … */
  details?: unknown
}

export type Language = 'zh' | 'en'

export const fill = (template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))

/** The two sentences of an error in one language. */
export const say = (code: ErrorCode, params: Params, language: Language): { message: string; action: string } => {
  const { message, action } = errors[code][language]
  return { message: fill(message, params), action: fill(action, params) }
}

const roleParams: ReadonlySet<string> = new Set(['role', 'roles', 'missing'])

/** Lists of roles in the officers' words; the params themselves keep the keys, which the screens translate. */
const inWords = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) =>
      roleParams.has(name) && typeof value === 'string'
        ? [
            name,
            value
              .split(', ')
              .map((key) => roleWords[key as Role] ?? key)
              .join('、'),
          ]
        : [name, value],
    ),
  )

export const failure = (code: ErrorCode, params: Params = {}, details?: unknown): Failure => ({
  code,
  ...say(code, inWords(params), 'zh'),
  params,
  ...(details === undefined ? {} : { details }),
})

/** A refusal on its way to the caller. Handlers throw it; the router turns it into a reply. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(code: ErrorCode, params: Params = {}, details?: unknown) {
    const value = failure(code, params, details)
    super(`${code}: ${value.message}`)
    this.failure = value
  }
}
