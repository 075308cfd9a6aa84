import { Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Failure } from '../../shared/errors.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { ErrorNote } from './ErrorNote.tsx'

type Props = {
  title: string
  confirmLabel: string
  /** What the reason is called here. */
  label: string
  busy: boolean
  failure: Failure | null
  onConfirm(reason: string): void
  onCancel(): void
  children: ReactNode
}

/** Takes something back for good, which wants a reason in words. */
export const ReasonDialog = ({ title, confirmLabel, label, busy, failure, onConfirm, onCancel, children }: Props) => {
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      opened
      title={title}
      confirmLabel={confirmLabel}
      danger
      busy={busy}
      disabled={reason.trim() === ''}
      onConfirm={() => onConfirm(reason.trim())}
      onCancel={onCancel}
    >
      <Stack gap="sm">
        {children}
        <TextInput label={label} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={200} withAsterisk data-autofocus />
        <ErrorNote failure={failure} />
      </Stack>
    </ConfirmDialog>
  )
}
