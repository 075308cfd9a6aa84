import { Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PrintSheet } from '../../components/PrintSheet.tsx'
import { ApprovalSheet } from './ApprovalSheet.tsx'
import { type DialogProps, listed } from './recording.ts'

/** 目录报送审批表 before it is printed: what it lists and the hash that ties the signature to it (practice P6). */
export const ApprovalDialog = ({ recording: { entries }, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const input = useMemo(() => ({ entries: listed(entries) }), [entries])
  const { value, failure, reload } = useLoad('catalogue.approval', input)
  const { print, failure: unprinted } = usePrint('approvalForm')
  return (
    <Modal opened onClose={onClose} title={t('life.approvalTitle', { count: entries.size })} size={820}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('life.approvalAbout')}
        </Text>
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && failure === null && <Skeleton h={160} />}
        {value !== null && (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section aria-label={t('life.sheet.content')} tabIndex={0} style={{ maxHeight: '46vh', overflow: 'auto' }}>
              <Table verticalSpacing={4}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('life.sheet.entry')}</Table.Th>
                    <Table.Th w={64}>{t('life.sheet.change')}</Table.Th>
                    <Table.Th w={110}>{t('life.sheet.assessments')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {value.lines.map((line) => (
                    <Table.Tr key={line.id}>
                      <Table.Td>{line.title}</Table.Td>
                      <Table.Td>{line.change}</Table.Td>
                      <Table.Td>{line.assessments.length} / 2</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </section>
            <Text size="xs" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
              {t('life.sheet.hash')} {value.hash}
            </Text>
          </>
        )}
        <ErrorNote failure={unprinted} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={print} disabled={value === null}>
            {t('common.print')}
          </Button>
        </Group>
      </Stack>
      {value !== null && (
        <PrintSheet>
          <ApprovalSheet {...value} />
        </PrintSheet>
      )}
    </Modal>
  )
}
