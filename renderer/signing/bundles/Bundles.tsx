import { Button, Group, Stack } from '@mantine/core'
import { IconFileSearch, IconFileTypography, IconWritingSign } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../../shared/files.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { ResultNote } from '../../components/ResultNote.tsx'
import { OpenBundle } from './OpenBundle.tsx'

type Opened = { file: PickedFile; verdict: BundleVerdict }

/** Verifying a bundle that came, going on in it, and the way to a new one. */
export const Bundles = ({ onSign }: { onSign(): void }) => {
  const { t } = useTranslation()
  const mayVerify = useMay('signing.verify')
  const maySign = useMay('signing.sign')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const pick = usePick()
  const verify = useCall('signing.verify')
  const script = useCall('signing.verifyScript')
  const read = async (file: PickedFile, received?: NonNullable<BundleVerdict['received']>) => {
    const verdict = await verify.run({ file: file.handle, ...(received === undefined ? {} : { received }) })
    if (verdict !== null) setOpened({ file, verdict })
  }
  const choose = async () => {
    verify.clear()
    const file = await pick.open({
      title: t('signing.bundles.verifyTitle'),
      kinds: [{ label: t('signing.bundles.bundleKind'), extensions: ['zip'] }],
    })
    if (file === null) return
    setOpened(null)
    await read(file)
  }
  const writeScript = async () => {
    setSaved(null)
    const place = await pick.save({
      title: t('signing.bundles.scriptTitle'),
      name: 'verify.sh',
      kinds: [{ label: t('signing.bundles.scriptKind'), extensions: ['sh'] }],
    })
    if (place === null) return
    const done = await script.run({ file: place.handle })
    if (done !== null) setSaved(t('signing.bundles.scriptSaved', { digest: done.sha256 }))
  }
  return (
    <Stack gap="sm" maw={1080}>
      <Group gap="xs">
        {mayVerify && (
          <Button variant={opened === null ? 'filled' : 'default'} leftSection={<IconFileSearch size={16} aria-hidden />} onClick={() => void choose()}>
            {t(opened === null ? 'signing.bundles.verify' : 'signing.bundles.again')}
          </Button>
        )}
        {maySign && (
          <Button variant="default" leftSection={<IconWritingSign size={16} aria-hidden />} onClick={onSign}>
            {t('signing.bundles.sign')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconFileTypography size={16} aria-hidden />} loading={script.busy} onClick={() => void writeScript()}>
          {t('signing.bundles.script')}
        </Button>
      </Group>
      <ErrorNote failure={verify.failure ?? script.failure ?? pick.failure} />
      {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      {opened === null ? (
        <EmptyState icon={<IconWritingSign size={32} stroke={1.3} />} title={t('signing.bundles.empty')}>
          {t('signing.bundles.emptyHint')}
        </EmptyState>
      ) : (
        <OpenBundle key={opened.file.handle} file={opened.file} verdict={opened.verdict} onReceived={(received) => void read(opened.file, received)} />
      )}
      <ProgressDialog
        opened={verify.busy}
        title={t('signing.bundles.verifying')}
        progress={verify.progress}
        cancelling={verify.cancelling}
        onCancel={verify.cancel}
      />
    </Stack>
  )
}
