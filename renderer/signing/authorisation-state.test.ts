import { expect, test } from 'vitest'
import { authorisationState } from './authorisation-state.ts'

test('valid on its first and its last day; revoked whatever the day', () => {
  const one = { revokedAt: null, fromOn: '2026-01-01', untilOn: '2026-12-31' }
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => authorisationState(one, on))).toEqual(['notYet', 'valid', 'valid', 'ended'])
  expect(authorisationState({ ...one, revokedAt: '2026-03-01T00:00:00.000Z' }, '2026-06-01')).toBe('revoked')
})
