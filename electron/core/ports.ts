import type { EventName, Events } from '../../shared/contract.ts'

/** A file the officer chose, resolved by the host (decisions C3). */
export type ReadableFile = { path: string; name: string }

/** A place the officer chose. The core writes `path` (a temporary name beside the target) and then calls `done`. */
export type WritableFile = {
  path: string
  name: string
  /** Moves the finished file to its place, durably. */
  done(): Promise<void>
  /** Leaves no trace. */
  discard(): Promise<void>
}

export type Files = {
  read(handle: string): Promise<ReadableFile>
  /** `beside` names a further file in the same place by the chosen one's name: of one choice come several files. */
  write(handle: string, beside?: (chosen: string) => string): Promise<WritableFile>
}

/** One optional holder of a user's key (lesson 1: never the only one; lesson 2: the backend's name is recorded). */
export type Keychain = {
  /** Name of a backend that really protects, or null when there is none (plain-text fallbacks count as none). */
  backend(): Promise<string | null>
  store(account: string, secret: Uint8Array): Promise<void>
  load(account: string): Promise<Uint8Array | null>
  remove(account: string): Promise<void>
}

/** One request. Nothing but the configured platform is ever asked, and no redirect is followed. */
export type NetworkRequest = {
  method: 'GET' | 'POST' | 'HEAD' | 'PUT'
  url: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array | null
  /** PEM of the only authority that is believed, or '' for the system's. */
  ca: string
  /** '' = none. */
  proxy: string
  /** Of the answer's body, unpacked: more was not agreed on. */
  maxBytes: number
  signal: AbortSignal
}
export type NetworkAnswer = { status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }

export type Network = {
  /** Throws a NetworkFailure whose kind says why nothing came back. */
  send(request: NetworkRequest): Promise<NetworkAnswer>
  /** Waits between two tries. */
  pause(ms: number, signal: AbortSignal): Promise<void>
}

/** Work that is heavy in memory or time runs in a process of its own that ends (decisions M2). */
export type TaskName = 'kdf' | 'vaultFile' | 'sheetRead' | 'sheetWrite' | 'pageRead' | 'document' | 'verify' | 'figures'
export type TaskProcess = {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** `code` null = killed. Called once. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export type Ports = {
  /** The vault's folder; null for calls that touch none. */
  vaultDir: string | null
  /** Read-only files that come with Mulu (templates, sample catalogue). */
  assetsDir: string
  now(): Date
  /** Milliseconds from an arbitrary start that never jumps; beside `now` it shows when the clock was moved. */
  monotonicMs(): number
  newId(): string
  files: Files
  keychain: Keychain | null
  startTask(name: TaskName): TaskProcess
  network: Network
  emit<E extends EventName>(event: E, value: Events[E]): void
}
