import { Alert, Box } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { createSpotlight } from '@mantine/spotlight'
import { IconLock, IconSnowflake } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueCommands } from '../catalogue/commands.ts'
import { useLockGuard } from '../catalogue/entry/lock-guard.tsx'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { StateLine } from '../sync/StateLine.tsx'
import { OnPlatformProvider, useSyncState } from '../sync/use-sync-state.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { Crash } from './Crash.tsx'
import { IdleWatch } from './IdleWatch.tsx'
import { useLanguage } from './language.ts'
import { usePunctuation } from './punctuation.ts'
import { Rail } from './Rail.tsx'
import { routeRecipe, useGo, useHashRoute, useRoute } from './route.ts'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { homes, screens } from './screens.tsx'
import { rolesFor, useSession } from './session.tsx'
import { useSessionStore } from './session-store.tsx'
import { useCall } from './use-call.ts'
import { useScheme } from './use-scheme.ts'
import { useScreens } from './use-screens.ts'

/** The open vault: rail, screen, palette, shortcuts. */
export const Shell = () => {
  const { t } = useTranslation()
  const { sealed } = useSession()
  const { language, setLanguage } = useLanguage()
  const { pair } = usePunctuation()
  const { toggle: toggleScheme } = useScheme()
  const [[paletteStore, palette]] = useState(createSpotlight)
  const [helpOpened, help] = useDisclosure(false)
  const { run: lockNow } = useCall('vault.lock')
  const { lock, dialog: lockDialog } = useLockGuard(() => void lockNow({}))
  const catalogueCommands = useCatalogueCommands()
  const allowed = useScreens()
  const syncState = useSyncState()
  const go = useGo()
  useHashRoute()

  useHotkeys(
    [
      ['F1', help.open],
      ['mod+shift+L', lock],
      ['mod+shift+D', toggleScheme],
      ...allowed.slice(0, 9).map(({ name }, at): [string, () => void] => [`alt+${at + 1}`, () => go(name)]),
    ],
    [],
  )
  useHotkeys([
    ['shift+?', help.open],
    ['?', help.open],
  ])

  const commands = [
    { id: 'lock', label: t('shell.lock'), run: lock },
    {
      id: 'language',
      label: pair(t('shell.language'), t(language === 'zh' ? 'shell.en' : 'shell.zh')),
      run: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { id: 'scheme', label: t('shell.keys.scheme'), run: toggleScheme },
    { id: 'help', label: t('shell.shortcuts'), run: help.open },
    ...catalogueCommands,
  ]

  return (
    <Box display="flex" h="100dvh" style={{ overflow: 'hidden' }}>
      <button type="button" className="mulu-skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('shell.skip')}
      </button>
      <Rail connected={syncState?.configured === true} onLock={lock} onHelp={help.open} onPalette={palette.open} />
      <Box component="main" id="main" tabIndex={-1} flex={1} miw={0} h="100%" display="flex" style={{ flexDirection: 'column', outline: 'none' }}>
        <IdleWatch />
        {sealed && (
          <Alert color="red" icon={<IconSnowflake size={18} aria-hidden />} radius={0} p="xs" role="status">
            {t('common.sealed')}
          </Alert>
        )}
        <Box flex={1} mih={0}>
          <OnPlatformProvider value={syncState?.enrolled === true && syncState.kind !== 'listing'}>
            <CurrentScreen />
          </OnPlatformProvider>
        </Box>
        <StateLine state={syncState} />
      </Box>
      <CommandPalette store={paletteStore} commands={commands} />
      <ShortcutsDialog opened={helpOpened} onClose={help.close} />
      <LeaveDialog />
      {lockDialog}
    </Box>
  )
}

const CurrentScreen = () => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const { screen } = useRoute()
  const go = useGo()
  const allowed = useScreens()
  const spec = screens[screen]
  const permitted = allowed.some(({ name }) => name === screen)
  const { user } = useSession()
  const home = user.roles.map((role) => homes[role]).find((name) => allowed.some((each) => each.name === name)) ?? allowed[0]?.name

  // Administrators without an office role begin where their own work is.
  useEffect(() => {
    if (!permitted && screen === 'today' && home !== undefined) go(home)
  }, [permitted, screen, home, go])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen is what moves the focus
  useEffect(() => {
    document.getElementById('screen-title')?.focus({ preventScroll: true })
  }, [screen])

  if (spec === undefined) return <EmptyState title={t('shell.noScreen')} />
  if (!permitted) {
    const roles = (spec.needs === null ? null : rolesFor(spec.needs)) ?? []
    return (
      <EmptyState icon={<IconLock size={32} stroke={1.3} />} title={t('shell.noRight')}>
        {t('shell.noRightHint', { roles: list(roles.map((role) => t(`roles.${role}`))) })}
      </EmptyState>
    )
  }
  const Body = spec.body
  return (
    <Crash key={screen}>
      <Body />
    </Crash>
  )
}

const LeaveDialog = () => {
  const { t } = useTranslation()
  const wanted = useSessionStore(routeRecipe, (route) => route.wanted)
  const stay = useSessionStore(routeRecipe, (route) => route.stay)
  const leave = useSessionStore(routeRecipe, (route) => route.leave)
  return (
    <ConfirmDialog
      opened={wanted !== null}
      title={t('common.unsavedTitle')}
      confirmLabel={t('common.leave')}
      cancelLabel={t('common.stay')}
      danger
      onConfirm={leave}
      onCancel={stay}
    >
      {t('common.unsaved')}
    </ConfirmDialog>
  )
}
