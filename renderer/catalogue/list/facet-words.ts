import { useTranslation } from 'react-i18next'
import { type EntryStatus, entryStatuses } from '../../../shared/catalogue.ts'
import { classes } from '../../../shared/codes.ts'
import { wordIn } from '../../../shared/dictionaries.ts'
import { labelOfRule, sayRule } from '../../../shared/findings.ts'
import { useLanguage } from '../../app/language.ts'
import type { FacetName } from './list-store.ts'

const isStatus = (value: string): value is EntryStatus => entryStatuses.some((status) => status === value)

/** A facet's value as the officer reads it; what is in no list stands as it is. */
export const useFacetWords = (): ((name: FacetName, value: string) => string) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (name, value) => {
    if (value === '') return t('catalogue.list.blank')
    if (name === 'shareType') return wordIn('shareType', value, language)
    if (name === 'format') return wordIn('formatClass', value, language)
    if (name === 'class') return classes.find(({ code }) => code === value)?.[language] ?? value
    if (name === 'status' && isStatus(value)) return t(`catalogue.status.${value}`)
    return name === 'finding' ? labelOfRule(value, language) : value
  }
}

/** The words under a facet's value: for a finding its rule's whole sentence. */
export const useFacetTitles = (): ((name: FacetName, value: string) => string) => {
  const words = useFacetWords()
  const { language } = useLanguage()
  return (name, value) => (name === 'finding' && value !== '' ? sayRule(value, language) : words(name, value))
}
