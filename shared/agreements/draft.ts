import type { Act, CaseHead } from '../cases/act.ts'
import { type AgreementParty, type AgreementText, emptyExchange } from '../cases/agreement-text.ts'
import { shareWays } from '../cases/fields.ts'
import { application } from '../cases/request.ts'
import type { EntryContent } from '../catalogue.ts'
import type { Profile } from '../contract/profile.ts'
import { cite } from '../regulations/cited.ts'
import type { Facts, PackSet } from '../regulations/pack-set.ts'
import { textKey } from '../text-key.ts'
import { clausesFor, type OfferedClause, takeClause } from './choose.ts'
import { agreementNeeded } from './needed.ts'

/** Days before the end on which renewal is looked at (domain §6.3); the parties may set others. */
export const usualReminders: readonly number[] = [60, 30, 7]

export const factsOf = ({ shareType, sensitive }: Pick<CaseHead, 'shareType' | 'sensitive'>): Facts => ({
  ...(shareType === '' ? {} : { shareType }),
  sensitive,
})

const party = (name: string, profile: Profile): AgreementParty => {
  const bare = { name, code: '', workingBody: '', representative: '', contact: '', phone: '' }
  if (textKey(name) !== textKey(profile.agency)) return bare
  const [person] = profile.namedPersons
  return {
    ...bare,
    code: profile.creditCode,
    workingBody: profile.workingBody,
    representative: profile.departmentHead,
    contact: person?.name ?? '',
    phone: person?.phone ?? '',
  }
}

/** What is known of the resource beyond the request: from the provider's entry, where there is one. */
export type KnownEntry = Pick<EntryContent, 'dataGrade' | 'items' | 'updateCycle' | 'network'>

type Drafting = {
  head: CaseHead
  /** The acts of the request that counted, in order. */
  acts: readonly Act[]
  profile: Profile
  set: PackSet
  entry?: KnownEntry | null
  /** Those to go in; left out: all that are offered. */
  clauses?: readonly OfferedClause[]
}

const replies = ['grant', 'grantPartly', 'grantAfter'] as const
const lastFields = (acts: readonly Act[], names: readonly string[]): Act['fields'] | undefined => acts.findLast(({ act }) => names.includes(act))?.fields

/** The items that are shared: what was granted, else what was asked for, else everything the entry lists. */
const sharedItems = (acts: readonly Act[], asked: readonly string[], entry: KnownEntry | null): string[] => {
  const agreed = lastFields(acts, replies)?.items
  if (Array.isArray(agreed) && agreed.length > 0) return agreed.map(String)
  return asked.length > 0 ? [...asked] : (entry?.items.map(({ name }) => name) ?? [])
}

/** A first text from a request; null where nothing was applied for. What nobody knows yet stays empty and is found missing. */
export const draftFromRequest = ({ head, acts, profile, set, entry = null, clauses }: Drafting): AgreementText | null => {
  const parsed = application.safeParse(lastFields(acts, ['apply', 'obtainDirect']))
  if (!parsed.success) return null
  const { resource, basis, scene, scope, way, period, items } = parsed.data
  const reply = lastFields(acts, replies)
  const facts = factsOf(head)
  const offered = clauses ?? clausesFor(set, facts)
  const rules = agreementNeeded(set, facts).rules
  return {
    format: 'mulu-agreement/1',
    head: { number: '', title: `关于共享“${resource.name}”的安全保密协议`, kind: '新签', requests: [{ id: head.id, number: numberOf(acts) }], renews: null },
    parties: { provider: party(head.respondent, profile), user: party(head.applicant, profile), operator: null },
    basis: { rules: rules.map((row) => ({ rule: row.rule.id, title: cite(row).title.zh })), duty: '' },
    content: {
      resources: [{ code: resource.code, name: resource.name }],
      grade: entry?.dataGrade ?? '',
      personalInformation: head.sensitive.includes('个人隐私'),
      commercialSecret: head.sensitive.includes('商业秘密'),
    },
    purpose: {
      basis: basis.map(({ title, article }) => `${title}${article}`).join('；'),
      scene,
      scope,
      persons: '',
      systems: '',
      from: period.from,
      until: period.to,
    },
    way: {
      way: shareWays.find((one) => one === reply?.way) ?? way,
      frequency: entry?.updateCycle ?? '',
      network: entry?.network ?? '',
      encryption: '',
      handOver: '',
    },
    clauses: offered.map(({ clause }) => takeClause(clause, set, facts)),
    validity: { from: period.from, until: period.to, reminders: [...usualReminders], originals: 2, copies: 0 },
    annexes: {
      items: sharedItems(acts, items, entry).map((name) => {
        const known = entry?.items.find((item) => textKey(item.name) === textKey(name))
        return {
          resourceCode: resource.code,
          resource: resource.name,
          item: name,
          type: known?.dataType ?? '',
          length: known?.length ?? '',
          grade: entry?.dataGrade ?? '',
          personal: known?.personalInformation ?? false,
          note: '',
        }
      }),
      persons: [],
      pledge: [],
      exchange: emptyExchange,
      disposal: [],
    },
  }
}

const numberOf = (acts: readonly Act[]): string => acts.find(({ act }) => act === 'apply' || act === 'obtainDirect')?.number ?? ''

/** The text of an agreement that follows an older one: as it stood, for another time. Newer clauses are offered, not put in. */
export const renewalOf = (
  text: AgreementText,
  { id, kind = '续签', from, until }: { id: string; kind?: '续签' | '变更' | '终止'; from: string; until: string },
): AgreementText => ({
  ...text,
  head: { ...text.head, number: '', kind, renews: id },
  purpose: { ...text.purpose, from, until },
  validity: { ...text.validity, from, until },
  annexes: { ...text.annexes, disposal: [] },
})
