import type { Output } from '../../shared/contract.ts'

export type Authorisation = Output<'signing.authorisations'>['authorisations'][number]
export type AuthorisationState = 'valid' | 'notYet' | 'ended' | 'revoked'

/** How an authorisation stands on a day. */
export const authorisationState = ({ revokedAt, fromOn, untilOn }: Pick<Authorisation, 'revokedAt' | 'fromOn' | 'untilOn'>, on: string): AuthorisationState =>
  revokedAt !== null ? 'revoked' : on < fromOn ? 'notYet' : on > untilOn ? 'ended' : 'valid'
