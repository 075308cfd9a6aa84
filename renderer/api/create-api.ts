import type { ScreenApi } from '../../shared/contract.ts'
import type { Bridge } from '../../shared/transport.ts'
import { chooseFiles, deliverFile } from './browser-files.ts'
import { electronApi } from './electron-api.ts'
import { loopbackApi } from './loopback-api.ts'

declare global {
  interface Window {
    /** There in Electron only. */
    readonly mulu?: Bridge
  }
}

/** The core as this page reaches it. Called once, where the application starts. */
export const createApi = (): ScreenApi => {
  if (window.mulu !== undefined) return electronApi(window.mulu)
  return loopbackApi({
    fetch: (...request) => fetch(...request),
    origin: '',
    page: {
      hash: () => location.hash,
      dropHash: () => {
        history.replaceState(null, '', location.pathname)
      },
      storage: sessionStorage,
    },
    chooseFiles,
    deliverFile,
  })
}
