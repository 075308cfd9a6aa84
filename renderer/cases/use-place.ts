import { useCallback } from 'react'
import { useGo } from '../app/route.ts'
import { type Place, writePlace } from './place.ts'

/** Goes to a place of the screen. */
export const useGoTo = (): ((place: Place) => void) => {
  const go = useGo()
  return useCallback((place) => go('cases', writePlace(place)), [go])
}
