import type { PlacedRule } from '../../../shared/regulations/cited.ts'
import { holdsFor } from '../../../shared/regulations/pack-set.ts'
import type { ReadDb } from '../db/open.ts'
import type { Law } from '../work/law.ts'
import { type CaseFile, filesAbout } from './queries.ts'

/** The rules in force that ask for an agreement in such a case: none where the information holds nothing they name (Order 809 art.15: no conditions are added). */
export const agreementRules = (law: Law, { head }: Pick<CaseFile, 'head'>): PlacedRule[] =>
  law.on(law.today).rules.filter((row) => row.rule.kind === 'agreement' && row.displaced === null && holdsFor(row.rule, { sensitive: head.sensitive }))

/** An agreement about this case that is in force today. */
export const agreementInForce = (db: ReadDb, { id }: Pick<CaseFile, 'id'>): CaseFile | undefined =>
  filesAbout(db, id).find(({ kind, state }) => kind === 'agreement' && state === 'inForce')
