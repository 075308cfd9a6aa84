import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/errors.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'

type Props = {
  title: string
  about?: string
  confirm: string
  complete: boolean
  busy: boolean
  failure: Failure | null
  onSubmit(): void
  onClose(): void
  size?: number
  children: ReactNode
}

/** A short form in a dialog: Enter confirms, Escape leaves. */
export const FormDialog = ({ title, about, confirm, complete, busy, failure, onSubmit, onClose, size = 520, children }: Props) => {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) onSubmit()
        }}
      >
        <Stack gap="xs">
          {about !== undefined && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
          {children}
          <ErrorNote failure={failure} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!complete}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
