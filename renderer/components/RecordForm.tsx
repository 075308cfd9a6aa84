import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/errors.ts'
import { ErrorNote } from './ErrorNote.tsx'

type Props = {
  title: string
  about: string
  confirm: string
  complete: boolean
  busy: boolean
  failure: Failure | null
  danger?: boolean
  onSubmit(): Promise<void>
  onClose(): void
  children: ReactNode
}

/** The frame of what is filled in about entries: nothing is sent before all that is needed is there. */
export const RecordForm = ({ title, about, confirm, complete, busy, failure, danger = false, onSubmit, onClose, children }: Props) => {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} size={600}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) void onSubmit()
        }}
      >
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {about}
          </Text>
          {children}
          <ErrorNote failure={failure} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!complete} {...(danger ? { color: 'red' } : {})}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
