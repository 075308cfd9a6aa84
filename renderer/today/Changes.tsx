import { Anchor, Skeleton, Table, Text } from '@mantine/core'
import { IconGavel } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'

/** The changes on record, each with its report. */
export const Changes = () => {
  const { t } = useTranslation()
  const go = useGo()
  const { value, failure, loading, reload } = useLoad('trigger.list', {}, ['task', 'catalogue'])
  const triggers = value?.triggers ?? []
  return (
    <>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={160} role="img" aria-label={t('common.loading')} />}
      {value !== null && triggers.length === 0 && (
        <EmptyState icon={<IconGavel size={32} stroke={1.3} />} title={t('tasks.changesEmpty')}>
          {t('tasks.changesEmptyHint')}
        </EmptyState>
      )}
      {triggers.length > 0 && (
        <Table className="mulu-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('tasks.changeColumns.what')}</Table.Th>
              <Table.Th w={220}>{t('tasks.changeColumns.start')}</Table.Th>
              <Table.Th w={100}>{t('tasks.changeColumns.entries')}</Table.Th>
              <Table.Th w={80}>{t('tasks.changeColumns.open')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {triggers.map(({ id, kind, title, number, level, startsWith, startsOn, entries, open }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor component="button" type="button" size="sm" ta="left" onClick={() => go('today', `changes/${id}`)}>
                    {title}
                  </Anchor>
                  <Text size="2xs" c="dimmed">
                    {[t(`tasks.triggerKinds.${kind}`), level, number].filter((part) => part !== '').join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {t(`tasks.starts.${startsWith}`)} {startsOn}
                </Table.Td>
                <Table.Td>{entries}</Table.Td>
                <Table.Td>{open}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
