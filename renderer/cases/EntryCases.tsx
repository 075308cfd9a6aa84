import { Button, Group } from '@mantine/core'
import { IconFolderPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { opensHere } from './opens.ts'
import { useGoTo } from './use-place.ts'

/** On another agency's entry: ask for it, or for its correction. */
export const EntryCases = ({ entryId }: { entryId: string }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  if (sealed || !opensHere('request', user.roles)) return null
  return (
    <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
      <Button size="compact-sm" leftSection={<IconFolderPlus size={14} aria-hidden />} onClick={() => goTo({ kind: 'request', view: 'new', about: entryId })}>
        {t('cases.request')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => goTo({ kind: 'correction', view: 'new', about: entryId })}>
        {t('cases.correct')}
      </Button>
    </Group>
  )
}
