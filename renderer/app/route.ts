import { useEffect } from 'react'
import type { StateCreator } from 'zustand'
import { useSessionStore, useSessionStoreApi } from './session-store.tsx'

export const screenNames = [
  'today',
  'deadlines',
  'catalogue',
  'cases',
  'submissions',
  'check',
  'withheld',
  'import',
  'export',
  'registers',
  'statistics',
  'sync',
  'ferry',
  'rules',
  'profile',
  'signing',
  'users',
  'vault',
  'backups',
  'audit',
  'protections',
  'settings',
] as const
export type ScreenName = (typeof screenNames)[number]

/** Where the officer is: a screen, and what it shows there (an entry's id, a tab). */
export type Route = { screen: ScreenName; rest: string }

type RouteState = Route & {
  /** True while the screen holds edits that leaving would lose. */
  guarded: boolean
  /** Where the officer wants to go while a guarded screen asks whether to leave. */
  wanted: Route | null
  go(screen: ScreenName, rest?: string): void
  guard(on: boolean): void
  leave(): void
  stay(): void
}

export const formatRoute = ({ screen, rest }: Route): string => `#/${screen}${rest === '' ? '' : `/${rest}`}`

/** Reads a location's hash; null when it names no screen. */
export const parseRoute = (hash: string): Route | null => {
  const [, screen = '', rest = ''] = /^#\/([a-z]+)(?:\/(.*))?$/.exec(hash) ?? []
  const known = screenNames.find((name) => name === screen)
  return known === undefined ? null : { screen: known, rest }
}

export const routeRecipe: StateCreator<RouteState> = (set, get) => ({
  screen: 'today',
  rest: '',
  guarded: false,
  wanted: null,
  go: (screen, rest = '') => {
    const now = get()
    if (now.screen === screen && now.rest === rest) return
    if (now.guarded) set({ wanted: { screen, rest } })
    else set({ screen, rest })
  },
  guard: (guarded) => set({ guarded }),
  leave: () => {
    const { wanted } = get()
    if (wanted !== null) set({ ...wanted, wanted: null, guarded: false })
  },
  stay: () => set({ wanted: null }),
})

export const useRoute = (): Route => {
  const screen = useSessionStore(routeRecipe, (route) => route.screen)
  const rest = useSessionStore(routeRecipe, (route) => route.rest)
  return { screen, rest }
}

export const useGo = (): RouteState['go'] => useSessionStore(routeRecipe, (route) => route.go)

/** While `dirty`, leaving the screen asks first. */
export const useLeaveGuard = (dirty: boolean): void => {
  const guard = useSessionStore(routeRecipe, (route) => route.guard)
  useEffect(() => {
    guard(dirty)
    return () => guard(false)
  }, [guard, dirty])
}

/** Keeps the window's hash and the route the same, so that back and forward work; a lock wipes both. */
export const useHashRoute = (): void => {
  const store = useSessionStoreApi(routeRecipe)
  useEffect(() => {
    const write = () => {
      const hash = formatRoute(store.getState())
      if (window.location.hash !== hash) window.location.hash = hash
    }
    const read = () => {
      const route = parseRoute(window.location.hash)
      if (route !== null) store.getState().go(route.screen, route.rest)
      write()
    }
    read()
    const deaf = store.subscribe(write)
    window.addEventListener('hashchange', read)
    return () => {
      deaf()
      window.removeEventListener('hashchange', read)
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
    }
  }, [store])
}
