import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  opened: boolean
  title: string
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  busy?: boolean
  disabled?: boolean
  onConfirm(): void
  onCancel(): void
}

/** Asks before something that can not simply be undone. Escape and the first focus both mean "no". */
export const ConfirmDialog = ({ opened, title, children, confirmLabel, cancelLabel, danger, busy, disabled, onConfirm, onCancel }: Props) => {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onCancel} title={title}>
      <Stack gap="sm">
        <Text component="div" size="sm">
          {children}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} data-autofocus>
            {cancelLabel ?? t('common.cancel')}
          </Button>
          <Button color={danger === true ? 'red.8' : 'office'} onClick={onConfirm} loading={busy ?? false} disabled={disabled ?? false}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
