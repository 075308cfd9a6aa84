import { Badge, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { AfterSeal } from './AfterSeal.tsx'
import { ChangePassphrase } from './ChangePassphrase.tsx'
import { ExportKey } from './ExportKey.tsx'
import { IdleLock } from './IdleLock.tsx'
import { KeychainPart } from './KeychainPart.tsx'
import { NewSheet } from './NewSheet.tsx'
import { Seal } from './Seal.tsx'
import { SealedCases } from './SealedCases.tsx'

export const VaultScreen = () => {
  const { t } = useTranslation()
  const session = useSession()
  const status = useLoad('vault.status', {}, ['vault'])
  const mayChange = useMay('vault.changePassphrase')
  const mayKeychain = useMay('vault.keychain')
  const maySheet = useMay('vault.newRecoverySheet')
  const mayExportKey = useMay('vault.exportKey')
  const mayUnsealCase = useMay('request.unseal')
  const maySeal = useMay('vault.seal')
  const mayIdle = useMay('vault.setIdleLock')
  const cipher = status.value?.cipher
  const facts = [
    [
      t('vault.status'),
      <Badge key="state" color={session.sealed ? 'red' : 'green'}>
        {t(session.sealed ? 'vault.state.sealed' : 'vault.state.open')}
      </Badge>,
    ],
    [t('vault.cipher'), cipher === null || cipher === undefined ? '' : t(`vault.ciphers.${cipher}`)],
    [t('vault.vaultId'), <Id key="vault" value={session.vaultId} />],
    [t('vault.device'), <Id key="device" value={session.deviceId} />],
  ] as const
  return (
    <Screen title={t('shell.screens.vault')} about={t('vault.about')}>
      <Stack gap="md" maw={1080}>
        <ErrorNote failure={status.failure} />
        <Paper p="md">
          <SimpleGrid cols={4} component="dl" m={0} spacing="md">
            {facts.map(([label, value]) => (
              <div key={label}>
                <Text component="dt" size="2xs" c="dimmed">
                  {label}
                </Text>
                <Text component="dd" m={0} size="sm" className="mulu-ellipsis">
                  {value}
                </Text>
              </div>
            ))}
          </SimpleGrid>
        </Paper>
        <SimpleGrid cols={2} spacing="md">
          <Stack gap="md">
            {mayChange && <ChangePassphrase />}
            {maySeal && <Seal />}
            {maySeal && session.sealed && <AfterSeal />}
            {mayUnsealCase && <SealedCases />}
          </Stack>
          <Stack gap="md">
            {mayIdle && <IdleLock minutes={session.idleLockMinutes} />}
            {mayKeychain && <KeychainPart />}
            {maySheet && <NewSheet />}
            {mayExportKey && <ExportKey />}
          </Stack>
        </SimpleGrid>
      </Stack>
    </Screen>
  )
}

const Id = ({ value }: { value: string }) => (
  <span className="mulu-mono" title={value} style={{ fontSize: 12 }}>
    {value.slice(0, 8)}…
  </span>
)
