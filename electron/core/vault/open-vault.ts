import type { z } from 'zod'
import type { Secrets } from '../../../shared/contract/define.ts'
import type { sessionSchema } from '../../../shared/contract/vault.ts'
import type { Output, Parsed, Reply } from '../../../shared/contract.ts'
import type { Role } from '../../../shared/roles.ts'
import type { ReaderCall } from '../context.ts'
import type { Deriver } from '../crypto/deriver.ts'
import type { Migration } from '../db/migrations.ts'
import type { Location, ReadDb, WriteDb } from '../db/open.ts'
import type { FolderLock } from './folder-lock.ts'
import type { Header, HeaderBody } from './header.ts'
import type { LogSettling } from './log-settling.ts'

export type Session = z.infer<typeof sessionSchema>

export type LockReason = 'user' | 'idle' | 'suspend' | 'closed' | 'damaged'

/** Everything that exists only while the vault is open; dropped as a whole when it locks. */
export type OpenVault = {
  readonly dir: string
  readonly db: WriteDb
  /** Reads what is committed, also in the middle of a long transaction of `db`. */
  readonly view: ReadDb
  /** Path, cipher and raw key: for the reading thread and the processes that work on files. */
  readonly location: Location
  /** The vault key itself; overwritten when the vault locks. */
  readonly key: Buffer
  /** Signs with the device's own Ed25519 key (audit checkpoints, later the platform). */
  readonly device: { id: string; publicKey: string; sign(data: Uint8Array): Uint8Array }
  header(): Header
  /** Closes the header under the vault key and replaces the file. */
  putHeader(body: HeaderBody): void
  session(): Session
  /** Reads the session anew; after users, roles, seal or idle minutes changed. */
  refreshSession(): void
  readonly settling: LogSettling
  /** Closes both connections and forgets the key. */
  close(): Promise<void>
}

/** Opens and closes the vault; the one place that holds an `OpenVault`. */
export type VaultDoor = {
  /** The vault's folder. Throws `vault.absent` where the host has none. */
  dir(): string
  readonly deriver: Deriver
  readonly schema: readonly Migration[]
  current(): OpenVault | null
  /** Starts the reading thread, if it is not there yet, while the key is derived elsewhere; else the first read starts it. */
  warm(): void
  /** Asks the reading thread. Only while the vault is open. */
  read<N extends ReaderCall>(name: N, input: Parsed<N>, user: { name: string; roles: readonly Role[] }): Promise<Reply<Output<N>>>
  /** Puts an opened vault in place with the lock on its folder, and tells the screens. */
  enter(vault: OpenVault, lock: FolderLock): void
  /** Puts the same vault in place under its new key, closing the former; the lock stays and nobody is told. */
  replace(vault: OpenVault): Promise<void>
  /** Drops the key, closes the database, frees the folder and tells the screens. Harmless when already closed. */
  leave(why: LockReason): Promise<void>
  /** Ends the reading thread and what was prepared; after `leave`, when the program ends. */
  end(): Promise<void>
  /** Proves a second person present, without changing the session. Throws a Refusal. */
  prove(second: NonNullable<Secrets['with']>): Promise<{ name: string }>
}
