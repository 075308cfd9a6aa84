import type { Language } from '../errors.ts'
import { checkDocument, type ToCheck } from './checks.ts'

/** How much stands in the way of a signature, by the document alone: the same on every copy of it. */
export const openErrors = (document: ToCheck): number =>
  checkDocument(document, { yearsMissing: [], previousOpening: false }).filter(({ severity }) => severity === 'error').length

/** On what leaves before it can be signed. A paper whose checks are free of errors says nothing: it is the one that is signed. */
export const unsignedWords = (errors: number, language: Language): { mark: string; why: string } | null => {
  if (errors === 0) return null
  return language === 'zh'
    ? { mark: '未签署（校验未通过）', why: `已冻结，校验有 ${errors} 处须先处理，不作为签署和报送的文本` }
    : {
        mark: 'Not signed (checks not passed)',
        why: `frozen; ${errors} ${errors === 1 ? 'thing' : 'things'} must be dealt with first: not the text to sign or submit`,
      }
}
