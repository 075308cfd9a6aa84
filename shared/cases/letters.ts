import type { Profile } from '../contract/profile.ts'
import type { Citation } from '../documents/templates/facts.ts'
import { dayInChina } from '../moments.ts'
import type { Act, CaseHead, CaseKind, Statement } from './act.ts'

/** What a letter needs to know beyond the act itself. */
export type LetterFrom = {
  head: CaseHead
  number: string // of the case, in the register
  /** What counted before it, in order. */
  acts: readonly Act[]
  /** The request a dispute is about, where it is kept here. */
  request: { number: string; acts: readonly Act[] } | null
  statement: Statement
  profile: Profile
  /** The rules in force the act is done under. */
  basis: readonly Citation[]
  papers: readonly string[]
}

type Letter = { template: string; facts: Record<string, unknown> }
type Fields = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const dayOf = (when: string): string => (when.length === 10 ? when : dayInChina(when))

const headOf = ({ head, statement, profile, papers }: LetterFrom, to?: string): Fields => {
  const [person] = profile.namedPersons
  const from = statement.party === 'respondent' ? head.respondent : head.applicant
  const other = statement.party === 'respondent' ? head.applicant : head.respondent
  return {
    number: statement.number,
    on: null, // 成文日期 comes back from the OA (practice P13)
    from,
    to: to ?? other,
    contact: person?.name ?? '',
    phone: person?.phone ?? '',
    copyTo: [],
    attachments: papers,
  }
}

const applied = (acts: readonly Act[]): Act | undefined => acts.find(({ act }) => act === 'apply' || act === 'obtainDirect' || act === 'report')

/** The application as letters name it. */
const requestOf = (number: string, acts: readonly Act[]): Fields => {
  const asked = applied(acts)
  const resource = fieldsOf(asked?.fields.resource)
  return {
    request: asked?.number || number,
    requestOn: asked === undefined ? null : dayOf(asked.when),
    resources: [{ code: text(resource.code), name: text(resource.name) || '—' }],
  }
}

const refusals = ({ statement, basis }: LetterFrom): Fields => {
  const all = list(statement.fields.refusals).map(fieldsOf)
  const statutes = all
    .filter(({ ground }) => ground === 'statute')
    .map(({ title, article, quote }) => ({ title: `${text(title)}${text(article)}`, wording: text(quote) }))
  return {
    basis: statutes.length > 0 ? statutes : basis,
    reasons: all.map(({ explanation }) => text(explanation)),
    items: [...new Set(all.flatMap(({ items }) => list(items).map(text)))],
    remedy: '',
  }
}

const steps = (acts: readonly Act[]): Fields[] =>
  acts
    .filter(({ act }) => act === 'negotiate')
    .map(({ fields }) => ({ on: text(fields.on), what: `${text(fields.how)}，${text(fields.with)}`, result: text(fields.outcome) }))

const itemsOf = (fields: Fields): string[] => {
  const named = list(fields.items).map(text)
  return named.length > 0 ? named : ['全部信息项']
}

type Write = (from: LetterFrom) => Letter
const requestLetters: Readonly<Record<string, Write>> = {
  refuse: (from) => ({ template: 'request.refusal', facts: { ...headOf(from), ...requestOf(from.number, from.acts), ...refusals(from) } }),
  grantPartly: (from) => {
    const { fields } = from.statement
    const refused = list(fields.refusals)
      .map(fieldsOf)
      .flatMap(({ items, explanation }) => list(items).map((item) => ({ resource: '', item: text(item), answer: '不同意', reason: text(explanation) })))
    const granted = list(fields.items).map((item) => ({ resource: '', item: text(item), answer: '同意', reason: '' }))
    return {
      template: 'request.reply',
      facts: { ...headOf(from), ...requestOf(from.number, from.acts), basis: from.basis, answers: [...granted, ...refused], way: text(fields.way) },
    }
  },
  grant: (from) => ({
    template: 'request.reply',
    facts: {
      ...headOf(from),
      ...requestOf(from.number, from.acts),
      basis: from.basis,
      way: text(from.statement.fields.way),
      scope: text(applied(from.acts)?.fields.scope),
    },
  }),
  noticeMissing: (from) => ({
    template: 'request.supplement',
    facts: {
      ...headOf(from),
      ...requestOf(from.number, from.acts),
      basis: from.basis,
      missing: list(from.statement.fields.missing).map((what) => ({ what: text(what), how: '' })),
    },
  }),
}

const disputeLetters: Readonly<Record<string, Write>> = {
  applyCoordination: (from) => {
    const { fields } = from.statement
    const raised = from.acts.find(({ act }) => act === 'raise')?.fields ?? {}
    return {
      template: 'dispute.application',
      facts: {
        ...headOf(from, text(fields.to)),
        ...requestOf(from.request?.number ?? from.number, from.request?.acts ?? []),
        provider: from.head.respondent,
        basis: from.basis,
        need: text(applied(from.request?.acts ?? [])?.fields.scene),
        answer: text(raised.matter),
        steps: steps(from.acts),
        claims: [text(raised.wanted) || text(fields.matter)],
      },
    }
  },
  explain: (from) => ({
    template: 'dispute.explanation',
    facts: {
      ...headOf(from, '主管部门'),
      ...requestOf(from.request?.number ?? from.number, from.request?.acts ?? []),
      requester: from.head.applicant,
      basis: from.basis,
      course: steps(from.acts)
        .map(({ on, what, result }) => `${text(on)}：${text(what)}，${text(result)}`)
        .join('\n'),
      reasons: [text(from.statement.fields.reasons)],
      proposal: '',
    },
  }),
}

const correctionLetters: Readonly<Record<string, Write>> = {
  report: (from) => {
    const { fields } = from.statement
    const resource = fieldsOf(fields.resource)
    return {
      template: 'correction.report',
      facts: {
        ...headOf(from),
        correction: from.number,
        resource: { code: text(resource.code), name: text(resource.name) || '—' },
        provider: from.head.respondent,
        foundHow: text(fields.evidence),
        basis: from.basis,
        problems: itemsOf(fields).map((item) => ({ item, problem: text(fields.wrong) || '—', proposal: '' })),
      },
    }
  },
  correct: (from) => feedback(from, '属实，已更正', text(from.statement.fields.corrected)),
  uphold: (from) => feedback(from, '不属实', text(from.statement.fields.explanation)),
}

const feedback = (from: LetterFrom, result: string, explanation: string): Letter => {
  const asked = applied(from.acts)
  const resource = fieldsOf(asked?.fields.resource)
  return {
    template: 'correction.feedback',
    facts: {
      ...headOf(from),
      correction: from.number,
      resource: { code: text(resource.code), name: text(resource.name) || '—' },
      receivedOn: asked === undefined ? dayInChina(from.statement.madeAt) : dayOf(asked.when),
      basis: from.basis,
      outcomes: itemsOf(asked?.fields ?? {}).map((item) => ({ item, result, explanation, doneOn: null })),
      further: text(from.statement.fields.result),
    },
  }
}

const letters: Readonly<Record<string, Readonly<Record<string, Write>>>> = { request: requestLetters, dispute: disputeLetters, correction: correctionLetters }

export const hasLetter = (kind: CaseKind, act: string): boolean => letters[kind]?.[act] !== undefined

/** The letter an act goes out with, as facts of a template; null: it has none of its own. What nobody wrote yet stays a blank. */
export const letterOf = (from: LetterFrom): Letter | null => letters[from.head.kind]?.[from.statement.act]?.(from) ?? null
