import { useCallback } from 'react'
import { useGo } from '../app/route.ts'
import { type Place, writePlace } from './place.ts'

/** Goes to a place among the submissions. */
export const useGoTo = (): ((place: Place) => void) => {
  const go = useGo()
  return useCallback((place) => go('submissions', writePlace(place)), [go])
}
