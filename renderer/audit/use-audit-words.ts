import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { actionKey } from './action-words.ts'
import { fieldsInWords, type NoteTexts, noteInWords } from './note-words.ts'

export type AuditWords = { action(name: string): string; note(note: string | null): string; fields(names: readonly string[]): string }

/** What the log keeps in short, in the words on screen. */
export const useAuditWords = (): AuditWords => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const texts: NoteTexts = {
    count: (what, count) => t(`audit.counts.${what}`, { count }),
    said: (what) => t(`audit.said.${what}`),
    field: (name) => t(`audit.fieldNames.${name}`),
    role: (role) => t(`roles.${role}`),
  }
  return {
    action: (name) => {
      const key = actionKey(name)
      return key === null ? name : t(key)
    },
    note: (note) => noteInWords(note, language, texts),
    fields: (names) => fieldsInWords(names, language, texts),
  }
}
