import type { CaseKind, Party } from '../../../shared/cases/act.ts'
import type { CaseAct } from '../../../shared/contract/case-views.ts'

/** One side of an agreement and whether it has signed the text that is agreed to now. */
export type SigningPlace = {
  party: Party
  position: 1 | 2 | null
  state: 'signed' | 'issued' | 'draft' | 'missing'
  way: 'electronic' | 'paper' | null
  signer: string
  on: string
}

type Act = Pick<CaseAct, 'act' | 'party' | 'status' | 'fields'>

const sides = ['respondent', 'applicant'] as const
const positions: Readonly<Record<string, 1 | 2>> = { sign: 1, countersign: 2 }

/** Acts that the file's part on signing offers. */
export const isSigning = (kind: CaseKind, act: string): boolean => kind === 'agreement' && (positions[act] !== undefined || act === 'unsign')

/** What took earlier signatures away: another text, or whoever signed took it back. */
const begins = ['accept', 'reopen', 'unsign']

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const placeOf = (party: Party, acts: readonly Act[]): SigningPlace => {
  const own = acts.filter((one) => one.party === party && positions[one.act] !== undefined)
  const done = own.findLast(({ status }) => status === 'counted') ?? own.findLast(({ status }) => status === 'issued') ?? own.at(-1)
  if (done === undefined) return { party, position: null, state: 'missing', way: null, signer: '', on: '' }
  const { way, signer, on } = done.fields
  return {
    party,
    position: positions[done.act] ?? null,
    state: done.status === 'counted' ? 'signed' : done.status === 'issued' ? 'issued' : 'draft',
    way: way === 'electronic' || way === 'paper' ? way : null,
    signer: text(signer),
    on: text(on),
  }
}

/** Both sides in the order they signed; who has not is behind. 甲方 is named first while nobody has. */
export const signingPlaces = (acts: readonly Act[]): SigningPlace[] => {
  const from = acts.findLastIndex(({ act, status }) => begins.includes(act) && status === 'counted')
  const since = acts.slice(from + 1)
  return sides.map((party) => placeOf(party, since)).sort((a, b) => (a.position ?? 3) - (b.position ?? 3))
}
