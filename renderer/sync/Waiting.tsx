import { Anchor, Badge, Paper, Stack, Table, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { useScreens } from '../app/use-screens.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment, formatNumber } from '../components/moments.ts'
import { useReportName } from './report-name.ts'

const shown = 200
const kinds = ['create', 'patch', 'delete', 'submit', 'withdraw', 'act', 'report'] as const

/** Changed here and not confirmed by the platform. `total` of the state, so that the list is read again with it. */
export const Waiting = ({ total }: { total: number }) => {
  const { t } = useTranslation()
  const reportName = useReportName()
  const go = useGo()
  const mayOpen = useScreens().some(({ name }) => name === 'catalogue')
  const { value, failure, reload } = useLoad('sync.waiting', total === 0 ? null : { limit: shown }, ['sync', 'catalogue', 'submission'])
  if (total === 0) {
    return (
      <EmptyState icon={<IconCircleCheck size={32} stroke={1.3} />} title={t('sync.waitingPart.empty')}>
        {t('sync.waitingPart.emptyHint')}
      </EmptyState>
    )
  }
  const lines = value?.lines ?? []
  return (
    <Stack gap="xs" maw={1100}>
      <Text size="xs" c="dimmed">
        {t('sync.waitingPart.about')}
      </Text>
      <ErrorNote failure={failure} onRetry={reload} />
      {lines.length > 0 && (
        <Paper style={{ overflow: 'hidden' }}>
          <Table aria-label={t('sync.tabs.waiting')} className="mulu-table" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('sync.subject')}</Table.Th>
                <Table.Th w={90}>{t('sync.waitingPart.kind')}</Table.Th>
                <Table.Th w={170}>{t('sync.waitingPart.state')}</Table.Th>
                <Table.Th w={140}>{t('sync.waitingPart.at')}</Table.Th>
                <Table.Th w={120}>{t('sync.waitingPart.by')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => {
                const kind = kinds.find((each) => each === line.kind)
                const name = kind === 'report' ? reportName(line.title) : line.title || t('catalogue.stale.empty')
                return (
                  <Table.Tr key={`${line.entry} ${line.kind} ${line.at}`}>
                    <Table.Td className="mulu-ellipsis" title={name}>
                      {mayOpen && kind !== 'act' && kind !== 'report' ? (
                        <Anchor component="button" type="button" size="xs" ta="left" onClick={() => go('catalogue', line.entry)}>
                          {name}
                        </Anchor>
                      ) : (
                        name
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Badge size="sm" color={kind === 'delete' || kind === 'withdraw' ? 'orange' : 'gray'}>
                        {kind === undefined ? line.kind : t(`sync.waitingPart.kinds.${kind}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td>{t(line.sent ? 'sync.waitingPart.sent' : 'sync.waitingPart.queued')}</Table.Td>
                    <Table.Td>{formatMoment(line.at)}</Table.Td>
                    <Table.Td className="mulu-ellipsis" title={line.by}>
                      {line.by}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {value !== null && value.total > lines.length && (
        <Text size="xs" c="dimmed">
          {t('sync.waitingPart.first', { count: lines.length, total: formatNumber(value.total) })}
        </Text>
      )}
    </Stack>
  )
}
