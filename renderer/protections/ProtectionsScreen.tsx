import { Badge, Button, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { Screen } from '../components/Screen.tsx'

/** Practice P12: each protective function with its algorithm and library, and whether it is certified. */
export const ProtectionsScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const loaded = useLoad('vault.protections', {})
  const rows = loaded.value?.rows ?? []
  const { print, failure } = usePrint('protections')
  return (
    <Screen
      title={t('shell.screens.protections')}
      about={t('protections.about')}
      actions={
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={print} disabled={rows.length === 0}>
          {t('common.print')}
        </Button>
      }
    >
      <Stack gap="sm">
        <ErrorNote failure={loaded.failure} onRetry={loaded.reload} />
        <ErrorNote failure={failure} />
        <Text size="sm">{t('protections.honest')}</Text>
        {loaded.value === null && loaded.loading ? (
          <Skeleton h={300} aria-label={t('common.loading')} />
        ) : (
          <Paper style={{ overflow: 'hidden' }}>
            <Table className="mulu-table" layout="fixed" verticalSpacing={7}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={200}>{t('protections.function')}</Table.Th>
                  <Table.Th w={240}>{t('protections.algorithm')}</Table.Th>
                  <Table.Th w={220}>{t('protections.library')}</Table.Th>
                  <Table.Th w={110}>{t('protections.certified')}</Table.Th>
                  <Table.Th>{t('protections.note')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.function.zh} style={{ verticalAlign: 'top' }}>
                    <Table.Td fw={600}>{row.function[language]}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.algorithm[language]}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.library}</Table.Td>
                    <Table.Td>
                      <Badge color={row.certified ? 'green' : 'gray'}>{t(row.certified ? 'protections.isCertified' : 'protections.notCertified')}</Badge>
                    </Table.Td>
                    <Table.Td>{row.note[language]}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Paper>
        )}
      </Stack>
      <PrintSheet>
        <ProtectionsSheet rows={rows} />
      </PrintSheet>
    </Screen>
  )
}

const ProtectionsSheet = ({ rows }: { rows: Output<'vault.protections'>['rows'] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  return (
    <>
      <h1>{t('protections.printTitle')}</h1>
      <p>
        {pair(t('protections.agency'), agency)}
        <br />
        {pair(t('protections.printedAt'), formatMoment(new Date().toISOString()))}
      </p>
      <table>
        <thead>
          <tr>
            {(['function', 'algorithm', 'library', 'certified', 'note'] as const).map((column) => (
              <th key={column}>{t(`protections.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.function.zh}>
              <td>{row.function[language]}</td>
              <td>{row.algorithm[language]}</td>
              <td>{row.library}</td>
              <td>{t(row.certified ? 'protections.isCertified' : 'protections.notCertified')}</td>
              <td>{row.note[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('protections.honest')}</p>
    </>
  )
}
