import { ActionIcon, Badge, Box, Button, Group, NavLink, ScrollArea, Stack, Text, Tooltip } from '@mantine/core'
import { IconHelp, IconLock, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/roles.ts'
import { usePunctuation } from './punctuation.ts'
import { formatRoute, useGo, useRoute } from './route.ts'
import { useSession } from './session.tsx'
import { useLoad } from './use-load.ts'
import { type AllowedScreen, useScreens } from './use-screens.ts'

const groups = ['catalogue', 'office', 'vault', 'end'] as const

type Props = { /** With a platform it is told under every screen how that stands. */ connected: boolean; onLock(): void; onHelp(): void; onPalette(): void }

/** The left rail: one line per noun, who is signed in, and the lock. */
export const Rail = ({ connected, onLock, onHelp, onPalette }: Props) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const allowed = useScreens()
  const roleWords = usePunctuation().list(user.roles.map((role: Role) => t(`roles.${role}`)))
  return (
    <Box
      component="nav"
      aria-label={t('shell.rail')}
      w={184}
      h="100%"
      display="flex"
      className="mulu-no-print"
      style={{ flexDirection: 'column', flexShrink: 0, background: 'var(--mulu-rail)', borderRight: '1px solid var(--mantine-color-default-border)' }}
    >
      <Group px="sm" h={48} gap="xs" wrap="nowrap" justify="space-between" style={{ flexShrink: 0 }}>
        <Text fw={700} size="lg" c="var(--mantine-color-anchor)">
          {t('shell.product')}
        </Text>
        {!connected && (
          <Tooltip label={t('shell.offlineHint')}>
            <Text size="2xs" c="dimmed">
              {t('shell.offline')}
            </Text>
          </Tooltip>
        )}
      </Group>
      <ScrollArea flex={1} type="auto" scrollbarSize={6}>
        <Stack gap={8} px="xs" pb={4}>
          {groups.map((group) => (
            <RailGroup key={group} group={group} screens={allowed.filter((screen) => screen.group === group)} />
          ))}
        </Stack>
      </ScrollArea>
      <Box p="xs" style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
        <Text size="sm" fw={600} className="mulu-ellipsis" title={user.name}>
          {user.fullName || user.name}
        </Text>
        <Text size="2xs" c="dimmed" className="mulu-ellipsis" title={roleWords} mb={4}>
          {roleWords}
        </Text>
        <Group gap={4} justify="space-between">
          <Tooltip label={t('shell.lockHint')}>
            <Button variant="default" size="compact-sm" leftSection={<IconLock size={15} aria-hidden />} onClick={onLock}>
              {t('shell.lock')}
            </Button>
          </Tooltip>
          <Group gap={4}>
            <Tooltip label={`${t('shell.palette')} (Ctrl+K)`}>
              <ActionIcon aria-label={t('shell.palette')} onClick={onPalette}>
                <IconSearch size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={`${t('shell.shortcuts')} (F1)`}>
              <ActionIcon aria-label={t('shell.shortcuts')} onClick={onHelp}>
                <IconHelp size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Group>
      </Box>
    </Box>
  )
}

const RailGroup = ({ group, screens }: { group: (typeof groups)[number]; screens: readonly AllowedScreen[] }) => {
  const { t } = useTranslation()
  const { screen } = useRoute()
  const go = useGo()
  if (screens.length === 0) return null
  return (
    <Box>
      {group !== 'end' && (
        <Text size="2xs" c="dimmed" px="xs">
          {t(`shell.groups.${group}`)}
        </Text>
      )}
      {screens.map(({ name, icon: Icon }) => (
        <NavLink
          key={name}
          component="a"
          href={formatRoute({ screen: name, rest: '' })}
          label={t(`shell.screens.${name}`)}
          leftSection={<Icon size={16} stroke={1.6} />}
          active={screen === name}
          rightSection={name === 'today' ? <TodayCount /> : undefined}
          {...(screen === name ? { 'aria-current': 'page' as const } : {})}
          onClick={(event) => {
            event.preventDefault()
            go(name)
          }}
          noWrap
          py={0}
          mih={24}
          px="xs"
          style={{ borderRadius: 'var(--mantine-radius-sm)' }}
        />
      ))}
    </Box>
  )
}

/** What this person should do now. The number stands on the screen too, so a screen reader is spared it here. */
const TodayCount = () => {
  const { value } = useLoad('task.list', { mine: true, limit: 0 }, ['catalogue', 'task'])
  const now = value === null ? 0 : value.counts.overdue + value.counts.near + value.counts.atOnce
  if (value === null || now === 0) return null
  return (
    <Badge size="sm" color={value.counts.overdue > 0 ? 'red' : 'office'} aria-hidden data-today-count>
      {now > 999 ? '999+' : now}
    </Badge>
  )
}
