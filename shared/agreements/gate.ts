import type { AgreementText } from '../cases/agreement-text.ts'
import type { ErrorCode, Params } from '../errors.ts'
import { cite } from '../regulations/cited.ts'
import type { Facts, PackSet } from '../regulations/pack-set.ts'
import { agreementNeeded } from './needed.ts'
import { type Validity, validityOn, whyNoUse } from './validity.ts'

/** An agreement that was made for a request: its text, and the state of its case. */
export type StandingAgreement = { text: AgreementText; state: string }

/** The nearest to being in force says what is to be done. */
const nearest: readonly Validity['state'][] = ['notYet', 'unsigned', 'expired', 'ended']

/**
 * Why data may not be delivered, used or exported anew on a day: an agreement that a rule asks for is missing, unsigned,
 * expired or ended. Where no rule asks for one nothing is held up (Order 809 art.15). null: they may.
 */
export const whyNoSharing = (
  set: PackSet,
  facts: Facts,
  agreements: readonly StandingAgreement[],
  today: string,
): { code: ErrorCode; params: Params } | null => {
  const { rules } = agreementNeeded(set, facts)
  if (rules.length === 0) return null
  const standing = agreements.map(({ text, state }) => ({ text, validity: validityOn(text, state, today) }))
  if (standing.some(({ validity }) => whyNoUse(validity) === null)) return null
  const [found] = standing.sort((a, b) => nearest.indexOf(a.validity.state) - nearest.indexOf(b.validity.state))
  if (found === undefined) return { code: 'agreement.needed', params: { rules: rules.map((row) => cite(row).title.zh).join('、') } }
  const { from, until } = found.text.validity
  return { code: whyNoUse(found.validity) ?? 'agreement.needed', params: { title: found.text.head.title, from: from ?? '', until: until ?? '' } }
}
