import { Skeleton, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import classes from '../../cases.module.css'
import { StateChip } from '../../list/StateChip.tsx'

/** Requests to draft an agreement from: whose sides we are, and that were applied for. */
export const RequestPicker = ({ onPick }: { onPick(id: string): void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 150)
  const { value, failure, loading, reload } = useLoad('request.list', { text: sought, limit: 50 }, ['case'])
  const rows = (value?.rows ?? []).filter(({ party, state, sealed }) => party !== 'department' && state !== 'new' && !sealed)
  return (
    <div className={classes.form}>
      <TextInput
        label={t('agreement.open.which')}
        placeholder={t('cases.find')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={100}
      />
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={120} role="img" aria-label={t('common.loading')} />}
      {value !== null && rows.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t(sought === '' ? 'agreement.open.noRequests' : 'cases.noneFound')}
        </Text>
      )}
      {rows.length > 0 && (
        <ul className={classes.entries} aria-label={t('cases.kinds.request')} style={{ maxHeight: 440 }}>
          {rows.map((row) => (
            <li key={row.id}>
              <UnstyledButton className={classes.entry} onClick={() => onPick(row.id)}>
                <span className="mulu-ellipsis" title={row.title}>
                  {row.number} {row.title}
                </span>
                <StateChip row={row} />
                <Text span size="2xs" c="dimmed" className="mulu-ellipsis">
                  {row.other} · {t(`cases.side.${row.party}`)}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
