import { Alert, Button, Paper, Stack, Table, Text } from '@mantine/core'
import { IconCheck, IconStethoscope } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment, formatNumber } from '../components/moments.ts'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Section } from '../components/Section.tsx'
import { usePhase } from './use-phase.ts'

type Result = Output<'vault.check'> & { at: string }

export const CheckPart = () => {
  const { t } = useTranslation()
  const [result, setResult] = useState<Result | null>(null)
  const check = useCall('vault.check')
  const phase = usePhase(check.progress)
  const run = async () => {
    const done = await check.run({})
    if (done !== null) setResult({ ...done, at: new Date().toISOString() })
  }
  return (
    <Section
      title={t('backups.checkTitle')}
      about={t('backups.checkAbout')}
      actions={
        <Button variant="default" leftSection={<IconStethoscope size={16} aria-hidden />} onClick={() => void run()} loading={check.busy}>
          {t('backups.check')}
        </Button>
      }
    >
      <Stack gap="xs">
        <ErrorNote failure={check.failure} />
        {result !== null && <CheckResult result={result} />}
      </Stack>
      <ProgressDialog
        opened={check.busy}
        title={t('backups.checking')}
        progress={check.progress}
        {...phase}
        cancelling={check.cancelling}
        onCancel={check.cancel}
      />
    </Section>
  )
}

const CheckResult = ({ result }: { result: Result }) => {
  const { t } = useTranslation()
  const when = (
    <Text component="span" size="2xs" c="dimmed" ml="sm">
      {t('backups.checkedAt', { at: formatMoment(result.at) })}
    </Text>
  )
  if (result.damages.length === 0) {
    return (
      <Alert color="green" p="xs" icon={<IconCheck aria-hidden />} role="status">
        {t('backups.good', { pages: formatNumber(result.pages) })}
        {when}
      </Alert>
    )
  }
  return (
    <>
      <Alert color="red" p="xs" role="alert">
        {t('backups.damaged', { count: result.damages.length })}
        {when}
      </Alert>
      <Paper style={{ overflow: 'hidden' }}>
        <Table className="mulu-table" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={140}>{t('backups.what')}</Table.Th>
              <Table.Th w={260}>{t('backups.where')}</Table.Th>
              <Table.Th>{t('backups.detail')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.damages.map((damage) => (
              <Table.Tr key={`${damage.what} ${damage.where} ${damage.detail}`}>
                <Table.Td>{t(`backups.kinds.${damage.what}`)}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{damage.where}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{damage.detail}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </>
  )
}
