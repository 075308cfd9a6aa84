import { expect, it } from 'vitest'
import { firstLanguage } from './language.ts'

it('begins with the last language, else the system’s, else Chinese', () => {
  expect(firstLanguage('en', 'zh-CN')).toBe('en')
  expect(firstLanguage(null, 'en-GB')).toBe('en')
  expect(firstLanguage(null, 'zh-CN')).toBe('zh')
  expect(firstLanguage('fr', 'de')).toBe('zh')
})
