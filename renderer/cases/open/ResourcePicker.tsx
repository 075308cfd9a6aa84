import { Skeleton, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from '../cases.module.css'

type Found = Output<'catalogue.search'>['items'][number]

/** Entries to choose from: other agencies' published ones, or our own. */
export const ResourcePicker = ({ whose, onPick }: { whose: 'own' | 'others'; onPick(id: string): void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 150)
  const { value, failure, loading, reload } = useLoad('catalogue.search', { text: sought, limit: 20, filter: { whose }, facets: false, exact: false })
  const found = value?.items ?? []
  return (
    <div>
      <TextInput
        label={t(whose === 'others' ? 'cases.open.searchOthers' : 'cases.open.searchOwn')}
        placeholder={t('cases.open.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={200}
      />
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={120} mt={6} role="img" aria-label={t('common.loading')} />}
      {value !== null && found.length === 0 && (
        <Text size="sm" c="dimmed" mt={6} role="status">
          {t(whose === 'others' && !value.othersHere ? 'cases.open.noOthers' : 'cases.open.notFound')}
        </Text>
      )}
      {found.length > 0 && (
        <ul className={classes.entries} aria-label={t('cases.open.resource')}>
          {found.map((row) => (
            <li key={row.id}>
              <Choice row={row} onPick={onPick} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const Choice = ({ row: { id, title, code, provider, shareType }, onPick }: { row: Found; onPick(id: string): void }) => {
  const { t } = useTranslation()
  return (
    <UnstyledButton className={classes.entry} onClick={() => onPick(id)}>
      <span className="mulu-ellipsis" title={title}>
        {title === '' ? t('catalogue.list.untitled') : title}
      </span>
      <Text span size="2xs" c="dimmed">
        {shareType}
      </Text>
      <Text span size="2xs" c="dimmed" className="mulu-ellipsis">
        {[provider, code].filter((part) => part !== '').join(' · ')}
      </Text>
    </UnstyledButton>
  )
}
