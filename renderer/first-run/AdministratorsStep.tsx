import { Alert, Badge, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { administrators, type Role } from '../../shared/roles.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import type { Status } from '../app/use-status.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Section } from '../components/Section.tsx'
import { AddUserForm } from '../users/AddUserForm.tsx'
import { Walk } from './Walk.tsx'

type Props = { status: Status; onChanged(): void; onFinished(): void }

/** Practice P12: until the three administrators exist the founder can only add users, here. */
export const AdministratorsStep = ({ status, onChanged, onFinished }: Props) => {
  const { t } = useTranslation()
  const list = useLoad('vault.users', {}, ['vault'])
  const { list: listed } = usePunctuation()
  const lock = useCall('vault.lock')
  const users = list.value?.users ?? []
  const holder = (role: Role) => users.find((user) => user.disabledAt === null && user.roles.includes(role))
  const missing = administrators.filter((role) => holder(role) === undefined)
  const complete = list.value?.complete === true
  const founder = status.session?.user
  const mayGoOn = founder?.roles.some((role) => role === 'systemAdmin' || role === 'catalogueOfficer') === true
  return (
    <Walk
      step="users"
      title={t('firstRun.users.title')}
      about={
        <>
          {t('firstRun.users.about1')}
          <br />
          {t('firstRun.users.about2')}
        </>
      }
      footer={
        complete && (
          <>
            <Text size="xs" c="dimmed">
              {mayGoOn ? t('firstRun.users.done') : t('firstRun.users.signInHint')}
            </Text>
            <Button variant={mayGoOn ? 'default' : 'filled'} onClick={() => void lock.run({})} loading={lock.busy}>
              {t('firstRun.users.signIn')}
            </Button>
            {mayGoOn && <Button onClick={onFinished}>{t('firstRun.users.continue')}</Button>}
          </>
        )
      }
    >
      <Stack gap="md">
        <ErrorNote failure={list.failure ?? lock.failure} onRetry={list.reload} />
        <SimpleGrid cols={3} spacing="sm">
          {administrators.map((role) => {
            const user = holder(role)
            return (
              <Paper key={role} p="sm" bg={user === undefined ? 'var(--mantine-color-body)' : 'var(--mulu-stripe)'}>
                <Group gap={6} wrap="nowrap" justify="space-between">
                  <Text size="sm" fw={600}>
                    {t(`roles.${role}`)}
                  </Text>
                  {user !== undefined && <IconCheck size={16} color="var(--mulu-good)" aria-hidden />}
                </Group>
                <Text size="sm" className="mulu-ellipsis" title={user?.name} c={user === undefined ? 'dimmed' : 'var(--mantine-color-text)'}>
                  {user === undefined ? t(`users.duties.${role}`) : user.fullName || user.name}
                </Text>
              </Paper>
            )
          })}
        </SimpleGrid>
        {complete ? (
          <Alert color="green" icon={<IconCheck aria-hidden />} role="status">
            {t('firstRun.users.done')}
          </Alert>
        ) : (
          <Section
            title={t('users.add')}
            about={
              <>
                {t('firstRun.users.shared')}
                <br />
                {t('firstRun.users.suggestion')}
              </>
            }
          >
            <Paper p="md" maw={640}>
              {list.value !== null && (
                <AddUserForm
                  key={users.length}
                  initialRoles={missing.slice(0, 1)}
                  onAdded={() => {
                    list.reload()
                    onChanged()
                  }}
                />
              )}
            </Paper>
          </Section>
        )}
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {t('firstRun.users.now')}
          </Text>
          {users.map((user) => (
            <Badge key={user.id} color="gray" title={listed(user.roles.map((role) => t(`roles.${role}`)))}>
              {user.fullName || user.name}
            </Badge>
          ))}
        </Group>
      </Stack>
    </Walk>
  )
}
