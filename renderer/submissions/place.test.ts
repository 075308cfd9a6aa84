import { expect, test } from 'vitest'
import { type Place, readPlace, writePlace } from './place.ts'

const id = '5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c11'
const places: Place[] = [
  { view: 'periods' },
  { view: 'notices' },
  { view: 'templates' },
  { view: 'template', id: 'mulu-standard' },
  { view: 'one', id, version: null, part: 'tables' },
  { view: 'one', id, version: 3, part: 'checks' },
]

test.each(places)('a place comes back from the address: %o', (place) => {
  expect(readPlace(writePlace(place))).toEqual(place)
})

test.each(['one/x/1/tables', 'nothing', 'template', 'one'])('%s is the list', (rest) => {
  expect(readPlace(rest)).toEqual({ view: 'periods' })
})

test('a part that is none is the tables', () => {
  expect(readPlace(`one/${id}/0/elsewhere`)).toEqual({ view: 'one', id, version: null, part: 'tables' })
})
