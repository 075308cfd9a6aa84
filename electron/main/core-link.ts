import type { TaskName } from '../core/ports.ts'

/** What the main process tells the core's process. `client` and `taskPort` carry a port. */
export type ToCore =
  | { type: 'client' }
  | { type: 'taskPort'; id: number }
  | { type: 'taskExit'; id: number; code: number | null }
  | { type: 'answer'; id: number; answer: Answer }
  | { type: 'suspend' }
  | { type: 'lock' }
  | { type: 'close' }

/** What the core's process asks of the main process: Electron's dialogs, keychain and child processes live there. */
export type FromCore =
  | { type: 'ask'; id: number; question: Question }
  | { type: 'startTask'; id: number; name: TaskName }
  | { type: 'killTask'; id: number }
  | { type: 'closed' }

export type Question =
  | { about: 'path'; handle: string; purpose: 'read' | 'write' }
  | { about: 'keychain'; act: 'backend' }
  | { about: 'keychain'; act: 'load' | 'remove'; account: string }
  | { about: 'keychain'; act: 'store'; account: string; secret: Uint8Array }

export type Answer = { ok: true; value: unknown } | { ok: false; why: string }

/** Between a page's preload and the core's process, on a port of their own. */
export type ToServer = { type: 'call'; id: number; message: unknown } | { type: 'cancel'; id: number }
export type FromServer = { type: 'reply'; id: number; reply: unknown } | { type: 'event'; message: unknown }

/** A port as both kinds of Electron's and Node's ports can be made to look. */
export type Line = {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}
