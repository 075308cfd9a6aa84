import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import type { User } from './UsersScreen.tsx'

/** A leaver: reason first, then the new key, then which older backups the old passphrase still opens (practice P11). */
export const DisableDialog = ({ user, onClose }: { user: User; onClose(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [older, setOlder] = useState<readonly string[] | null>(null)
  const disable = useCall('vault.disableUser')
  const run = async () => {
    const done = await disable.run({ user: user.name, reason: reason.trim() })
    if (done !== null) setOlder(done.olderBackups)
  }
  const name = user.fullName || user.name
  if (older !== null) {
    return (
      <Modal opened onClose={onClose} title={t('users.disabledDone', { name })}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {t('users.olderTitle')}
          </Text>
          {older.length === 0 ? (
            <Text size="sm">{t('users.olderNone')}</Text>
          ) : (
            <>
              <List size="sm" mah={220} style={{ overflow: 'auto' }}>
                {older.map((backup) => (
                  <List.Item key={backup} style={{ overflowWrap: 'anywhere' }}>
                    {backup}
                  </List.Item>
                ))}
              </List>
              <Text size="sm">{t('users.olderAbout')}</Text>
            </>
          )}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('common.close')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('users.disableTitle', { name })}>
      <Stack gap="sm">
        <Text size="sm">{t('users.disableAbout')}</Text>
        <TextInput
          label={t('users.disableReason')}
          description={t('users.disableReasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          required
          data-autofocus
        />
        <ErrorNote failure={disable.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color="red.8" onClick={() => void run()} loading={disable.busy} disabled={reason.trim() === ''}>
            {t('users.disable')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
