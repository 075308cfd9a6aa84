import { expect, test } from 'vitest'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { inBothLanguages } from './in-both-languages.ts'

test('what has no English name is called there as in Chinese; all else stays', () => {
  expect(inBothLanguages(standardTemplate)).toEqual(standardTemplate)
  const [first, ...others] = standardTemplate.cover
  if (first === undefined) throw new Error('the standard cover is empty')
  const own = { ...standardTemplate, about: { zh: '', en: '' }, cover: [{ ...first, words: { zh: '填报处室', en: ' ' } }, ...others] }
  expect(inBothLanguages(own)).toEqual({ ...own, cover: [{ ...first, words: { zh: '填报处室', en: '填报处室' } }, ...others] })
})
