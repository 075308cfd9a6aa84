import type { ScreenName } from './route.ts'
import { screenNames } from './route.ts'
import { type ScreenSpec, screens } from './screens.tsx'
import { may, useSession } from './session.tsx'

export type AllowedScreen = ScreenSpec & { name: ScreenName }

/** The screens this user has something to do on, in the rail's order. */
export const useScreens = (): readonly AllowedScreen[] => {
  const session = useSession()
  return screenNames.flatMap((name) => {
    const spec = screens[name]
    // A sealed vault keeps its screens: they say why nothing can be done on them.
    const open = { ...session, sealed: false }
    return spec.needs === null || may(open, spec.needs) ? [{ ...spec, name }] : []
  })
}
