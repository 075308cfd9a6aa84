import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PeriodLine } from '../../../shared/contract/statistics.ts'
import { clockInChina } from '../words.ts'

const colours = { later: 'blue', near: 'orange', overdue: 'red', done: 'green', doneLate: 'orange', returned: 'orange' } as const

/** What the notice says: its number, until when to the hour, and how that stands. */
export const DueNote = ({ notice }: { notice: PeriodLine['notices'][number] }) => {
  const { t } = useTranslation()
  const { number, issuer, title, dueAt, state, provisional } = notice
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="xs" className="mulu-ellipsis" title={`${issuer} ${number} ${title}`}>
        {number === '' ? issuer : number}
      </Text>
      <Text size="2xs" c="dimmed" component="div">
        {t('submissions.due.until', { at: clockInChina(dueAt) })}{' '}
        <Badge size="xs" color={colours[state]}>
          {t(`submissions.due.${state}`)}
        </Badge>
      </Text>
      {provisional && (
        <Text size="2xs" c="dimmed">
          {t('submissions.due.provisional')}
        </Text>
      )}
    </div>
  )
}
