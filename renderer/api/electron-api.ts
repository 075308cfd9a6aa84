import type { Api, CallName, Output, Reply, ScreenApi } from '../../shared/contract.ts'
import type { Bridge } from '../../shared/transport.ts'
import { createListeners } from './listeners.ts'

/** The screens' way to the core in Electron: over the bridge that the preload exposes. */
export const electronApi = (bridge: Bridge): ScreenApi => {
  const { on, tell } = createListeners()
  bridge.on(tell)
  const call: Api['call'] = async <N extends CallName>(name: N, input: unknown, options: Parameters<Api['call']>[2] = {}) => {
    const { secrets, callId = crypto.randomUUID(), signal } = options
    const reply = await bridge.call({ name, input, callId, ...(secrets === undefined ? {} : { secrets }) }, (cancel) => {
      if (signal?.aborted === true) cancel()
      signal?.addEventListener('abort', cancel)
    })
    return reply as Reply<Output<N>>
  }
  return { call, on, files: bridge.files }
}
