import { Refusal } from '../../../shared/errors.ts'
import { dayOf } from '../../../shared/ledgers/ledger.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Context } from '../context.ts'
import type { Submission } from './store.ts'

const latest = (days: readonly string[]): string => days.reduce((one, other) => (other > one ? other : one), '')

const refuseFuture = ({ ports }: Pick<Context, 'ports'>, day: string): void => {
  if (day > dayInChina(ports.now().toISOString())) throw new Refusal('submission.inFuture', { day })
}

/**
 * Whether a paper can have been signed on a day: it was printed of what is frozen, and the reviewer signs what the preparer signed.
 * Throws `submission.inFuture`, `submission.beforeFrozen`, `submission.beforeSigned`.
 */
export const refuseSigningDay = (context: Pick<Context, 'ports'>, one: Submission, on: string): void => {
  refuseFuture(context, on)
  const frozen = one.computed === null ? '' : dayInChina(one.computed.computed.at)
  if (on < frozen) throw new Refusal('submission.beforeFrozen', { day: on, frozen })
  const signed = latest(one.signatures.map((each) => each.on))
  if (on < signed) throw new Refusal('submission.beforeSigned', { day: on, signed })
}

/**
 * Whether the department can have got or answered it then: deadlines are judged by that day, and what is handed in bears both
 * signatures. Throws `submission.inFuture`, `submission.beforeSigned`, `submission.beforeSubmitted`.
 */
export const refuseRecordedDay = (context: Pick<Context, 'ports'>, one: Submission, at: string): void => {
  const day = dayOf(at)
  refuseFuture(context, day)
  const signed = latest(one.signatures.map((each) => each.on))
  if (day < signed) throw new Refusal('submission.beforeSigned', { day, signed })
  const submitted = one.submittedAt === null ? '' : dayOf(one.submittedAt)
  if (day < submitted) throw new Refusal('submission.beforeSubmitted', { day, submitted })
}
