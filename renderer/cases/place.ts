import { type CaseKind, caseKindSchema, type Party, partySchema } from '../../shared/cases/act.ts'
import { type LedgerKind, ledgerKinds } from '../../shared/ledgers/ledger.ts'
import { type Following, followings } from './agreement/model/following.ts'

/** What the screen shows, as the address says it. */
export type Place = { kind: CaseKind } & (
  | { view: 'list' }
  /** A register, of whatever kind of case. */
  | { view: 'ledger'; ledger: LedgerKind }
  /** `about`: an entry to ask for, or the case that is disputed. */
  | { view: 'new'; about: string }
  | { view: 'file'; id: string }
  /** An agreement that renews, changes or ends this one. */
  | { view: 'renew'; id: string; as: Following }
  | { view: 'do'; id: string; act: string }
  | { view: 'draft'; id: string; actId: string }
  | { view: 'record'; id: string; party: Party; act: string }
)

/** `request/<id>/do/grant`; whatever can not be read is the list of requests. */
export const readPlace = (rest: string): Place => {
  const [first = '', id = '', view = '', what = '', act = ''] = rest.split('/')
  if (first === 'ledgers') return { kind: 'request', view: 'ledger', ledger: ledgerKinds.find((each) => each === id) ?? 'requests' }
  const kind = caseKindSchema.safeParse(first).data
  if (kind === undefined) return { kind: 'request', view: 'list' }
  if (id === '') return { kind, view: 'list' }
  if (id === 'new') return { kind, view: 'new', about: view }
  const as = followings.find((each) => each === decodeURIComponent(what))
  if (view === 'renew' && kind === 'agreement' && as !== undefined) return { kind, view, id, as }
  const party = partySchema.safeParse(what).data
  if (view === 'do' && what !== '') return { kind, view, id, act: what }
  if (view === 'draft' && what !== '') return { kind, view, id, actId: what }
  if (view === 'record' && party !== undefined && act !== '') return { kind, view, id, party, act }
  return { kind, view: 'file', id }
}

export const writePlace = (place: Place): string => {
  const { kind } = place
  switch (place.view) {
    case 'list':
      return kind
    case 'ledger':
      return `ledgers/${place.ledger}`
    case 'new':
      return place.about === '' ? `${kind}/new` : `${kind}/new/${place.about}`
    case 'file':
      return `${kind}/${place.id}`
    case 'renew':
      return `${kind}/${place.id}/renew/${place.as}`
    case 'do':
      return `${kind}/${place.id}/do/${place.act}`
    case 'draft':
      return `${kind}/${place.id}/draft/${place.actId}`
    case 'record':
      return `${kind}/${place.id}/record/${place.party}/${place.act}`
  }
}
