import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpillPlace } from '../../shared/contract/vault.ts'
import { fieldLabels } from '../../shared/fields.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { vault } from '../i18n/zh/vault.ts'

type Known = keyof typeof vault.purge.places

/** Where spilled words stand, place by place, in the officers' words; never the words themselves. */
export const SpillPlaces = ({ places }: { places: readonly SpillPlace[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const placeWords = (where: string) => (Object.hasOwn(vault.purge.places, where) ? t(`vault.purge.places.${where as Known}`) : where)
  const fieldWords = (field: string) => (Object.hasOwn(fieldLabels, field) ? fieldLabels[field as keyof typeof fieldLabels][language] : null)
  return (
    <List size="sm" spacing={2}>
      {places.map(({ where, field, count }) => {
        const words = fieldWords(field)
        const name = where === 'entry' && words !== null ? pair(placeWords(where), words) : placeWords(where)
        return <List.Item key={`${where} ${field}`}>{t('vault.purge.placeCount', { name, count })}</List.Item>
      })}
    </List>
  )
}
