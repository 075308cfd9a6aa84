import { expect, it } from 'vitest'
import { type Place, readPlace, writePlace } from './place.ts'

const places: Place[] = [
  { kind: 'dispute', view: 'list' },
  { kind: 'request', view: 'new', about: '' },
  { kind: 'request', view: 'new', about: 'e1' },
  { kind: 'request', view: 'ledger', ledger: 'incidents' },
  { kind: 'need', view: 'file', id: 'n1' },
  { kind: 'agreement', view: 'renew', id: 'a1', as: '续签' },
  { kind: 'request', view: 'do', id: 'r1', act: 'grant' },
  { kind: 'request', view: 'draft', id: 'r1', actId: 'a1' },
  { kind: 'correction', view: 'record', id: 'c1', party: 'department', act: 'feedback' },
]

it.each(places)('a place reads back from its address: $kind $view', (place) => {
  expect(readPlace(writePlace(place))).toEqual(place)
})

it('what can not be read is a list or the file, never an error', () => {
  expect(readPlace('')).toEqual({ kind: 'request', view: 'list' })
  expect(readPlace('ledgers/nonsense')).toEqual({ kind: 'request', view: 'ledger', ledger: 'requests' })
  expect(readPlace('nonsense/x')).toEqual({ kind: 'request', view: 'list' })
  expect(readPlace('request/r1/record/nobody/apply')).toEqual({ kind: 'request', view: 'file', id: 'r1' })
})
