import type { EntryContent, Finding } from './catalogue.ts'
import { reporter } from './checks/find.ts'
import { checkFigures, checkFurther } from './checks/further.ts'
import { checkCodes, checkProvider, checkTitle } from './checks/identity.ts'
import { checkItems } from './checks/items.ts'
import { missing } from './checks/requirements.ts'
import { type FindingCode, type Rule, rules } from './checks/rules.ts'
import { checkFormats, checkSharing } from './checks/sharing.ts'
import { codeMatcher } from './codes.ts'
import type { Profile } from './contract/profile.ts'
import { fill, type Language } from './errors.ts'
import { labelOf } from './fields.ts'
import { dayInChina } from './moments.ts'
import { type Cited, cite } from './regulations/cited.ts'
import type { Pack } from './regulations/pack.ts'
import { type PackSet, packSet } from './regulations/pack-set.ts'

/** What the checks know of the agency; made once for many entries. */
export type CheckSettings = Pick<Profile, 'agency' | 'creditCode' | 'extensionFields'> & {
  today: string
  /** The law in force for the agency on `today`. */
  packs: PackSet
  ownRule: boolean
  followsRule(code: string): boolean
}

/** What the checks know of the neighbours: another living entry of the same name and provider, others with one of the codes. */
export type Neighbours = {
  sameTitle: { id: string; title: string } | null
  sameCodes: readonly { sharedCode: string; id: string; title: string }[]
}
export type CheckContext = CheckSettings & Neighbours

export const noNeighbours: Neighbours = { sameTitle: null, sameCodes: [] }

/** `at` is the moment the check is made, for dates that have not come yet and for the law of that day. */
export const checkSettings = (profile: Profile, at: string, packs: readonly Pack[]): CheckSettings => ({
  agency: profile.agency,
  creditCode: profile.creditCode,
  extensionFields: profile.extensionFields,
  today: dayInChina(at),
  packs: packSet(packs, dayInChina(at), profile.regulations),
  ownRule: profile.codePattern !== '',
  followsRule: codeMatcher(profile.codePattern),
})

/** Everything the checks have to say about an entry. Pure; some 20 microseconds for one with eight items. */
export const checkEntry = (content: EntryContent, context: CheckContext): Finding[] => {
  const findings: Finding[] = missing(content)
  const report = reporter(findings)
  checkTitle(content, context, report)
  checkCodes(content, context, report)
  checkProvider(content, context, report)
  checkFormats(content, report)
  checkItems(content, report)
  checkSharing(content, context, report)
  checkFigures(content, context, report)
  checkFurther(content, context, report)
  return findings.filter(({ code }) => !context.packs.silent.has(code))
}

/** The findings that come from neighbours; a screen that checks while typing keeps them from the last answer. */
export const isFromNeighbours = ({ code }: Finding): boolean => code === 'title.duplicate' || code === 'codes.duplicate'

/** Where a code's findings are shown and how grave they are; null for a code of another version. */
export const ruleOf = (code: string): Pick<Rule, 'severity' | 'field'> | null => (Object.hasOwn(rules, code) ? rules[code as FindingCode] : null)

/** Parameters that name a field; they are put into the reader's language. */
const fieldParams = ['part', 'whole'] as const

/** Parameters that name rules, by their ids; they are put into the places of their law. */
const ruleParams = ['accepts', 'refuses'] as const

const sayRules = (ids: readonly string[], language: Language, packs: PackSet | null): string => {
  const titles = ids.map((id) => {
    const row = packs?.rules.find(({ rule }) => rule.id === id)
    return row === undefined ? id : cite(row).title[language]
  })
  return [...new Set(titles)].join(language === 'zh' ? '、' : '; ')
}

/** What lists and facets call a rule: 缺摘要, 同名. A code of another version stands as it is. */
export const labelOfRule = (code: string, language: Language): string => (Object.hasOwn(rules, code) ? rules[code as FindingCode][language].label : code)

/** A rule's whole sentence without the particulars of one entry, each left out as …, for beside its label. */
export const sayRule = (code: string, language: Language): string => {
  if (!Object.hasOwn(rules, code)) return code
  const rule: Rule = rules[code as FindingCode]
  return fill(rule[language].message, { label: labelOf(rule.field)[language] }).replace(/“?\{\w+\}”?/g, '…')
}

/** What a finding rests on under the law of a day; one row for each place. */
export const citedBy = (code: string, packs: PackSet): Cited[] => {
  const places = new Map<string, Cited>()
  for (const row of packs.byFinding.get(code) ?? []) {
    const cited = cite(row)
    if (!places.has(cited.title.zh)) places.set(cited.title.zh, cited)
  }
  return [...places.values()]
}

/**
 * A finding in words: what was seen, what to do, and what it rests on. `reason` never accuses (practice L13); it is ''
 * where no text is cited. `cited` has the wording, for those who ask for it.
 */
export const sayFinding = (
  { code, params = {} }: Pick<Finding, 'code' | 'params'>,
  language: Language,
  packs: PackSet | null,
): { message: string; action: string; reason: string; cited: Cited[] } => {
  if (!Object.hasOwn(rules, code)) return { message: code, action: '', reason: '', cited: [] }
  const rule: Rule = rules[code as FindingCode]
  const values = { label: labelOf(rule.field)[language], ...params }
  for (const name of fieldParams) if (name in params) Object.assign(values, { [name]: labelOf(String(params[name]))[language] })
  for (const name of ruleParams) {
    const ids = params[name]
    if (typeof ids === 'string') Object.assign(values, { [name]: sayRules(ids.split(' '), language, packs) })
  }
  const cited = packs === null ? [] : citedBy(code, packs)
  const titles = cited.map(({ title }) => title[language])
  const reason =
    titles.length === 0 ? '' : language === 'zh' ? `可能不符合${titles.join('、')}，请核对。` : `May not agree with ${titles.join('; ')}; please check.`
  return { message: fill(rule[language].message, values), action: fill(rule[language].action, values), reason, cited }
}
