import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/api-context.tsx'
import { toastDone } from '../../components/toast.tsx'

/** Says how many were deleted, with the button that brings them back. */
export const useDeleted = (): ((ids: readonly string[]) => void) => {
  const { t } = useTranslation()
  const api = useApi()
  return (ids) => {
    const toast = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          {t('catalogue.list.deletedToast', { count: ids.length })}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              notifications.hide(toast)
              void api.call('catalogue.undelete', { ids: [...ids] }).then((reply) => {
                if (reply.ok) toastDone(t('catalogue.list.restoredToast', { count: reply.value.restored }))
              })
            }}
          >
            {t('catalogue.list.undo')}
          </Button>
        </Group>
      ),
      color: 'gray',
      autoClose: 12_000,
      role: 'status',
    })
  }
}
