import { useTranslation } from 'react-i18next'
import type { KeyPlace } from '../../shared/signing/algorithms.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { subjectKinds } from './paper-subject.ts'

/** The words of signing in the language on screen; a kind this version does not know stays as it is. */
export const useSigningWords = () => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const kind = (name: string): string => {
    const known = subjectKinds.find((each) => each === name)
    return known === undefined ? name : t(`signing.kinds.${known}`)
  }
  return {
    kind,
    scope: (scope: readonly string[]): string => (scope.includes('*') ? t('signing.anyKind') : list(scope.map(kind))),
    place: ({ kind: where, name }: KeyPlace): string => t(`signing.keys.place.${where}`, { name }),
  }
}
