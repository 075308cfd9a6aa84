import { notifications } from '@mantine/notifications'
import { IconCheck, IconInfoCircle } from '@tabler/icons-react'

/** A short word after something worked. Refusals are not toasts: they stand where they happened (ErrorNote). */
export const toastDone = (message: string): void => {
  notifications.show({ message, color: 'green.8', icon: <IconCheck size={16} aria-hidden />, autoClose: 4000, role: 'status' })
}

/** A word that something happened by itself. */
export const toastInfo = (message: string): void => {
  notifications.show({ message, color: 'office', icon: <IconInfoCircle size={16} aria-hidden />, autoClose: 8000, role: 'status' })
}
