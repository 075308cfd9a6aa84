import { Button, Checkbox, Code, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TrustPurpose, trustPurposes } from '../../shared/contract/trust.ts'
import type { PickedFile } from '../../shared/files.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import { inGroups } from './fingerprint.ts'

/** Two steps: the file's fingerprint is shown, and only after it was compared with the paper is the key trusted. */
export const ImportKeyDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState<TrustPurpose>('release')
  const [name, setName] = useState('')
  const [shown, setShown] = useState<{ file: PickedFile; fingerprint: string } | null>(null)
  const [compared, setCompared] = useState(false)
  const pick = usePick()
  const key = useCall('trust.importKey')
  const choose = async () => {
    const file = await pick.open({ title: t('trust.chooseTitle'), kinds: [{ label: t('trust.kind'), extensions: ['pem'] }] })
    if (file === null) return
    setShown(null)
    setCompared(false)
    const read = await key.run({ file: file.handle, purpose, name })
    if (read !== null) setShown({ file, fingerprint: read.fingerprint })
  }
  const submit = async () => {
    if (shown === null || !compared) return
    const done = await key.run({ file: shown.file.handle, purpose, name, fingerprint: shown.fingerprint })
    if (done === null) return
    toastDone(t('trust.imported', { name }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('trust.import')} size={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('trust.importAbout')}
          </Text>
          <Select
            label={t('trust.purpose')}
            data={trustPurposes.map((value) => ({ value, label: t(`trust.purposes.${value}`) }))}
            value={purpose}
            onChange={(value) => setPurpose((value ?? 'release') as TrustPurpose)}
            allowDeselect={false}
            disabled={shown !== null}
          />
          <TextInput
            label={t('trust.name')}
            description={t('trust.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            disabled={shown !== null}
            required
            data-autofocus
          />
          <Group gap="xs">
            <Button variant="default" onClick={() => void choose()} disabled={name.trim() === '' || key.busy}>
              {t('trust.choose')}
            </Button>
            {shown !== null && <Text size="sm">{shown.file.name}</Text>}
          </Group>
          {shown !== null && (
            <>
              <Text size="sm" fw={600}>
                {t('trust.fingerprint')}
              </Text>
              <Code block style={{ whiteSpace: 'pre-wrap' }}>
                {inGroups(shown.fingerprint)}
              </Code>
              <Checkbox label={t('trust.compared')} checked={compared} onChange={(event) => setCompared(event.currentTarget.checked)} />
            </>
          )}
          <ErrorNote failure={key.failure ?? pick.failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={key.busy} disabled={shown === null || !compared}>
              {t('trust.import')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
