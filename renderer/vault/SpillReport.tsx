import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useSession } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'

type Report = Output<'vault.seal'>

/** What is reported within 24 hours: when, until when, and every copy ever made. No content. */
export const SpillReport = ({ report, onClose }: { report: Report; onClose(): void }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const { print, failure } = usePrint('spillReport')
  return (
    <Modal opened onClose={onClose} title={t('vault.seal.reportTitle')} size={860}>
      <Stack gap="sm">
        <Group gap="xl">
          <Text size="sm">{pair(t('vault.seal.sealedAt'), formatMoment(report.sealedAt))}</Text>
          <Text size="sm" c="var(--mantine-color-error)">
            {pair(t('vault.seal.reportBy'), formatMoment(report.reportBy))}
          </Text>
        </Group>
        <Copies report={report} />
        <ErrorNote failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
            {t('common.print')}
          </Button>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Group>
      </Stack>
      <PrintSheet>
        <ReportPaper report={report} />
      </PrintSheet>
    </Modal>
  )
}

const Copies = ({ report }: { report: Report }) => {
  const { t } = useTranslation()
  if (report.copies.length === 0) return <Text size="sm">{t('vault.seal.noCopies')}</Text>
  return (
    <Table.ScrollContainer minWidth={600} maxHeight={340}>
      <Table className="mulu-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('vault.seal.kind')}</Table.Th>
            <Table.Th>{t('vault.seal.at')}</Table.Th>
            <Table.Th>{t('vault.seal.where')}</Table.Th>
            <Table.Th>{t('vault.seal.digest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.copies.map((copy) => (
            <Table.Tr key={`${copy.at} ${copy.sha256}`}>
              <Table.Td>{t(`vault.seal.kinds.${copy.kind}`)}</Table.Td>
              <Table.Td>{formatMoment(copy.at)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{copy.where}</Table.Td>
              <Table.Td className="mulu-mono" title={copy.sha256}>
                {copy.sha256.slice(0, 16)}…
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const ReportPaper = ({ report }: { report: Report }) => {
  const { t } = useTranslation()
  const session = useSession()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const facts = [
    [t('profile.agency'), agency],
    [t('vault.vaultId'), session.vaultId],
    [t('vault.device'), session.deviceId],
    [t('vault.seal.sealedAt'), formatMoment(report.sealedAt)],
    [t('vault.seal.reportBy'), formatMoment(report.reportBy)],
    [t('vault.seal.reporter'), session.user.fullName || session.user.name],
    [t('vault.seal.receiver'), ''],
  ] as const
  return (
    <>
      <h1>{t('vault.seal.reportTitle')}</h1>
      <table>
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th style={{ width: '30%' }}>{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('vault.seal.points.nothing')}</p>
      <h2>{t('vault.seal.copies')}</h2>
      {report.copies.length === 0 ? (
        <p>{t('vault.seal.noCopies')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t('vault.seal.kind')}</th>
              <th>{t('vault.seal.at')}</th>
              <th>{t('vault.seal.where')}</th>
              <th>{t('vault.seal.digest')}</th>
            </tr>
          </thead>
          <tbody>
            {report.copies.map((copy) => (
              <tr key={`${copy.at} ${copy.sha256}`}>
                <td>{t(`vault.seal.kinds.${copy.kind}`)}</td>
                <td>{formatMoment(copy.at)}</td>
                <td>{copy.where}</td>
                <td>{copy.sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
