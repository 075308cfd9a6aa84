import { createContext, type ReactNode, useContext, useState } from 'react'
import { createStore, type StateCreator, type StoreApi, useStore } from 'zustand'

/**
 * The stores of one unlocked session, by their recipe. They live in the tree: when the vault locks the tree is thrown
 * away and every store with it, so no screen can forget to empty its own.
 */
export type SessionStores = { of<T>(recipe: StateCreator<T>): StoreApi<T> }

export const createSessionStores = (): SessionStores => {
  const stores = new Map<unknown, unknown>()
  return {
    of: <T,>(recipe: StateCreator<T>): StoreApi<T> => {
      const known = stores.get(recipe) as StoreApi<T> | undefined
      if (known !== undefined) return known
      const made = createStore<T>(recipe)
      stores.set(recipe, made)
      return made
    },
  }
}

const Stores = createContext<SessionStores | null>(null)

/** Mount anew (with a new key) for each session. */
export const SessionStoresProvider = ({ children }: { children: ReactNode }) => {
  const [stores] = useState(createSessionStores)
  return <Stores value={stores}>{children}</Stores>
}

/** The store itself, for reading in event handlers. */
export const useSessionStoreApi = <T,>(recipe: StateCreator<T>): StoreApi<T> => {
  const stores = useContext(Stores)
  if (stores === null) throw new Error('SessionStoresProvider is missing')
  return stores.of(recipe)
}

/** A part of a session store: `useSessionStore(listRecipe, (list) => list.text)`. The recipe is a module constant. */
export const useSessionStore = <T, U>(recipe: StateCreator<T>, select: (state: T) => U): U => useStore(useSessionStoreApi(recipe), select)
