import { useTranslation } from 'react-i18next'
import type { Profile } from '../../../shared/contract/profile.ts'
import { labelOf } from '../../../shared/fields.ts'
import { identityColumns, templateColumns } from '../../../shared/template.ts'
import { useLanguage } from '../../app/language.ts'

type Group = { group: string; items: { value: string; label: string }[] }

const parts = ['code', 'cls1', 'cls2', 'cls3', 'cls4', 'formatClass', 'formatType', 'formatOther', 'kind', 'title', 'number', 'article', 'quotation'] as const

/** Every field a column can feed, grouped, in the language on screen; and the name of one. */
export const useFieldOptions = (profile: Profile | null): { groups: Group[]; name(path: string): string } => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = (path: string): string => {
    const [head = '', tail = ''] = path.split('.')
    if (head === 'ext') return t('catalogue.import.extension', { label: profile?.extensionFields.find(({ key }) => key === tail)?.label ?? tail })
    if (head === 'items') return `${t('catalogue.import.item')} · ${labelOf(path)[language]}`
    const part = parts.find((each) => each === tail)
    if (part !== undefined) return `${labelOf(head)[language]} · ${t(`catalogue.parts.${part}`)}`
    return identityColumns.find((column) => column.path === path)?.header ?? labelOf(path)[language]
  }
  const known = [...templateColumns, ...identityColumns].map(({ path }) => path)
  const options = (fits: (path: string) => boolean) => known.filter(fits).map((path) => ({ value: path, label: name(path) }))
  const under = (head: string) => (path: string) => path.startsWith(`${head}.`)
  const groups = [
    { group: t('catalogue.import.groups.entry'), items: options((path) => !path.includes('.')) },
    { group: t('catalogue.import.groups.codes'), items: options(under('codes')) },
    { group: t('catalogue.import.groups.formats'), items: options(under('formats')) },
    { group: t('catalogue.import.groups.items'), items: options(under('items')) },
    { group: t('catalogue.import.groups.basis'), items: options(under('shareBasis')) },
    {
      group: t('catalogue.import.groups.ext'),
      items: (profile?.extensionFields ?? []).map(({ key }) => ({ value: `ext.${key}`, label: name(`ext.${key}`) })),
    },
    { group: t('catalogue.import.groups.meta'), items: options(under('meta')) },
  ]
  return { groups: groups.filter(({ items }) => items.length > 0), name }
}
