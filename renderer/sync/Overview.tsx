import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff, IconDisc, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { type ErrorCode, errors, failure as failureOf } from '../../shared/errors.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { failureWords } from '../components/failure-words.ts'
import { formatMoment, formatShort } from '../components/moments.ts'
import { PassedOver } from './PassedOver.tsx'
import { Probe } from './Probe.tsx'
import { SchedulePart } from './SchedulePart.tsx'
import classes from './sync.module.css'
import { needsOf } from './use-sync-state.ts'

export type Status = Output<'sync.status'>

/** Where the work with the platform stands, and what it stopped at. */
export const Overview = ({ status, running, onChanged }: { status: Status; running: boolean; onChanged(): void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const mayConfigure = useMay('sync.configure')
  const clock = useClockWords(status.clockOffsetMs)
  if (!status.enrolled) {
    const missing = status.configured ? 'notEnrolled' : 'notConfigured'
    return (
      <EmptyState
        icon={<IconPlugConnected size={32} stroke={1.3} />}
        title={t(`sync.${missing}`)}
        actions={
          mayConfigure ? (
            <Button variant="default" onClick={() => go('sync', 'setup')}>
              {t('sync.setup')}
            </Button>
          ) : undefined
        }
      >
        {t(`sync.${missing}Hint`)}
      </EmptyState>
    )
  }
  if (!status.configured) {
    return (
      <EmptyState
        icon={<IconDisc size={32} stroke={1.3} />}
        title={t('sync.carried')}
        actions={
          <Button variant="default" onClick={() => go('ferry')}>
            {t('sync.toFerry')}
          </Button>
        }
      >
        {t('sync.carriedHint', { platform: status.platform })}
      </EmptyState>
    )
  }
  return (
    <Stack gap="md" maw={860}>
      {status.asks !== null && <Question asks={status.asks} onDone={onChanged} />}
      {status.asks === null && status.lastError !== null && <LastFailure code={status.lastError} params={status.lastErrorParams} />}
      <Paper p="md">
        <Sentence status={status} running={running} />
        <dl className={classes.facts}>
          <Fact name={t('sync.platform')}>{status.platform}</Fact>
          <Fact name={t('sync.agency')}>{status.agency}</Fact>
          <Fact name={t('sync.address')}>
            <span className="mulu-mono">{status.url}</span>
          </Fact>
          <Fact name={t('sync.clock')}>{clock}</Fact>
          <Fact name={t('sync.nextRun')}>{status.scheduled === null ? t('sync.nextOff') : formatMoment(status.scheduled.nextAt)}</Fact>
        </dl>
        <Probe />
      </Paper>
      <PassedOver count={status.passedOver} />
      <Paper p="md">
        <SchedulePart scheduled={status.scheduled} onChanged={onChanged} />
      </Paper>
    </Stack>
  )
}

/** `10:42 已同步；3 项待上报；1 项需要你处理`, each leading to where it is dealt with. */
const Sentence = ({ status, running }: { status: Status; running: boolean }) => {
  const { t } = useTranslation()
  const go = useGo()
  const needs = needsOf(status)
  const join = t('sync.join')
  return (
    <Text fw={600} size="lg" role="status">
      {running ? t('sync.runningNow') : status.lastOkAt === null ? t('sync.never') : t('sync.last', { at: formatShort(status.lastOkAt) })}
      {status.waiting > 0 && (
        <>
          {join}
          <Anchor component="button" type="button" fw={600} fz="inherit" onClick={() => go('sync', 'waiting')}>
            {t('sync.waiting', { count: status.waiting })}
          </Anchor>
        </>
      )}
      {needs > 0 && (
        <>
          {join}
          <Anchor component="button" type="button" fw={600} fz="inherit" c="var(--mulu-warning)" onClick={() => go('sync', 'needs')}>
            {t('sync.needs', { count: needs })}
          </Anchor>
        </>
      )}
    </Text>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const useClockWords = (offsetMs: number): string => {
  const { t } = useTranslation()
  const minutes = Math.round(Math.abs(offsetMs) / 60_000)
  if (minutes < 2) return t('sync.clockEven')
  return t(offsetMs < 0 ? 'sync.clockFast' : 'sync.clockSlow', { minutes })
}

/** The step at which the last run ended, in the words of its error. */
const LastFailure = ({ code, params }: { code: string; params: Status['lastErrorParams'] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const known: ErrorCode = Object.hasOwn(errors, code) ? (code as ErrorCode) : 'call.failed'
  const { message, action } = failureWords(failureOf(known, params), language, (role) => role)
  return (
    <Alert color="orange" icon={<IconCloudOff size={18} aria-hidden />} role="status" p="sm" title={t('sync.failed')}>
      <Text size="sm">{message}</Text>
      <Text size="sm">{action}</Text>
      <Text size="2xs" c="dimmed" className="mulu-mono">
        {code}
      </Text>
    </Alert>
  )
}

/** At what the work stopped, in the words of its error, and the way on for those who may answer. */
const Question = ({ asks, onDone }: { asks: NonNullable<Status['asks']>; onDone: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const mayConfirm = useMay('sync.confirm')
  const confirm = useCall('sync.confirm')
  const { message, action } = failureWords(failureOf(`sync.asks.${asks.question}`, { count: asks.count }), language, (role) => role)
  const answer = async () => {
    if ((await confirm.run({ question: asks.question })) !== null) onDone()
  }
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert" p="sm" title={message}>
      <Stack gap="xs">
        <Text size="sm">{action}</Text>
        <ErrorNote failure={confirm.failure} />
        {mayConfirm && (
          <Group>
            <Button variant="default" loading={confirm.busy} onClick={() => void answer()}>
              {t('sync.confirm')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
