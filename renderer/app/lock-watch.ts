import type { ScreenApi } from '../../shared/contract.ts'

/** The same api, which also says when a call found the vault locked: the event that told so may have been lost. */
export const watchedForLock = (api: ScreenApi, onLocked: () => void): ScreenApi => ({
  ...api,
  call: async (name, input, options) => {
    const reply = await api.call(name, input, options)
    if (!reply.ok && (reply.error.code === 'vault.locked' || reply.error.code === 'host.lost')) onLocked()
    return reply
  },
})
