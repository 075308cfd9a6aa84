import { Badge, Button, Stack, Tabs } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../app/api-context.tsx'
import { useGo, useRoute } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Screen } from '../components/Screen.tsx'
import { toastDone } from '../components/toast.tsx'
import { Conflicts } from './Conflicts.tsx'
import { LogPart } from './LogPart.tsx'
import { ListingPart } from './listing/ListingPart.tsx'
import { Overview } from './Overview.tsx'
import { Setup } from './Setup.tsx'
import { Tray } from './Tray.tsx'
import { needsOf } from './use-sync-state.ts'
import { Waiting } from './Waiting.tsx'

const tabs = ['overview', 'needs', 'waiting', 'listing', 'log', 'setup'] as const
type Tab = (typeof tabs)[number]

/** Whether a run is under way, whoever began it. */
const useRunning = (): boolean => {
  const api = useApi()
  const { value, reload } = useLoad('sync.now', {}, ['sync'])
  const running = value?.running === true
  // Its end is told, but a page that slept may have missed it.
  useEffect(() => {
    if (!running) return
    const timer = setInterval(reload, 3000)
    const deaf = api.on('unlocked', reload)
    return () => {
      clearInterval(timer)
      deaf()
    }
  }, [api, running, reload])
  return running
}

export const SyncScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const { value: status, failure, reload } = useLoad('sync.status', {}, ['sync', 'catalogue'])
  const running = useRunning()
  const mayRun = useMay('sync.run')
  const mayConfigure = useMay('sync.configure')
  const [asking, setAsking] = useState(false)
  const run = useCall('sync.run')
  const tab: Tab = tabs.find((each) => each === rest) ?? 'overview'
  const start = async () => {
    setAsking(false)
    const ran = await run.run({ secrecy: '不涉密' })
    reload()
    if (ran !== null) toastDone(t('sync.done', ran))
  }
  const phase = run.progress?.phase
  const counts: Partial<Record<Tab, number>> = status === null ? {} : { needs: needsOf(status), waiting: status.waiting }
  return (
    <Screen
      title={t('shell.screens.sync')}
      about={t('sync.about')}
      actions={
        mayRun &&
        status?.enrolled === true &&
        status.configured &&
        status.kind === 'rest' && (
          <Button leftSection={<IconRefresh size={16} aria-hidden />} loading={run.busy} disabled={running} onClick={() => setAsking(true)}>
            {t(running && !run.busy ? 'sync.runningNow' : 'sync.run')}
          </Button>
        )
      }
    >
      <Tabs value={tab} onChange={(value) => go('sync', value === 'overview' || value === null ? '' : value)} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                (counts[each] ?? 0) > 0 && (
                  <Badge size="sm" color={each === 'needs' ? 'orange' : 'gray'}>
                    {counts[each]}
                  </Badge>
                )
              }
            >
              {t(`sync.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Stack gap="sm">
          <ErrorNote failure={failure} onRetry={reload} />
          <ErrorNote failure={run.failure} onClose={run.clear} />
        </Stack>
        {status !== null && (
          <>
            <Tabs.Panel value="overview">
              <Overview status={status} running={running} onChanged={reload} />
            </Tabs.Panel>
            <Tabs.Panel value="needs">
              {needsOf(status) === 0 ? (
                <EmptyState title={t('sync.needsPart.empty')}>{t('sync.needsPart.emptyHint')}</EmptyState>
              ) : (
                <Stack gap="lg" maw={1100}>
                  <Conflicts />
                  <Tray />
                </Stack>
              )}
            </Tabs.Panel>
            <Tabs.Panel value="waiting">
              <Waiting total={status.waiting} />
            </Tabs.Panel>
            <Tabs.Panel value="listing" maw={1100}>
              <ListingPart />
            </Tabs.Panel>
            <Tabs.Panel value="log">
              <LogPart />
            </Tabs.Panel>
            <Tabs.Panel value="setup">
              <Setup key={`${status.url} ${status.proxy}`} status={status} editable={mayConfigure} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
      <SecrecyDialog opened={asking} about="sync" onAnswer={() => void start()} onStopped={() => setAsking(false)} onCancel={() => setAsking(false)} />
      <ProgressDialog
        opened={run.busy}
        title={t('sync.running')}
        progress={run.progress}
        {...(phase === 'pull' || phase === 'push' || phase === 'evidence' ? { phase: t(`sync.${phase}`) } : {})}
        cancelling={run.cancelling}
        onCancel={run.cancel}
      />
    </Screen>
  )
}
