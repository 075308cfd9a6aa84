import { libraryClause, type OfferedClause, takeClause } from '../../../../shared/agreements/choose.ts'
import type { Clause } from '../../../../shared/agreements/clauses/clause.ts'
import type { AgreementClause, AgreementText } from '../../../../shared/cases/agreement-text.ts'
import type { Facts, PackSet } from '../../../../shared/regulations/pack-set.ts'
import { blanksFor } from './whole.ts'

/** Where a clause comes from: word for word from the library, changed from it, or the parties' own. */
export const originOf = ({ id, version, heading, text }: AgreementClause): 'library' | 'changed' | 'own' => {
  const known = libraryClause(id, version)
  return known === null ? 'own' : known.heading.zh === heading && known.text.zh === text ? 'library' : 'changed'
}

/** As the text of a clause is typed its blanks follow. What stands in braces and can be no blank's name keeps wide ones. */
export const withText = (clause: AgreementClause, typed: string): AgreementClause => {
  const text = typed.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (/^[a-zA-Z]{1,40}$/.test(name) ? whole : `｛${name}｝`))
  return { ...clause, text, blanks: blanksFor(text, clause.blanks) }
}

/** The library's words again; what was filled in stays. */
export const restored = (clause: AgreementClause): AgreementClause => {
  const known = libraryClause(clause.id, clause.version)
  return known === null ? clause : { ...withText(clause, known.text.zh), heading: known.heading.zh }
}

/** Another version of a clause in its place, with what was filled in. */
export const taken = (clause: AgreementClause, newer: Clause, set: PackSet, facts: Facts): AgreementClause => {
  const fresh = takeClause(newer, set, facts)
  const kept = Object.entries(clause.blanks).filter(([name, value]) => name in fresh.blanks && value !== '')
  return { ...fresh, blanks: { ...fresh.blanks, ...Object.fromEntries(kept) } }
}

type Clauses = AgreementText['clauses']

/** A clause of the parties' own: its id is free in this text. */
export const ownClause = (clauses: Clauses): AgreementClause => {
  const ids = new Set(clauses.map(({ id }) => id))
  let n = 1
  while (ids.has(`own/${n}`)) n += 1
  return { id: `own/${n}`, version: 0, heading: '', text: '', blanks: {} }
}

/** Clauses of the library go where the library has them: before the first that comes after them there. */
export const withClauses = (clauses: Clauses, added: readonly OfferedClause[], offered: readonly OfferedClause[], set: PackSet, facts: Facts): Clauses => {
  const order = new Map(offered.map(({ clause }, at) => [clause.id, at]))
  return added.reduce<Clauses>((all, { clause }) => {
    const place = order.get(clause.id) ?? order.size
    const before = all.findIndex(({ id }) => (order.get(id) ?? -1) > place)
    return all.toSpliced(before < 0 ? all.length : before, 0, takeClause(clause, set, facts))
  }, clauses)
}

export const moved = <T>(rows: readonly T[], at: number, by: 1 | -1): T[] => {
  const row = rows[at]
  const to = at + by
  return row === undefined || to < 0 || to >= rows.length ? [...rows] : rows.toSpliced(at, 1).toSpliced(to, 0, row)
}

/** Clauses of one id are told apart by their number among each other. */
export const clauseKeys = (clauses: Clauses): string[] => {
  const seen = new Map<string, number>()
  return clauses.map(({ id }) => {
    const nth = (seen.get(id) ?? 0) + 1
    seen.set(id, nth)
    return `${id}#${nth}`
  })
}

/** What decides which clauses are offered: the text tells itself what its information holds. */
export const factsOfText = ({ content, annexes }: AgreementText, shareType: string): Facts => ({
  ...(shareType === '' ? {} : { shareType }),
  sensitive: [
    ...(content.commercialSecret ? ['商业秘密' as const] : []),
    ...(content.personalInformation || annexes.items.some(({ personal }) => personal) ? ['个人隐私' as const] : []),
  ],
})
