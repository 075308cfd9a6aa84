import { createContext, useContext } from 'react'

/** A restore that is wanted: of a backup of this folder by its name, or of a file still to be chosen. */
export type Restoring = { backup?: string }

/** Stands above the session, because a restore begins by ending it. */
export const RestoreContext = createContext<((restoring: Restoring | null) => void) | null>(null)

export const useStartRestore = (): ((restoring: Restoring | null) => void) => {
  const start = useContext(RestoreContext)
  if (start === null) throw new Error('RestoreContext is missing')
  return start
}
