import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'

/** A claim of state secrecy seals the file at once (practice L2); it is said plainly what that means. */
export const SealDialog = ({ kind, id, onClose }: { kind: CaseKind; id: string; onClose(): void }) => {
  const { t } = useTranslation()
  const [claimedBy, setClaimedBy] = useState('')
  const [understood, setUnderstood] = useState(false)
  const { run, busy, failure } = useCall(callOf(kind, 'seal'))
  const complete = claimedBy.trim() !== '' && understood
  const submit = async () => {
    if ((await run({ id, claimedBy: claimedBy.trim() })) === null) return
    toastDone(t('cases.seal.done'))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('cases.seal.title')} size={540}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) void submit()
        }}
      >
        <Stack gap="sm">
          <Alert color="red" icon={<IconHandStop size={18} aria-hidden />} p="xs">
            <Text size="sm" fw={600}>
              {t('cases.seal.warning')}
            </Text>
          </Alert>
          <Text size="sm">{t('cases.seal.about')}</Text>
          <TextInput
            label={t('cases.seal.by')}
            description={t('cases.seal.byHint')}
            value={claimedBy}
            onChange={(event) => setClaimedBy(event.currentTarget.value)}
            maxLength={100}
            withAsterisk
            data-autofocus
          />
          <Checkbox label={t('cases.seal.understood')} checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} />
          <ErrorNote failure={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={busy} disabled={!complete}>
              {t('cases.seal.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
