import { expect, test } from 'vitest'
import { inGroups } from './fingerprint.ts'

test('groups of four, no blank at the end', () => {
  expect(inGroups('0123456789abcdef')).toBe('0123 4567 89ab cdef')
  expect(inGroups('')).toBe('')
})
