import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePunctuation } from '../app/punctuation.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import { RoleFields, roleChoiceReady, roleInput } from './RoleFields.tsx'
import type { User } from './UsersScreen.tsx'

export const RolesDialog = ({ user, onClose }: { user: User; onClose(): void }) => {
  const { t } = useTranslation()
  const [choice, setChoice] = useState({ roles: user.roles as readonly (typeof user.roles)[number][], combineReason: user.combineReason ?? '' })
  const { pair } = usePunctuation()
  const setRoles = useCall('vault.setRoles')
  const save = async () => {
    const saved = await setRoles.run({ user: user.name, ...roleInput(choice) })
    if (saved === null) return
    toastDone(t('users.rolesSaved', { name: user.name }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={pair(t('users.editRoles'), user.fullName || user.name)} size={600}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('users.rule')}
        </Text>
        <RoleFields value={choice} onChange={setChoice} />
        <ErrorNote failure={setRoles.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void save()} loading={setRoles.busy} disabled={choice.roles.length === 0 || !roleChoiceReady(choice)}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
