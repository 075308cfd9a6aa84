import { type AgreementText, blanksIn, clauseWords, textsIn } from '../cases/agreement-text.ts'
import { clausesOf } from '../checks/condition.ts'
import type { PlacedRule } from '../regulations/cited.ts'
import { type Facts, holdsFor, type PackSet, rulesOf } from '../regulations/pack-set.ts'
import { secrecyMarks, secrecyWords } from '../secrecy.ts'
import { clausesFor, libraryClause, newerClauses } from './choose.ts'
import type { Clause } from './clauses/clause.ts'
import { clauseLibrary } from './clauses/library.ts'
import type { AgreementFindingCode } from './finding-words.ts'
import { againstConditions, agreementNeeded, ruledBy } from './needed.ts'

/** What is missing in a text or contrary to the law of a day. It never accuses: people look at it (practice L13). */
export type AgreementFinding = {
  code: AgreementFindingCode
  severity: 'error' | 'warning' | 'info'
  /** Where in the text. */
  path: string
  params: Readonly<Record<string, string>>
  /** The rules in force it rests on; none: it is a matter of form. */
  rules: readonly string[]
}

type Report = (
  code: AgreementFindingCode,
  severity: AgreementFinding['severity'],
  path: string,
  rules: readonly PlacedRule[],
  params?: Readonly<Record<string, string>>,
) => void

const asksSecret = new Set(['国家秘密', '工作秘密', '绝密', '机密', '涉密'])

/** State secrets never (practice L1): a mark refuses the text; words of secrecy in what the parties wrote are asked about. */
const checkSecrets = (text: AgreementText, set: PackSet, report: Report): void => {
  const rules = ruledBy(set, 'secrecy.words')
  for (const { path, text: said } of textsIn(text)) {
    const marks = secrecyMarks(said)
    if (marks.length > 0) report('agreement.secret', 'error', path, rules, { marks: marks.join('、') })
    else if (!fromLibrary(text, path)) {
      const words = secrecyWords(said).filter((word) => asksSecret.has(word))
      if (words.length > 0) report('agreement.secretWords', 'warning', path, rules, { words: words.join('、') })
    }
  }
}

/** Whether a path lies in a clause that stands as the library has it. */
const fromLibrary = ({ clauses }: AgreementText, path: string): boolean => {
  const at = /^clauses\.(\d+)\.(?:text|heading)$/.exec(path)?.[1]
  const clause = at === undefined ? undefined : clauses[Number(at)]
  return clause !== undefined && asInLibrary(clause)
}
const asInLibrary = ({ id, version, heading, text }: AgreementText['clauses'][number]): boolean => {
  const known = libraryClause(id, version)
  return known !== null && known.text.zh === text && known.heading.zh === heading
}

/** What the parties wrote themselves: their own clauses, clauses they changed, blanks, the free fields. */
const ownWords = (text: AgreementText): { path: string; text: string }[] => [
  ...text.clauses.flatMap((clause, at) => [
    ...(asInLibrary(clause) ? [] : [{ path: `clauses.${at}.text`, text: clauseWords(clause) }]),
    ...Object.entries(clause.blanks).map(([name, value]) => ({ path: `clauses.${at}.blanks.${name}`, text: value })),
  ]),
  ...textsIn({ purpose: { scope: text.purpose.scope, persons: text.purpose.persons }, annexes: { exchange: text.annexes.exchange } }),
]

/** A fee (Jiangsu art.16 and its like), and conditions beyond the law (Order 809 art.15), in what the parties wrote. */
const checkConditions = (text: AgreementText, set: PackSet, report: Report): void => {
  for (const { path, text: said } of ownWords(text))
    for (const { text: clause, kind } of clausesOf(said)) {
      if (kind === 'fee') report('agreement.fee', 'error', path, ruledBy(set, 'shareCondition.fee'), { value: clause.slice(0, 60) })
      else if (kind === 'more') report('agreement.asksMore', 'warning', path, againstConditions(set), { value: clause.slice(0, 60) })
    }
}

const digits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** How many months a time in words is; null where it is not to be told. */
export const monthsIn = (words: string): number | null => {
  if (/永久|长期/u.test(words)) return Number.POSITIVE_INFINITY
  const found = /(\d+|[一二两三四五六七八九十])\s*(?:个)?\s*(年|月)/u.exec(words.normalize('NFKC'))
  if (found === null) return null
  const n = digits[found[1] ?? ''] ?? Number(found[1])
  return found[2] === '年' ? n * 12 : n
}

/** Records are kept at least as long as the longest of the rules in force says. */
const checkRecords = (text: AgreementText, set: PackSet, personal: boolean, report: Report): void => {
  const rules = rulesOf(set, { duty: 'use.record', kind: 'retention' }).filter(
    ({ rule, displaced }) => displaced === null && (personal || rule.holder === 'user'),
  )
  const least = Math.max(0, ...rules.map(({ rule }) => (rule.kind === 'retention' && rule.keep.unit === 'year' ? rule.keep.n * 12 : 0)))
  if (least === 0) return
  const at = text.clauses.findIndex(({ blanks, text: said }) => 'keep' in blanks || /记录.{0,40}保存/u.test(said))
  const clause = text.clauses[at]
  const path = `clauses.${at}`
  if (clause === undefined) {
    report('agreement.lacksRecords', 'error', 'clauses', rules)
    return
  }
  const kept = monthsIn(clause.blanks.keep ?? /保存.{0,60}/u.exec(clauseWords(clause))?.[0] ?? '')
  if (kept === null) report('agreement.recordsUnclear', 'warning', path, rules)
  else if (kept < least) report('agreement.recordsShort', 'error', path, rules, { years: String(least / 12) })
}

const needed = [
  ['parties.provider.representative', 'warning'],
  ['parties.user.representative', 'warning'],
  ['purpose.scene', 'error'],
  ['purpose.scope', 'error'],
  ['purpose.basis', 'error'],
  ['way.way', 'error'],
  ['validity.from', 'error'],
  ['validity.until', 'error'],
  ['content.grade', 'warning'],
  ['way.network', 'warning'],
] as const

/** Purpose, way and scope rest on the rule about what an agreement states; the rest is a matter of form. */
const stated: ReadonlySet<string> = new Set(['purpose.scene', 'purpose.scope', 'way.way'])

const at = (text: AgreementText, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), text)

const checkFields = (text: AgreementText, set: PackSet, facts: Facts, report: Report): void => {
  const content = rulesOf(set, { duty: 'agreement.content' }).filter(({ rule, displaced }) => displaced === null && holdsFor(rule, facts))
  for (const [path, severity] of needed) {
    const value = at(text, path)
    if (value === null || value === '' || value === undefined) report('agreement.lacks', severity, path, stated.has(path) ? content : [], { field: path })
  }
  const { from, until } = text.validity
  if (from !== null && until !== null && until < from) report('agreement.period', 'error', 'validity.until', [])
  if (until !== null && text.purpose.until !== null && until < text.purpose.until) report('agreement.shorterThanUse', 'warning', 'validity.until', [])
  if (text.annexes.items.length === 0) report('agreement.lacks', 'error', 'annexes.items', [], { field: 'annexes.items' })
  if (text.annexes.persons.length === 0) report('agreement.lacks', 'warning', 'annexes.persons', [], { field: 'annexes.persons' })
  if (!text.content.personalInformation && text.annexes.items.some(({ personal }) => personal))
    report('agreement.personalNotSaid', 'error', 'content.personalInformation', content)
  for (const [index, clause] of text.clauses.entries())
    for (const blank of blanksIn(clause.text))
      if ((clause.blanks[blank] ?? '').trim() === '')
        report('agreement.blank', 'error', `clauses.${index}.blanks.${blank}`, [], { clause: clause.heading, blank, of: `${clause.id} ${clause.version}` })
}

export type AgreementChecking = { shareType: string; library?: readonly Clause[] }

/** Everything there is to say of a text under the law of a day. What it holds is told by the text itself. */
export const checkAgreement = (text: AgreementText, set: PackSet, { shareType, library = clauseLibrary }: AgreementChecking): AgreementFinding[] => {
  const personal = text.content.personalInformation || text.annexes.items.some((item) => item.personal)
  const sensitive = [...(text.content.commercialSecret ? ['商业秘密'] : []), ...(personal ? ['个人隐私'] : [])]
  const facts: Facts = { ...(shareType === '' ? {} : { shareType }), sensitive }
  const found: AgreementFinding[] = []
  const report: Report = (code, severity, path, rules, params = {}) => {
    found.push({ code, severity, path, params, rules: [...new Set(rules.map(({ rule }) => rule.id))] })
  }
  checkSecrets(text, set, report)
  const { rules, against } = agreementNeeded(set, facts)
  if (rules.length === 0) report('agreement.notNeeded', 'warning', 'content', against)
  checkFields(text, set, facts, report)
  const there = new Set(text.clauses.map(({ id }) => id))
  // Whether clauses of their own say the same is for people to see.
  const severity = text.clauses.some(({ version }) => version === 0) ? 'warning' : 'error'
  for (const { clause, required } of clausesFor(set, facts, library))
    if (!there.has(clause.id) && required.length > 0)
      report('agreement.lacksClause', severity, 'clauses', required, { clause: clause.heading.zh, id: clause.id })
  checkRecords(text, set, personal, report)
  checkConditions(text, set, report)
  for (const { id, offered } of newerClauses(text, set, library)) report('agreement.newerClause', 'info', 'clauses', [], { clause: offered.heading.zh, id })
  return found
}
