import { Badge, Button, Group, Modal, Paper, Stack, Table, Text, Tooltip } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { administrators } from '../../shared/roles.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useMay, useSession } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { Screen } from '../components/Screen.tsx'
import { AddUserForm } from './AddUserForm.tsx'
import { DisableDialog } from './DisableDialog.tsx'
import { RolesDialog } from './RolesDialog.tsx'

export type User = Output<'vault.users'>['users'][number]
type Task = { kind: 'add' } | { kind: 'roles' | 'disable'; user: User }

export const UsersScreen = () => {
  const { t } = useTranslation()
  const { list: listed } = usePunctuation()
  const session = useSession()
  const mayAdd = useMay('vault.addUser')
  const maySetRoles = useMay('vault.setRoles')
  const mayDisable = useMay('vault.disableUser')
  const list = useLoad('vault.users', {}, ['vault'])
  const [task, setTask] = useState<Task | null>(null)
  const close = () => {
    setTask(null)
    list.reload()
  }
  const users = list.value?.users ?? []
  const missing = administrators.filter((role) => !users.some((user) => user.disabledAt === null && user.roles.includes(role)))
  return (
    <Screen
      title={t('shell.screens.users')}
      about={t('users.about')}
      actions={
        mayAdd && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setTask({ kind: 'add' })}>
            {t('users.add')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <ErrorNote failure={list.failure} onRetry={list.reload} />
        <Paper p="sm" bg="var(--mulu-stripe)">
          <Group gap="xs" mb={2}>
            <Text size="sm" fw={600}>
              {t('users.ruleTitle')}
            </Text>
            <Badge color={missing.length === 0 ? 'green' : 'orange'}>
              {missing.length === 0 ? t('users.complete') : t('users.missing', { roles: listed(missing.map((role) => t(`roles.${role}`))) })}
            </Badge>
          </Group>
          <Text size="xs" c="dimmed" maw={900}>
            {t('users.rule')}
          </Text>
        </Paper>
        <Paper style={{ overflow: 'hidden' }}>
          <Table className="mulu-table" layout="fixed" verticalSpacing={7}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={170}>{t('users.name')}</Table.Th>
                <Table.Th w={130}>{t('users.fullName')}</Table.Th>
                <Table.Th>{t('users.roles')}</Table.Th>
                <Table.Th w={150}>{t('users.state')}</Table.Th>
                <Table.Th w={130}>{t('users.since')}</Table.Th>
                {(maySetRoles || mayDisable) && <Table.Th w={210}>{t('common.actions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {users.map((user) => (
                <Table.Tr key={user.id}>
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      <span className="mulu-ellipsis" title={user.name}>
                        {user.name}
                      </span>
                      {user.id === session.user.id && (
                        <Badge size="xs" style={{ flexShrink: 0 }}>
                          {t('users.you')}
                        </Badge>
                      )}
                    </Group>
                  </Table.Td>
                  <Table.Td className="mulu-ellipsis" title={user.fullName}>
                    {user.fullName}
                  </Table.Td>
                  <Table.Td>
                    <UserRoles user={user} />
                  </Table.Td>
                  <Table.Td>
                    {user.disabledAt === null ? (
                      <Badge color="green">{t('users.active')}</Badge>
                    ) : (
                      <Tooltip label={t('users.disabledAt', { at: formatMoment(user.disabledAt) })}>
                        <Badge color="gray">{t('users.disabled')}</Badge>
                      </Tooltip>
                    )}
                  </Table.Td>
                  <Table.Td>{formatMoment(user.createdAt).slice(0, 10)}</Table.Td>
                  {(maySetRoles || mayDisable) && (
                    <Table.Td>
                      {user.disabledAt === null && (
                        <Group gap={6} wrap="nowrap">
                          {maySetRoles && (
                            <Button variant="default" size="compact-xs" onClick={() => setTask({ kind: 'roles', user })}>
                              {t('users.editRoles')}
                            </Button>
                          )}
                          {mayDisable && user.id !== session.user.id && (
                            <Button variant="subtle" color="red" size="compact-xs" onClick={() => setTask({ kind: 'disable', user })}>
                              {t('users.disable')}
                            </Button>
                          )}
                        </Group>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      </Stack>
      <Modal opened={task?.kind === 'add'} onClose={close} title={t('users.add')} size={640}>
        <AddUserForm initialRoles={['catalogueOfficer']} onAdded={close} onCancel={close} />
      </Modal>
      {task?.kind === 'roles' && <RolesDialog user={task.user} onClose={close} />}
      {task?.kind === 'disable' && <DisableDialog user={task.user} onClose={close} />}
    </Screen>
  )
}

const UserRoles = ({ user }: { user: User }) => {
  const { t } = useTranslation()
  return (
    <Stack gap={2}>
      <Group gap={4}>
        {user.roles.map((role) => (
          <Badge key={role} color={administrators.some((admin) => admin === role) ? 'grape' : 'gray'}>
            {t(`roles.${role}`)}
          </Badge>
        ))}
        {user.founder && <Badge variant="default">{t('users.founder')}</Badge>}
      </Group>
      {user.combineReason !== null && (
        <Text size="2xs" c="dimmed" className="mulu-ellipsis" title={user.combineReason}>
          {t('users.combined', { reason: user.combineReason })}
        </Text>
      )}
    </Stack>
  )
}
