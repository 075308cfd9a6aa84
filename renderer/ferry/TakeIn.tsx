import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Steps } from '../components/Steps.tsx'
import type { Decided } from './PeerCases.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { TakenStep } from './TakenStep.tsx'
import { VerifyStep } from './VerifyStep.tsx'

const steps = ['files', 'verify', 'preview', 'result'] as const

/** All volumes of a package, verified, looked ahead at, and taken in as a whole. */
export const TakeIn = ({ onBack }: { onBack(): void }) => {
  const { t } = useTranslation()
  const [files, setFiles] = useState<readonly PickedFile[]>([])
  const [verified, setVerified] = useState<Output<'ferry.verify'> | null>(null)
  const [preview, setPreview] = useState<Output<'ferry.preview'> | null>(null)
  const [taken, setTaken] = useState<Output<'ferry.import'> | null>(null)
  const pick = usePick()
  const verify = useCall('ferry.verify')
  const look = useCall('ferry.preview')
  const take = useCall('ferry.import')
  const handles = (chosen: readonly PickedFile[]) => chosen.map(({ handle }) => handle)

  const check = async (chosen: readonly PickedFile[]) => {
    setFiles(chosen)
    setVerified(null)
    setPreview(null)
    verify.clear()
    look.clear()
    take.clear()
    if (chosen.length > 0) setVerified(await verify.run({ files: handles(chosen) }))
  }
  const choose = async () => {
    const chosen = await pick.openMany({ title: t('ferry.take.chooseTitle'), kinds: [{ label: t('ferry.take.chooseKind'), extensions: ['txt'] }] })
    if (chosen.length > 0) await check([...files, ...chosen])
  }
  const ahead = async () => setPreview(await look.run({ files: handles(files) }))
  const accept = async (handedOverBy: string, cases: Decided) => setTaken(await take.run({ files: handles(files), secrecy: '不涉密', handedOverBy, cases }))
  const again = () => {
    setTaken(null)
    void check([])
  }
  const step = taken !== null ? 'result' : preview !== null ? 'preview' : verified !== null ? 'verify' : 'files'
  const busy = [verify, look, take].find((call) => call.busy)
  return (
    <Stack gap="sm" maw={1000}>
      <Group gap="sm">
        <Button variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('ferry.back')}
        </Button>
        <Title order={2}>{t('ferry.take.title')}</Title>
      </Group>
      <Steps names={steps.map((each) => t(`ferry.take.steps.${each}`))} at={steps.indexOf(step)} />
      <ErrorNote failure={pick.failure ?? verify.failure ?? look.failure ?? take.failure} />
      {taken === null && files.length === 0 && (
        <EmptyState
          icon={<IconFileImport size={32} stroke={1.3} />}
          title={t('ferry.take.title')}
          actions={<Button onClick={() => void choose()}>{t('ferry.take.choose')}</Button>}
        >
          {t('ferry.take.chooseHint')}
        </EmptyState>
      )}
      {taken === null && preview === null && files.length > 0 && (
        <Paper p="sm">
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={600}>
              {t('ferry.take.files', { count: files.length })}
            </Text>
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void choose()}>
              {t('ferry.take.more')}
            </Button>
          </Group>
          {files.map((file) => (
            <Group key={file.handle} gap="xs" wrap="nowrap">
              <Text size="sm" className="mulu-ellipsis" title={file.name}>
                {file.name}
              </Text>
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`${t('ferry.take.drop')} ${file.name}`}
                onClick={() => void check(files.filter(({ handle }) => handle !== file.handle))}
              >
                {t('ferry.take.drop')}
              </Button>
            </Group>
          ))}
        </Paper>
      )}
      {step === 'verify' && verified !== null && <VerifyStep verified={verified} onPreview={() => void ahead()} />}
      {step === 'preview' && preview !== null && (
        <PreviewStep preview={preview} onBack={() => setPreview(null)} onTake={(handedOverBy, cases) => void accept(handedOverBy, cases)} />
      )}
      {taken !== null && <TakenStep taken={taken} onAgain={again} />}
      <ProgressDialog
        opened={busy !== undefined}
        title={t(verify.busy ? 'ferry.take.verifying' : look.busy ? 'ferry.take.previewing' : 'ferry.take.importing')}
        progress={busy?.progress ?? null}
        cancelling={busy?.cancelling === true}
        onCancel={busy?.cancel}
      />
    </Stack>
  )
}
