import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/errors.ts'

const storageKey = 'mulu.language'

/** The language of the last time, else the system's: English only where the system speaks no Chinese. */
export const firstLanguage = (stored: string | null, system: string): Language => {
  if (stored === 'zh' || stored === 'en') return stored
  return system.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const storedLanguage = (): string | null => window.localStorage.getItem(storageKey)

/** The language on screen, and how to change it. */
export const useLanguage = (): { language: Language; setLanguage(language: Language): void } => {
  const { i18n } = useTranslation()
  return {
    language: i18n.language === 'en' ? 'en' : 'zh',
    setLanguage: (language) => {
      window.localStorage.setItem(storageKey, language)
      void i18n.changeLanguage(language)
    },
  }
}
