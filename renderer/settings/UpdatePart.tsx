import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { usePhase } from '../backups/use-phase.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Section } from '../components/Section.tsx'

/** A carried installer, checked against its manifest before anybody runs it. */
export const UpdatePart = () => {
  const { t } = useTranslation()
  const pick = usePick()
  const check = useCall('update.check')
  const verify = useCall('update.verify')
  const phase = usePhase(verify.progress)
  const [manifest, setManifest] = useState<(PickedFile & { checked: Output<'update.check'> }) | null>(null)
  const [verified, setVerified] = useState<Output<'update.verify'> | null>(null)
  const chooseManifest = async () => {
    const file = await pick.open({ title: t('settings.update.manifestTitle'), kinds: [{ label: t('settings.update.manifestKind'), extensions: ['json'] }] })
    if (file === null) return
    setManifest(null)
    setVerified(null)
    verify.clear()
    const checked = await check.run({ file: file.handle })
    if (checked !== null) setManifest({ ...file, checked })
  }
  const chooseInstaller = async () => {
    if (manifest === null) return
    const file = await pick.open({ title: t('settings.update.installerTitle'), kinds: [] })
    if (file === null) return
    setVerified(null)
    setVerified(await verify.run({ manifest: manifest.handle, installer: file.handle }))
  }
  return (
    <Section title={t('settings.update.title')} about={t('settings.update.about')}>
      <Stack gap="sm">
        <Group gap="xs">
          <Button variant="default" onClick={() => void chooseManifest()} loading={check.busy}>
            {t('settings.update.manifest')}
          </Button>
          {manifest !== null && (
            <Button onClick={() => void chooseInstaller()} loading={verify.busy}>
              {t('settings.update.installer')}
            </Button>
          )}
        </Group>
        {manifest !== null && (
          <Text size="sm" role="status">
            {t('settings.update.found', {
              version: manifest.checked.release.version,
              day: manifest.checked.release.publishedOn,
              name: manifest.checked.signedBy.name,
            })}
          </Text>
        )}
        <ErrorNote failure={check.failure ?? verify.failure ?? pick.failure} />
        {verified !== null && (
          <Alert color="green" p="xs" role="status" icon={<IconCheck aria-hidden />}>
            <Text size="sm">{t('settings.update.good', { file: verified.file.name, backup: verified.backup })}</Text>
            <Text size="sm">{t('settings.update.onward')}</Text>
          </Alert>
        )}
      </Stack>
      <ProgressDialog
        opened={verify.busy}
        title={t('settings.update.working')}
        progress={verify.progress}
        {...phase}
        cancelling={verify.cancelling}
        onCancel={verify.cancel}
      />
    </Section>
  )
}
