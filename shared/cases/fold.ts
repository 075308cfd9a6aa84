import type { Duty, Words } from '../regulations/pack.ts'
import { textKey } from '../text-key.ts'
import type { Act, CaseHead, Party } from './act.ts'
import { type ActSpec, type Machine, type NextSpec, unopened } from './machine.ts'

/** Why an act may not be done; each is an error of its own (shared/errors/cases.ts). */
export const refusals = [
  'case.unknownAct',
  'case.notNow',
  'case.notThisType',
  'case.notYourAct',
  'case.onlyOnce',
  'case.tooEarly',
  'case.ownAct',
  'case.notTheLast',
  'case.fieldsWrong',
  'case.lacksConsent',
  'case.selfConsent',
  'case.lacksPaper',
  'case.sameAgency',
] as const
export type CaseRefusal = { code: (typeof refusals)[number]; detail: string }

export type Folded = {
  state: string
  closed: boolean
  /** Every act that counted, in order, with the state it led to. */
  acts: readonly { act: Act; state: string }[]
}

export const opened: Folded = { state: unopened, closed: false, acts: [] }

/** As much of a folded case as tells who is next. */
export type Outline = { state: string; acts: readonly { act: Pick<Act, 'act' | 'party' | 'fields'> }[] }

const lastOf = <A extends Pick<Act, 'act'>>(folded: { acts: readonly { act: A }[] }, names: readonly string[]): A | undefined =>
  folded.acts.findLast(({ act }) => names.includes(act.act))?.act

/** The acts since the state was entered, with the one that led to it. */
const sinceEntered = (machine: Machine, folded: Outline): ReadonlySet<string> => {
  const entered = folded.acts.findLastIndex(({ act }) => (machine.acts[act.act]?.to ?? null) !== null)
  return new Set(folded.acts.slice(Math.max(0, entered)).map(({ act }) => act.act))
}

const no = (code: CaseRefusal['code'], detail = ''): CaseRefusal => ({ code, detail })

/** What state, order and party say; null: the party may do it now, if it says what it must. */
const barred = (machine: Machine, folded: Outline, name: string, party: Party): CaseRefusal | null => {
  const spec: ActSpec | undefined = Object.hasOwn(machine.acts, name) ? machine.acts[name] : undefined
  if (spec === undefined) return no('case.unknownAct', name)
  if (!spec.from.includes(folded.state)) return no('case.notNow', folded.state)
  const type = folded.acts[0]?.act.fields.type
  if (spec.types !== undefined && typeof type === 'string' && !spec.types.includes(type)) return no('case.notThisType', type)
  if (!spec.party.includes(party)) return no('case.notYourAct', party)
  if (spec.once === true && lastOf(folded, [name]) !== undefined) return no('case.onlyOnce', name)
  for (const before of spec.after ?? []) if (lastOf(folded, [before]) === undefined) return no('case.tooEarly', before)
  if (spec.afterAny !== undefined && lastOf(folded, spec.afterAny) === undefined) return no('case.tooEarly', spec.afterAny[0])
  if (spec.since !== undefined) {
    const since = sinceEntered(machine, folded)
    if (!spec.since.some((before) => since.has(before))) return no('case.tooEarly', spec.since[0])
  }
  if (spec.otherThan !== undefined && lastOf(folded, spec.otherThan)?.party === party) return no('case.ownAct', name)
  if (spec.sameAs !== undefined && lastOf(folded, spec.sameAs)?.party !== party) return no('case.notYourAct', party)
  return null
}

/** Names are compared without blanks: 张 三 approves nothing of 张三. */
export const samePerson = (a: string, b: string): boolean => a.replaceAll(/\s/g, '') === b.replaceAll(/\s/g, '')

/**
 * Whether the act may follow, in the order a person would ask; null: it may. `told`: it came as another's letter, whose own
 * consents stand in that office.
 */
export const whyNot = (machine: Machine, head: CaseHead, folded: Folded, act: Act, told = false): CaseRefusal | null => {
  const spec: ActSpec | undefined = Object.hasOwn(machine.acts, act.act) ? machine.acts[act.act] : undefined
  if (spec === undefined) return no('case.unknownAct', act.act)
  if (head.respondent !== '' && textKey(head.applicant) === textKey(head.respondent)) return no('case.sameAgency')
  if (spec.shareType !== undefined && !spec.shareType.includes(head.shareType)) return no('case.notThisType', head.shareType)
  // An opening act is judged by what it says itself.
  if (spec.types !== undefined && folded.acts.length === 0 && !spec.types.includes(String(act.fields.type)))
    return no('case.notThisType', String(act.fields.type))
  const bar = barred(machine, folded, act.act, act.party)
  if (bar !== null) return bar
  const answered = spec.answers === undefined ? undefined : lastOf(folded, spec.answers)
  if (spec.answers !== undefined && (answered === undefined || answered.id !== act.fields.to)) return no('case.notTheLast', act.act)
  const other = spec.same?.find((field) => answered?.fields[field] !== act.fields[field])
  if (other !== undefined) return no('case.notTheLast', other)
  const parsed = spec.fields.safeParse(act.fields)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return no('case.fieldsWrong', issue?.path.map(String).join('.') ?? '')
  }
  for (const need of told ? [] : spec.needs) {
    const consent = act.consents.find((one) => one.need === need)
    if (consent === undefined) return no('case.lacksConsent', need)
    if (samePerson(consent.by, act.officer)) return no('case.selfConsent', need)
  }
  if (spec.paper === true && act.papers.length === 0) return no('case.lacksPaper', act.act)
  return null
}

const next = (machine: Machine, folded: Folded, act: Act): Folded => {
  const state = machine.acts[act.act]?.to ?? folded.state
  return { state, closed: machine.states[state]?.closed === true, acts: [...folded.acts, { act, state }] }
}

/** The acts one after the other; whatever may not follow is left out and named. */
export const fold = (
  machine: Machine,
  head: CaseHead,
  acts: readonly Act[],
  from: Folded = opened,
): Folded & { refused: readonly { act: Act; why: CaseRefusal }[] } => {
  let folded = from
  const refused: { act: Act; why: CaseRefusal }[] = []
  for (const act of acts) {
    const why = whyNot(machine, head, folded, act)
    if (why === null) folded = next(machine, folded, act)
    else refused.push({ act, why })
  }
  return { ...folded, refused }
}

/** Which acts a party may do now, as far as state and order say; what they must contain is asked when they are made. */
export const actsFor = (machine: Machine, folded: Folded, party: Party): string[] =>
  Object.keys(machine.acts).filter((name) => barred(machine, folded, name, party) === null)

export type NextAct = { party: Party; act: string; clock: Duty | null; dueOn: string | null; ruled: boolean }

const partyOf = (folded: Outline, party: NextSpec['party']): Party => {
  if (typeof party === 'string') return party
  return lastOf(folded, party.otherThan)?.party === 'applicant' ? 'respondent' : 'applicant'
}

/**
 * Who acts next, with the duty whose clock says until when. Acts since the state was entered decide what is left; what a
 * party may not do now, as it was done already, is not asked of it.
 */
export const nextOf = (machine: Machine, folded: Outline): NextAct[] => {
  const since = sinceEntered(machine, folded)
  const ever = new Set(folded.acts.map(({ act }) => act.act))
  return machine.next
    .filter(
      (one) =>
        one.in.includes(folded.state) &&
        !(one.unless ?? []).some((act) => since.has(act)) &&
        (one.after === undefined || one.after.some((act) => ever.has(act))),
    )
    .map(({ party, act, clock, by, ruled }) => {
      const said = by === undefined ? undefined : folded.acts.findLast(({ act }) => (machine.acts[act.act]?.to ?? null) !== null)?.act.fields[by]
      return { party: partyOf(folded, party), act, clock: clock ?? null, dueOn: typeof said === 'string' ? said : null, ruled: ruled === true }
    })
    .filter(({ party, act }) => barred(machine, folded, act, party) === null)
}

/** What is to be done next, as it is told before it is known how: 答复, not 答复：同意. */
export const wordsOfNext = ({ next: nexts, acts }: Machine, act: string): Words =>
  nexts.find((one) => one.act === act)?.words ?? acts[act]?.words ?? { zh: act, en: act }
