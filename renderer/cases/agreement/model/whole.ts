import { usualReminders } from '../../../../shared/agreements/draft.ts'
import { agreementFindingWords } from '../../../../shared/agreements/finding-words.ts'
import { joined, labelAt } from '../../../../shared/agreements/labels.ts'
import type { CaseHead } from '../../../../shared/cases/act.ts'
import { type AgreementText, agreementTextSchema, blanksIn, emptyExchange } from '../../../../shared/cases/agreement-text.ts'
import type { TextFinding } from '../../../../shared/contract/agreements.ts'
import { fill } from '../../../../shared/errors.ts'
import { inChinese } from '../../../../shared/regulations/cited.ts'
import type { Words } from '../../../../shared/regulations/pack.ts'
import { putAt } from './paths.ts'

/** Stands where something must be and is not yet, so that the rest can be checked and read. */
export const gap = '－'

/** Places of a text that can not stay empty, by what the schema says of it; each with its path. */
export const openPlaces = (text: AgreementText): string[] => {
  const parsed = agreementTextSchema.safeParse(text)
  return parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join('.')))]
}

/** The text with a sign at each place that is still empty; null where it can not be made whole so. */
export const wholeOf = (text: AgreementText): AgreementText | null => {
  const filled = openPlaces(text).reduce((whole, path) => putAt(whole, path, gap), text)
  const parsed = agreementTextSchema.safeParse(filled)
  return parsed.success ? parsed.data : null
}

/** A text as a draft holds it, which may be unfinished; null where it is no text at all. */
export const readText = (value: unknown): AgreementText | null => {
  const whole = agreementTextSchema.safeParse(value)
  if (whole.success) return whole.data
  const filled = whole.error.issues
    .filter(({ code, path }) => code === 'too_small' && path.length > 0)
    .reduce<unknown>((text, { path }) => putAt(text, path.map(String).join('.'), gap), value)
  // Its shape is that of a text; what is empty stays empty.
  return agreementTextSchema.safeParse(filled).success ? (value as AgreementText) : null
}

/** Articles that stand before the first clause when the agreement is printed (shared/documents/templates/agreement.ts). */
const articlesBefore = 3

/** The number a clause bears when it is printed: 第四条 is the first. */
export const articleOf = (at: number): Words => {
  const n = at + 1 + articlesBefore
  return { zh: `第${inChinese(n)}条`, en: `Article ${n}` }
}

/** Of a row in a list its number is said. */
export const placeWords = (path: string): Words => {
  const parts = path.split('.')
  const [first = '', second = '', third = '', fourth = ''] = parts
  const nth = (list: string, at: string, cell: string): Words => {
    const row = { zh: `第${Number(at) + 1}行`, en: `row ${Number(at) + 1}` }
    return cell === '' ? joined(labelAt(list), row) : joined(labelAt(list), row, { zh: ` ${labelAt(cell).zh}`, en: labelAt(cell).en })
  }
  if (first === 'parties') return third === '' ? labelAt(path) : joined(labelAt(`parties.${second}`), labelAt(`party.${third}`))
  if (first === 'clauses') {
    if (second === '') return labelAt('clauses')
    const article = articleOf(Number(second))
    return third === '' || third === 'blanks' ? article : joined(article, labelAt(`clause.${third}`))
  }
  if (first === 'annexes' && second === 'exchange')
    return third === 'steps' ? labelAt('annexes.exchange.steps') : joined(labelAt('annexes.exchange'), labelAt(`exchange.${third}`))
  if (first === 'annexes') {
    const cells: Readonly<Record<string, string>> = { items: 'item', persons: 'person', disposal: 'disposal' }
    const cell = fourth === '' || cells[second] === undefined ? '' : `${cells[second]}.${fourth}`
    return third === '' ? labelAt(path) : nth(`annexes.${second}`, third, cell)
  }
  if (/^(head\.requests|basis\.rules|content\.resources)\.\d+/.test(path)) return nth(`${first}.${second}`, third, '')
  return labelAt(path.replace(/\.\d+$/, ''))
}

export const openCode = 'text.open'

/** What is said of a place that can not stay empty. */
export const emptyFinding = (path: string): TextFinding => {
  const { zh, en } = agreementFindingWords['agreement.lacks']
  const place = placeWords(path)
  return {
    code: openCode,
    severity: 'error',
    path,
    words: { zh: `${fill(zh.message, { field: place.zh })}${zh.action}`, en: `${fill(en.message, { field: place.en })} ${en.action}` },
    rules: [],
  }
}

/** A text of nothing but the two sides, where there is no request to draft it from. */
export const bareText = ({ title, applicant, respondent, sensitive }: CaseHead): AgreementText => {
  const party = (name: string) => ({ name, code: '', workingBody: '', representative: '', contact: '', phone: '' })
  return {
    format: 'mulu-agreement/1',
    head: { number: '', title, kind: '新签', requests: [], renews: null },
    parties: { provider: party(respondent), user: party(applicant), operator: null },
    basis: { rules: [], duty: '' },
    content: {
      resources: [{ code: '', name: '' }],
      grade: '',
      personalInformation: sensitive.includes('个人隐私'),
      commercialSecret: sensitive.includes('商业秘密'),
    },
    purpose: { basis: '', scene: '', scope: '', persons: '', systems: '', from: null, until: null },
    way: { way: '', frequency: '', network: '', encryption: '', handOver: '' },
    clauses: [],
    validity: { from: null, until: null, reminders: [...usualReminders], originals: 2, copies: 0 },
    annexes: {
      items: [],
      persons: [],
      pledge: [],
      exchange: emptyExchange,
      disposal: [],
    },
  }
}

/** The blanks of a text with what was filled in before, as far as they are still there. */
export const blanksFor = (text: string, old: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(blanksIn(text).map((name) => [name, old[name] ?? '']))
