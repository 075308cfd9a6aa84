import { expect, test } from 'vitest'
import { formatMoment } from '../components/moments.ts'
import { withMoments } from './with-moments.ts'

test('a moment inside a sentence is read in the machine’s own zone; days stay as they are', () => {
  expect(withMoments('列表已过更新期（2026-11-20T00:00:00.000Z），自2026-11-01。')).toBe(
    `列表已过更新期（${formatMoment('2026-11-20T00:00:00.000Z')}），自2026-11-01。`,
  )
})
