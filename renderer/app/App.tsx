import { Center, Loader, MantineProvider } from '@mantine/core'
import { cleanNotifications, Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { ScreenApi } from '../../shared/contract.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { FirstRun } from '../first-run/FirstRun.tsx'
import { Setup } from '../first-run/Setup.tsx'
import { GivenPassphrasePage } from '../lock/GivenPassphrasePage.tsx'
import { LockPage } from '../lock/LockPage.tsx'
import { RestorePage } from '../lock/RestorePage.tsx'
import { TroublePage } from '../lock/TroublePage.tsx'
import { cssVariables, themeIn } from '../theme.ts'
import { ApiProvider, useApi } from './api-context.tsx'
import { watchedForLock } from './lock-watch.ts'
import { RestoreContext, type Restoring, useStartRestore } from './restoring.ts'
import { Shell } from './Shell.tsx'
import { SessionProvider } from './session.tsx'
import { SessionStoresProvider } from './session-store.tsx'
import { useFocusKept } from './use-focus-kept.ts'
import { useStatus } from './use-status.ts'

export const App = ({ api, texts }: { api: ScreenApi; texts: i18n }) => (
  <I18nextProvider i18n={texts}>
    <Themed>
      <ApiProvider api={api}>
        <Gate />
      </ApiProvider>
    </Themed>
  </I18nextProvider>
)

const Themed = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const closeLabel = t('common.close')
  useFocusKept()
  const theme = useMemo(() => themeIn(closeLabel), [closeLabel])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
      <Notifications position="bottom-center" limit={3} mb={48} />
    </MantineProvider>
  )
}

/** Counts the sessions: a lock ends one, and everything below it is thrown away with what it knew. */
const Gate = () => {
  const { t, i18n } = useTranslation()
  const vault = useStatus()
  const api = useApi()
  const watched = useMemo(() => watchedForLock(api, vault.reload), [api, vault.reload])
  const [restoring, setRestoring] = useState<Restoring | null>(null)

  useEffect(() => {
    document.documentElement.lang = i18n.language === 'en' ? 'en' : 'zh-CN'
    document.title = t('shell.product')
  }, [t, i18n.language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: words of an ended session must not stay on screen
  useEffect(() => cleanNotifications, [vault.session])

  return (
    <ApiProvider api={watched}>
      <RestoreContext value={setRestoring}>
        <Face key={vault.session} vault={vault} restoring={restoring} />
      </RestoreContext>
    </ApiProvider>
  )
}

/** Which of the faces to show: first run, lock, trouble, or the open vault. */
const Face = ({ vault: { status, failure, lockedWhy, reload }, restoring }: { vault: ReturnType<typeof useStatus>; restoring: Restoring | null }) => {
  const { t } = useTranslation()
  const setRestoring = useStartRestore()
  const [walking, setWalking] = useState(false)
  const begins = status !== null && (status.state === 'absent' || (status.state === 'open' && status.session?.complete === false))
  useEffect(() => {
    if (begins) setWalking(true)
    else if (status?.state === 'locked') setWalking(false)
  }, [begins, status?.state])

  if (failure !== null) {
    return (
      <Center h="100dvh">
        <ErrorNote failure={failure} onRetry={reload} />
      </Center>
    )
  }
  if (status === null) {
    return (
      <Center h="100dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    )
  }
  const { state, session } = status
  if (restoring !== null && state !== 'open') {
    const done = () => {
      setRestoring(null)
      reload()
    }
    return <RestorePage users={status.users.map(({ name }) => name)} replaces={state !== 'absent'} {...restoring} onBack={done} onDone={done} />
  }
  if (state === 'open' && session?.mustChangePassphrase === true) return <GivenPassphrasePage session={session} />
  if (begins || (walking && state === 'open')) return <FirstRun status={status} onChanged={reload} onFinished={() => setWalking(false)} />
  if (state === 'open' && session !== null) {
    return (
      <SessionStoresProvider>
        <SessionProvider session={session}>
          <Setup>
            <Shell />
          </Setup>
        </SessionProvider>
      </SessionStoresProvider>
    )
  }
  if (state === 'inUse' || state === 'damaged' || state === 'newer') {
    return <TroublePage status={{ ...status, state }} onRetry={reload} onRestore={() => setRestoring({})} />
  }
  return <LockPage status={status} why={lockedWhy} onRestore={() => setRestoring({})} onFailed={reload} />
}
