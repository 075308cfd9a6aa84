import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand'
import { formatRoute, parseRoute, routeRecipe, screenNames } from './route.ts'

describe('the route', () => {
  it.each(screenNames)('%s reads back from the hash', (screen) => {
    for (const rest of ['', '3f2b8a10-0000-4000-8000-00000000000a', 'a/b']) expect(parseRoute(formatRoute({ screen, rest }))).toEqual({ screen, rest })
  })

  it('is none for anything else, such as the key of an address', () => {
    for (const hash of ['', '#', '#key=abc', '#/nowhere', '#/Vault', 'vault']) expect(parseRoute(hash)).toBeNull()
  })

  it('asks before it leaves a guarded screen, and stays or goes as told', () => {
    const store = createStore(routeRecipe)
    store.getState().go('catalogue', 'one')
    store.getState().guard(true)
    store.getState().go('users')
    expect(store.getState()).toMatchObject({ screen: 'catalogue', rest: 'one', wanted: { screen: 'users', rest: '' } })
    store.getState().stay()
    expect(store.getState()).toMatchObject({ screen: 'catalogue', wanted: null })
    store.getState().go('users')
    store.getState().leave()
    expect(store.getState()).toMatchObject({ screen: 'users', wanted: null, guarded: false })
  })

  it('does not ask when it is where it already is', () => {
    const store = createStore(routeRecipe)
    store.getState().guard(true)
    store.getState().go('today')
    expect(store.getState().wanted).toBeNull()
  })
})
