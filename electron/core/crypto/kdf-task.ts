import type { TaskChannel } from '../tasks/channel.ts'
import { calibrate, deriveFromPassphrase, type KdfParameters } from './kdf.ts'

export type KdfRequest = { calibrate: number } | { passphrase: string; salt: Uint8Array; parameters: KdfParameters }
/** `ms` is the derivation alone, without the start of the process. */
export type KdfAnswer = { parameters: KdfParameters } | { key: Uint8Array; ms: number }

/** Answers one request: derivation takes 64 MiB that must not stay with the core (decisions M2). */
export const kdfTask = (channel: TaskChannel): void => {
  channel.onMessage((message) => {
    void answer(message as KdfRequest).then(channel.send)
  })
}

const answer = async (request: KdfRequest): Promise<KdfAnswer> => {
  if ('calibrate' in request) return { parameters: await calibrate(request.calibrate) }
  const start = performance.now()
  const key = await deriveFromPassphrase(request.passphrase, request.salt, request.parameters)
  return { key, ms: performance.now() - start }
}
