import { expect, it } from 'vitest'
import { formatBytes, formatMoment, formatNumber } from './moments.ts'

it('writes moments in the machine’s own zone', () => {
  const local = new Date(2026, 10, 2, 8, 5, 9)
  expect(formatMoment(local.toISOString())).toBe('2026-11-02 08:05')
  expect(formatMoment(local.toISOString(), true)).toBe('2026-11-02 08:05:09')
  expect(formatMoment(null)).toBe('')
})

it('writes sizes and numbers short', () => {
  expect([0, 1023, 1024, 1536, 448 * 1024, 5 * 1024 ** 3].map(formatBytes)).toEqual(['0 B', '1023 B', '1.0 KB', '1.5 KB', '448 KB', '5.0 GB'])
  expect(formatNumber(1_234_567)).toBe('1,234,567')
})
