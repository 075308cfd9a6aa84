import { z } from 'zod'
import type { EventName, Events, Reply } from './contract.ts'
import type { FilePicker, PickedFile } from './files.ts'

const secretsSchema = z.strictObject({
  passphrase: z.string().exactOptional(),
  newPassphrase: z.string().exactOptional(),
  recoveryCode: z.string().exactOptional(),
  keyPassphrase: z.string().exactOptional(),
  newKeyPassphrase: z.string().exactOptional(),
  with: z.strictObject({ user: z.string(), passphrase: z.string() }).exactOptional(),
})

/** One call on its way to the core. `callId` names it in `progress` events. The router checks `name` and `input`. */
export const callMessageSchema = z.strictObject({
  name: z.string(),
  input: z.unknown(),
  secrets: secretsSchema.exactOptional(),
  callId: z.string().min(1).max(100),
})
export type CallMessage = z.infer<typeof callMessageSchema>

const everyEvent: Readonly<Record<EventName, true>> = { progress: true, locked: true, unlocked: true, changed: true, checked: true }
/** All events there are; hosts pass every one on. */
export const eventNames = Object.keys(everyEvent) as readonly EventName[]

/** One event on its way to a screen. */
export type EventMessage = { [E in EventName]: { event: E; value: Events[E] } }[EventName]

/** What the preload puts on `window.mulu`: a fixed list that never grows with the contract. */
export type Bridge = {
  /** `whenCancelled` is given the way to cancel; AbortSignal itself does not cross the context bridge. */
  call(message: CallMessage, whenCancelled?: (cancel: () => void) => void): Promise<Reply<unknown>>
  on(listener: (message: EventMessage) => void): () => void
  files: FilePicker
}

/** The loopback host's answer to POST /call; `downloads` are the files the call finished writing. */
export type LoopbackAnswer = { reply: Reply<unknown>; downloads: PickedFile[] }

/** One line of the loopback host's event stream. `instance` changes when the host was started anew. */
export type LoopbackLine = EventMessage | { event: 'hello'; instance: string }
