import { useEffect, useMemo } from 'react'
import { useApi } from '../../app/api-context.tsx'
import { useSessionStore, useSessionStoreApi } from '../../app/session-store.tsx'
import { type ListState, listRecipe } from './list-store.ts'
import { ask, type List, refresh } from './search.ts'

export const useList = (): List => {
  const api = useApi()
  const store = useSessionStoreApi(listRecipe)
  return useMemo(() => ({ api, store }), [api, store])
}

export const useListState = <T>(select: (state: ListState) => T): T => useSessionStore(listRecipe, select)

/** Reads the list when it is first shown, and again whatever the core says has changed. */
export const useListUpkeep = (list: List): void => {
  useEffect(() => {
    if (list.store.getState().answered) void refresh(list, [])
    else void ask(list)
    return list.api.on('changed', ({ noun, ids }) => {
      if (noun === 'catalogue') void refresh(list, ids)
    })
  }, [list])
}
