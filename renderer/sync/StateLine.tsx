import { Group, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/route.ts'
import { formatShort } from '../components/moments.ts'
import classes from './state-line.module.css'
import { needsOf, type SyncState } from './use-sync-state.ts'

/** Under every screen: when it was last synchronised, what waits, what needs somebody; each leads to where it is dealt with. */
export const StateLine = ({ state }: { state: SyncState | null }) => {
  const { t } = useTranslation()
  const go = useGo()
  if (state === null || !(state.configured || state.enrolled)) return null
  const { running, lastOkAt, lastError, waiting, enrolled, configured } = state
  const needs = needsOf(state)
  const last = !enrolled ? t('sync.notEnrolled') : lastOkAt === null ? t('sync.never') : t('sync.last', { at: formatShort(lastOkAt) })
  const icon = running ? (
    <IconRefresh size={14} aria-hidden />
  ) : lastError !== null ? (
    <IconCloudOff size={14} aria-hidden />
  ) : needs > 0 ? (
    <IconAlertTriangle size={14} aria-hidden />
  ) : (
    <IconCircleCheck size={14} aria-hidden />
  )
  const parts: { key: string; screen?: 'ferry' | 'sync'; rest: string; text: string; tone?: 'warning' }[] = [
    ...(running ? [{ key: 'running', rest: '', text: t('sync.runningNow') }] : []),
    // Met by its card alone: there is no line whose state could be told.
    ...(configured ? [] : [{ key: 'carried', screen: 'ferry' as const, rest: '', text: t('sync.carried') }]),
    ...(configured ? [{ key: 'last', rest: '', text: last }] : []),
    ...(!running && lastError !== null ? [{ key: 'failed', rest: '', text: t('sync.failedShort'), tone: 'warning' as const }] : []),
    ...(waiting > 0 ? [{ key: 'waiting', rest: 'waiting', text: t('sync.waiting', { count: waiting }) }] : []),
    ...(needs > 0 ? [{ key: 'needs', rest: 'needs', text: t('sync.needs', { count: needs }), tone: 'warning' as const }] : []),
  ]
  return (
    <section aria-label={t('sync.line')} className={`mulu-no-print ${classes.line}`}>
      <Group mr={3} wrap="nowrap" c={lastError !== null || needs > 0 ? 'var(--mulu-warning)' : 'var(--mulu-good)'}>
        {icon}
      </Group>
      {parts.map(({ key, screen = 'sync', rest, text, tone }, index) => (
        <Part key={key} after={index < parts.length - 1 ? t('sync.join') : ''} tone={tone} onOpen={() => go(screen, rest)}>
          {text}
        </Part>
      ))}
    </section>
  )
}

const Part = ({ after, tone, onOpen, children }: { after: string; tone: 'warning' | undefined; onOpen(): void; children: ReactNode }) => (
  <Text component="span" size="2xs">
    <UnstyledButton className={classes.part ?? ''} data-tone={tone} onClick={onOpen}>
      {children}
    </UnstyledButton>
    {after}
  </Text>
)
