import { useCallback } from 'react'
import { routeRecipe, useGo } from '../app/route.ts'
import { useSessionStore } from '../app/session-store.tsx'
import { type Place, writePlace } from './place.ts'

/** Goes to a place of the screen. */
export const useGoTo = (): ((place: Place) => void) => {
  const go = useGo()
  return useCallback((place) => go('cases', writePlace(place)), [go])
}

/** The same after a form was sent, or its text dropped: there is nothing left to ask about. */
export const useLeaveTo = (): ((place: Place) => void) => {
  const goTo = useGoTo()
  const guard = useSessionStore(routeRecipe, (route) => route.guard)
  return useCallback(
    (place) => {
      guard(false)
      goTo(place)
    },
    [goTo, guard],
  )
}
