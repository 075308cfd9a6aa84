import { expect, test } from 'vitest'
import { receivedAt } from './received-at.ts'

test('a day is over at its end in China; today, and a day to come, are now', () => {
  const now = new Date('2026-11-27T02:00:00.000Z')
  expect(receivedAt('2026-11-26', now)).toBe('2026-11-26T15:59:59.000Z')
  expect(receivedAt('2026-11-27', now)).toBe(now.toISOString())
  expect(receivedAt('2026-12-27', now)).toBe(now.toISOString())
})
