import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { notices } from './notices.ts'

test('the third-party notices name what is shipped (npm run notices)', () => {
  expect(readFileSync('THIRD-PARTY-NOTICES.md', 'utf8')).toBe(notices())
})
