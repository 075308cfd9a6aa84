import type { EntryContent } from '../catalogue.ts'
import type { PlacedRule } from '../regulations/cited.ts'
import { packLevels, type Rule } from '../regulations/pack.ts'
import { holdsFor, type PackSet, rulesOf } from '../regulations/pack-set.ts'
import { type RequirementCode, requirements } from './requirements.ts'

export const shareAnswers = ['yes', 'no', 'unsure'] as const
export type ShareAnswer = (typeof shareAnswers)[number]
/** By the id of the question's rule. */
export type ShareAnswers = Readonly<Record<string, ShareAnswer | undefined>>

type Question = Extract<Rule, { kind: 'question' }>
export type Asked = PlacedRule & { rule: Question }

/** Lower stands higher: a local rule gives way to the State Council's. */
const rankOf = ({ pack }: Asked): number => packLevels.indexOf(pack.level)

/** The stricter, the higher. What stands in a rule but not here is never proposed. */
const shareTypes = ['无条件共享', '有条件共享', '不予共享'] as const
export type ShareType = (typeof shareTypes)[number]
const strictness = (type: string | undefined): number => shareTypes.indexOf(type as ShareType)

/** What forbids is asked first, then what bars a type, then the rest; of a kind, local and particular before national and general. */
const orderOf = ({ rule: { yes } }: Asked): number => (yes.proposes === '不予共享' ? 0 : yes.bars.length > 0 ? 1 : 2)

const isQuestion = (row: PlacedRule): row is Asked => row.rule.kind === 'question' && row.displaced === null

/** The questions of the packs in force; a displaced one is not asked. */
export const questionsOf = (set: PackSet): Asked[] =>
  rulesOf(set, { duty: 'sharing.type' })
    .filter(isQuestion)
    .sort((a, b) => orderOf(a) - orderOf(b) || (orderOf(a) === 0 ? rankOf(a) - rankOf(b) : rankOf(b) - rankOf(a)))

const basisKinds = (set: PackSet, pack: string): Set<string> =>
  new Set(
    rulesOf(set, { kind: 'basis' }).flatMap((row) => (row.rule.kind === 'basis' && row.displaced === null && row.pack.id === pack ? row.rule.accepts : [])),
  )

/** What the entry itself answers; the officer looks it over. What it does not say is left open, never taken for a no. */
export const knownAnswer = (set: PackSet, { pack, rule }: Asked, { codes, libraryKind, items, shareBasis }: EntryContent): ShareAnswer | null => {
  switch (rule.known) {
    case 'baseLibrary':
      return libraryKind === '基础' || codes[0]?.cls1 === '1' ? 'yes' : null
    case 'personalInformation':
      return items.some(({ personalInformation }) => personalInformation) ? 'yes' : null
    case 'commercialSecret':
      return items.some(({ commercialSecret }) => commercialSecret) ? 'yes' : null
    case 'lawfulBasis': {
      const named = shareBasis.filter(({ kind, title }) => kind !== '' && title.trim() !== '')
      if (named.length === 0) return null
      const accepted = basisKinds(set, pack.id)
      if (accepted.size === 0) return null
      return named.some(({ kind }) => accepted.has(kind)) ? 'yes' : 'no'
    }
    case undefined:
      return null
  }
}

/**
 * Where two answers pull apart. `overruled`: a higher regulation was answered no to the same question; `lifted`: a
 * higher one expressly forbids what a local one wants shared; `differ`: two types were spoken for; `allBarred`: none is left.
 */
export type Conflict = { kind: 'overruled' | 'lifted' | 'differ' | 'allBarred'; rules: string[] }

export const conflictWords: Readonly<Record<Conflict['kind'], { zh: string; en: string }>> = {
  overruled: {
    zh: '下位规定认可的依据，上位规定不认可，不能据此列为不予共享；要保留的，请重新论证。',
    en: 'A local rule accepts what the higher one does not: it can not rest on that; to keep it, justify it anew.',
  },
  lifted: {
    zh: '地方规定要求共享，上位规定明确禁止提供，以上位规定为准，请核对禁止的范围。',
    en: 'A local rule wants it shared, a higher one expressly forbids it and prevails; check how far it forbids.',
  },
  differ: {
    zh: '有的回答指向另一类型；请核对，必要时把敏感的信息项另立资源。',
    en: 'Some answers speak for another type: check them, and give sensitive items a resource of their own where needed.',
  },
  allBarred: {
    zh: '各项规定互相排除，没有可用的类型；请与主管部门商定。',
    en: 'The rules exclude each other and leave no type; settle it with the competent department.',
  },
}

export type ShareProposal = {
  /** null while nothing can be proposed. */
  shareType: ShareType | null
  reasons: string[]
  barred: { shareType: string; rules: string[] }[]
  conflicts: Conflict[]
  /** Questions not yet answered whose yes would change the proposal. */
  open: string[]
  /** What the proposed type asks to be filled in, by which rules. */
  fill: { field: string; rules: string[]; filled: boolean }[]
  /** Agreements to be signed before it is shared. */
  agreements: string[]
}

const ids = (asked: readonly Asked[]): string[] => asked.map(({ rule }) => rule.id)

/**
 * Proposes one of the three types from the answers, with the rules that speak for it. Pure: the officer decides, and
 * nothing is filled in by it.
 */
export const proposeShareType = (set: PackSet, content: EntryContent, answers: ShareAnswers): ShareProposal => {
  const questions = questionsOf(set)
  const yes = questions.filter(({ rule }) => answers[rule.id] === 'yes')
  const conflicts: Conflict[] = []
  const standing = yes.filter((low) => {
    const over = questions.filter(
      (high) => low.rule.known !== undefined && high.rule.known === low.rule.known && rankOf(high) < rankOf(low) && answers[high.rule.id] === 'no',
    )
    if (over.length > 0) conflicts.push({ kind: 'overruled', rules: ids([low, ...over]) })
    return over.length === 0
  })
  const barred = new Map<string, Asked[]>()
  for (const asked of standing) {
    for (const type of asked.rule.yes.bars) {
      const over = standing.filter((high) => high.rule.known === 'lawfulBasis' && high.rule.yes.proposes === type && rankOf(high) < rankOf(asked))
      if (over.length > 0) conflicts.push({ kind: 'lifted', rules: ids([asked, ...over]) })
      else barred.set(type, [...(barred.get(type) ?? []), asked])
    }
  }
  const spoken = standing.filter(({ rule: { yes: said } }) => strictness(said.proposes) >= 0)
  const left = spoken.filter(({ rule: { yes: said } }) => !barred.has(said.proposes ?? ''))
  const strictest = left.reduce((most, { rule }) => Math.max(most, strictness(rule.yes.proposes)), -1)
  const shareType = shareTypes[strictest] ?? null
  const reasons = left.filter(({ rule }) => rule.yes.proposes === shareType)
  if (shareType !== null && reasons.length < spoken.length) conflicts.push({ kind: 'differ', rules: ids(spoken) })
  if (shareType === null && spoken.length > 0) conflicts.push({ kind: 'allBarred', rules: ids([...spoken, ...[...barred.values()].flat()]) })
  return {
    shareType,
    reasons: ids(reasons),
    barred: [...barred].map(([type, by]) => ({ shareType: type, rules: ids(by) })),
    conflicts,
    open: ids(questions.filter((asked) => mayChange(asked, shareType) && (answers[asked.rule.id] ?? 'unsure') === 'unsure')),
    fill: shareType === null ? [] : toFill(set, shareType, content),
    agreements: shareType === null || shareType === '不予共享' ? [] : agreementsFor(set, content, standing),
  }
}

const mayChange = ({ rule: { yes } }: Asked, shareType: ShareType | null): boolean =>
  shareType === null || strictness(yes.proposes) > strictness(shareType) || yes.bars.includes(shareType)

const paths: ReadonlyMap<string, string> = new Map<RequirementCode, string>(requirements.map(({ code, path }) => [code, path]))

const toFill = (set: PackSet, shareType: ShareType, content: EntryContent): ShareProposal['fill'] => {
  const fields = new Map<string, string[]>()
  const note = (field: string, rule: string) => fields.set(field, [...new Set([...(fields.get(field) ?? []), rule])])
  for (const { rule, displaced } of set.rules) {
    if (displaced !== null) continue
    if (rule.kind === 'content' && rule.when.shareType?.includes(shareType) === true) {
      for (const code of rule.findings) {
        const path = paths.get(code)
        if (path !== undefined && !path.includes('.')) note(path, rule.id)
      }
    } else if (rule.kind === 'basis' && shareType === '不予共享') note('shareBasis', rule.id)
  }
  return [...fields].map(([field, rules]) => ({ field, rules, filled: saysSomething(content[field as keyof EntryContent]) }))
}

const saysSomething = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '')

const agreementsFor = (set: PackSet, { items }: EntryContent, standing: readonly Asked[]): string[] => {
  const said = new Set(standing.map(({ rule }) => rule.known))
  const held = [
    ...(said.has('commercialSecret') || items.some(({ commercialSecret }) => commercialSecret) ? ['商业秘密'] : []),
    ...(said.has('personalInformation') || items.some(({ personalInformation }) => personalInformation) ? ['个人隐私'] : []),
  ]
  return rulesOf(set, { kind: 'agreement' })
    .filter(({ rule, displaced }) => displaced === null && holdsFor(rule, { sensitive: held }))
    .map(({ rule }) => rule.id)
}
