import { syncLogNoteWords } from '../../shared/sync/log-words.ts'
import { useLanguage } from '../app/language.ts'

/** Why a line or a paper was not taken in, in words. */
export const usePassedOverWords = () => {
  const { language } = useLanguage()
  return (why: string): string => syncLogNoteWords({ what: 'passedOver', note: why }, language)
}
