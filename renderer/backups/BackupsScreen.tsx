import { Alert, Badge, Button, Group, NumberInput, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatBytes, formatMoment, formatNumber } from '../components/moments.ts'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { Section } from '../components/Section.tsx'
import { toastDone } from '../components/toast.tsx'
import { CheckPart } from './CheckPart.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { usePhase } from './use-phase.ts'

export type Backup = Output<'vault.backups'>['backups'][number]

export const BackupsScreen = () => {
  const { t } = useTranslation()
  const mayBackup = useMay('vault.backup')
  const mayList = useMay('vault.backups')
  const list = useLoad('vault.backups', mayList ? {} : null, ['vault'])
  const [keep, setKeep] = useState(14)
  const [restoring, setRestoring] = useState<Backup | null>(null)
  const backup = useCall('vault.backup')
  const phase = usePhase(backup.progress)
  const run = async () => {
    const made = await backup.run({ keep })
    if (made === null) return
    list.reload()
    toastDone(t('backups.done', { name: made.name }))
  }
  const rows = list.value?.backups ?? []
  return (
    <Screen
      title={t('shell.screens.backups')}
      about={t('backups.about')}
      actions={
        mayBackup && (
          <>
            <Text size="xs" c="dimmed" component="label" htmlFor="backup-keep">
              {t('backups.keep')}
            </Text>
            <NumberInput
              id="backup-keep"
              value={keep}
              onChange={(value) => setKeep(Math.min(365, Math.max(1, Math.round(Number(value)) || 1)))}
              min={1}
              max={365}
              w={68}
            />
            <Text size="xs" c="dimmed">
              {t('backups.keepUnit')}
            </Text>
            <Button leftSection={<IconArchive size={16} aria-hidden />} onClick={() => void run()} loading={backup.busy}>
              {t('backups.now')}
            </Button>
          </>
        )
      }
    >
      <Stack gap="lg">
        <ErrorNote failure={backup.failure ?? list.failure} />
        {mayList && (
          <Section title={t('backups.listTitle')}>
            <Age newest={rows[0]} />
            <Paper style={{ overflow: 'hidden' }}>
              {list.value === null && list.loading ? (
                <Skeleton h={140} aria-label={t('common.loading')} />
              ) : rows.length === 0 ? (
                <EmptyState icon={<IconArchive size={32} stroke={1.3} />} title={t('backups.empty')}>
                  {t('backups.emptyHint')}
                </EmptyState>
              ) : (
                <BackupTable rows={rows} onRestore={setRestoring} />
              )}
            </Paper>
          </Section>
        )}
        <CheckPart />
      </Stack>
      <ProgressDialog
        opened={backup.busy}
        title={t('backups.working')}
        progress={backup.progress}
        {...phase}
        cancelling={backup.cancelling}
        onCancel={backup.cancel}
      />
      {restoring !== null && <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />}
    </Screen>
  )
}

/** A word when the newest backup is over a week old. */
const Age = ({ newest }: { newest: Backup | undefined }) => {
  const { t } = useTranslation()
  const days = newest === undefined ? 0 : Math.floor((Date.now() - Date.parse(newest.at)) / 86_400_000)
  if (days < 7) return null
  return (
    <Alert color="orange" p="xs" mb="xs">
      {t('backups.old', { days })}
    </Alert>
  )
}

const BackupTable = ({ rows, onRestore }: { rows: readonly Backup[]; onRestore(backup: Backup): void }) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const mayCopy = useMay('vault.copyBackup')
  const mayRestore = useMay('vault.backup')
  const pick = usePick()
  const copy = useCall('vault.copyBackup')
  const [copied, setCopied] = useState<string | null>(null)
  const copyOut = async (backup: Backup) => {
    const place = await pick.save({
      title: t('backups.copyTitle'),
      name: `${backup.name}.mulubackup`,
      kinds: [{ label: t('backups.copyKind'), extensions: ['mulubackup'] }],
    })
    if (place === null) return
    const done = await copy.run({ name: backup.name, file: place.handle })
    if (done !== null) setCopied(t('backups.copied', { size: formatBytes(done.bytes), digest: done.sha256 }))
  }
  return (
    <>
      <ErrorNote failure={copy.failure ?? pick.failure} />
      {copied !== null && <ResultNote onClose={() => setCopied(null)}>{copied}</ResultNote>}
      <Table className="mulu-table" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>{t('backups.at')}</Table.Th>
            <Table.Th>{t('backups.name')}</Table.Th>
            <Table.Th w={90} ta="right">
              {t('backups.size')}
            </Table.Th>
            <Table.Th w={90} ta="right">
              {t('backups.entries')}
            </Table.Th>
            <Table.Th w={90}>{t('backups.state')}</Table.Th>
            <Table.Th w={200}>{t('backups.opensWith')}</Table.Th>
            {(mayCopy || mayRestore) && <Table.Th w={220}>{t('common.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const openers = list(row.opensWith.map((name) => (name === 'recovery' ? t('backups.recovery') : name)))
            return (
              <Table.Tr key={row.name}>
                <Table.Td>{formatMoment(row.at)}</Table.Td>
                <Table.Td className="mulu-ellipsis" title={row.name}>
                  {row.name}
                </Table.Td>
                <Table.Td ta="right">{formatBytes(row.bytes)}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.entries)}</Table.Td>
                <Table.Td>
                  <Badge color={row.verified ? 'green' : 'red'}>{t(row.verified ? 'backups.verified' : 'backups.unverified')}</Badge>
                </Table.Td>
                <Table.Td className="mulu-ellipsis" title={openers}>
                  {openers}
                </Table.Td>
                {(mayCopy || mayRestore) && (
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      {mayCopy && (
                        <Button variant="default" size="compact-xs" onClick={() => void copyOut(row)} disabled={copy.busy}>
                          {t('backups.copy')}
                        </Button>
                      )}
                      {mayRestore && (
                        <Button variant="subtle" size="compact-xs" onClick={() => onRestore(row)} disabled={!row.verified}>
                          {t('backups.restore')}
                        </Button>
                      )}
                    </Group>
                  </Table.Td>
                )}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </>
  )
}
