import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import type { RowDraft } from './RegistersScreen.tsx'

export const RowDialog = ({ draft, onClose, onSaved }: { draft: RowDraft; onClose(): void; onSaved(): void }) => {
  const { t } = useTranslation()
  const [row, setRow] = useState(draft)
  const save = useCall('register.save')
  const submit = async () => {
    if (row.name.trim() === '') return
    const saved = await save.run({ row: { ...row, name: row.name.trim() } })
    if (saved === null) return
    toastDone(t('registers.saved'))
    onSaved()
  }
  const title = draft.id === undefined ? t('registers.addTitle', { kind: t(`registers.${draft.kind}`) }) : t('registers.editTitle')
  return (
    <Modal opened onClose={onClose} title={title} size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="xs">
          <TextInput
            label={t('registers.name')}
            value={row.name}
            onChange={(event) => setRow({ ...row, name: event.currentTarget.value })}
            maxLength={500}
            required
            data-autofocus
          />
          <TextInput
            label={t('registers.office')}
            value={row.office}
            onChange={(event) => setRow({ ...row, office: event.currentTarget.value })}
            maxLength={200}
          />
          <Textarea
            label={t('registers.basis')}
            description={t('registers.dutyBasisHint')}
            value={row.basis}
            onChange={(event) => setRow({ ...row, basis: event.currentTarget.value })}
            maxLength={1000}
            autosize
            minRows={2}
          />
          <Textarea
            label={t('registers.note')}
            value={row.note}
            onChange={(event) => setRow({ ...row, note: event.currentTarget.value })}
            maxLength={1000}
            autosize
            minRows={1}
          />
          <ErrorNote failure={save.failure} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.busy} disabled={row.name.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
