import type { CaseHead } from '../../../shared/cases/act.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type About, aboutSchemas, type Manifest } from '../../../shared/ferry/manifest.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { ReadDb } from '../db/open.ts'
import { readDevice } from '../vault/device.ts'
import { activeIdentity, identityOf, type Known, partyOf } from './identities.ts'

/** Names as two people read them aloud. */
export const sameAgency = (a: string, b: string): boolean => textKey(a) === textKey(b)

/** Each agency goes by the name on its card: that is what was compared on paper. */
export const byCard = (known: Known) => partyOf(known, { id: null, name: known.card.agency })

/** Throws `ferry.noIdentity` where no card was made yet. */
export const ownAgencyName = (db: ReadDb): string => {
  const known = activeIdentity(db, readDevice(db).id)
  if (known === undefined) throw new Refusal('ferry.noIdentity')
  return known.card.agency
}

/** Another agency's copy by the fingerprint of its card. Throws `ferry.noAgencyCard`. */
export const otherAgency = (db: ReadDb, fingerprint: string): { known: Known; party: ReturnType<typeof byCard> } => {
  const known = identityOf(db, fingerprint)
  if (known === undefined || known.identity.own || known.card.kind !== 'copy' || known.identity.revokedAt !== null) throw new Refusal('ferry.noAgencyCard')
  return { known, party: byCard(known) }
}

/** A case of these two and nobody else's: one asks, the other is asked. */
export const isBetween = ({ applicant, respondent }: Pick<CaseHead, 'applicant' | 'respondent'>, one: string, other: string): boolean =>
  (sameAgency(applicant, one) && sameAgency(respondent, other)) || (sameAgency(applicant, other) && sameAgency(respondent, one))

/** What a package of another agency says of itself beyond its signature. Throws `ferry.notAgency`, `.otherAgency`, `.notPackage`. */
export const peerAbout = ({ about, sender }: Manifest, { card }: Known): About<'peer'> => {
  if (sender.kind !== 'copy') throw new Refusal('ferry.notAgency', { name: card.agency })
  if (!sameAgency(sender.agency.name, card.agency)) throw new Refusal('ferry.otherAgency', { name: sender.agency.name, card: card.agency })
  const parsed = aboutSchemas.peer.safeParse(about)
  if (!parsed.success) throw new Refusal('ferry.notPackage', { name: '', why: 'about' })
  return parsed.data
}
