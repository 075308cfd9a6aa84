import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normalRecoveryText, recoveryCodeGroups } from '../../shared/recovery-code.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { TypeBack } from './TypeBack.tsx'

export type Sheet = { recoveryCode: string; vaultId: string; madeAt: string }

/** The code on screen, to print or write down. `onChecked` is told once two groups were typed back right. */
export const RecoverySheet = ({ sheet, onChecked }: { sheet: Sheet; onChecked(checked: boolean): void }) => {
  const { t } = useTranslation()
  const groups = recoveryCodeGroups(normalRecoveryText(sheet.recoveryCode))
  const [hidden, setHidden] = useState(false)
  const { print, failure } = usePrint('recoverySheet')
  return (
    <Stack gap="sm">
      <Alert color="orange" p="xs">
        {t('vault.recovery.onlyOnce')}
      </Alert>
      <Paper p="md">
        <Group justify="space-between" mb="xs">
          <Text fw={600}>{t('vault.recovery.code')}</Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setHidden(!hidden)}>
              {t(hidden ? 'common.show' : 'common.hide')}
            </Button>
            <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
              {t('common.print')}
            </Button>
          </Group>
        </Group>
        <SimpleGrid component="ol" cols={4} spacing="xs" m={0} p={0} style={{ listStyle: 'none' }}>
          {groups.map((group, at) => (
            <Paper component="li" key={group} bg="var(--mulu-stripe)" py={6} ta="center">
              <Text size="2xs" c="dimmed">
                {at + 1}
              </Text>
              <Text size="lg" className="mulu-mono" style={{ letterSpacing: '0.12em' }}>
                {hidden ? '•••••' : group}
              </Text>
            </Paper>
          ))}
        </SimpleGrid>
        <Text size="2xs" c="dimmed" mt="xs">
          {t('vault.recovery.checks')}
        </Text>
      </Paper>
      <ErrorNote failure={failure} />
      <TypeBack groups={groups} onFocus={() => setHidden(true)} onChecked={onChecked} />
      <PrintSheet>
        <PaperSheet sheet={sheet} groups={groups} />
      </PrintSheet>
    </Stack>
  )
}

const PaperSheet = ({ sheet, groups }: { sheet: Sheet; groups: readonly string[] }) => {
  const { t } = useTranslation()
  const rows = [
    [t('vault.recovery.vaultId'), sheet.vaultId],
    [t('vault.recovery.madeAt'), formatMoment(sheet.madeAt)],
    [t('vault.recovery.keeper'), ''],
    [t('vault.recovery.keptAt'), ''],
    [t('vault.recovery.signature'), ''],
    [t('vault.recovery.date'), ''],
  ] as const
  return (
    <>
      <h1>{t('vault.recovery.sheetTitle')}</h1>
      <p>{t('vault.recovery.sheetLine')}</p>
      <div className="mulu-code">
        {groups.map((group) => (
          <span key={group}>{group}</span>
        ))}
      </div>
      <p>{t('vault.recovery.checks')}</p>
      <table>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th style={{ width: '30%' }}>{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
