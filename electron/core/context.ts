import type { Secrets } from '../../shared/contract/define.ts'
import type { CallName, Contract, Output, Parsed } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'
import type { ReadDb, WriteDb } from './db/open.ts'
import type { Ports } from './ports.ts'
import type { OpenVault, VaultDoor } from './vault/open-vault.ts'

/** What the audit keeps of a change: names and digests, never values (practice L4). */
export type AuditDetail = {
  entity?: string
  entityId?: string
  fields?: readonly string[]
  /** SHA-256, hex, of what was changed or exported. */
  digest?: string
  /** Counts, media numbers, names of files; never content. */
  note?: string
}

/** For calls on the reading thread: nothing but a read-only handle. */
export type ReadContext = { db: ReadDb; now(): Date; user: { name: string; roles: readonly Role[] } }

/** For calls that work while the vault is locked. `door` opens and closes it. */
export type LockedContext = {
  ports: Ports
  door: VaultDoor
  secrets: Secrets
  progress(phase: string, done: number, total: number): void
  signal: AbortSignal
  /** How many calls of this name are being answered, whoever made them; one's own counts. */
  atWork(name: CallName): number
}

/** For every other call that changes nothing. `db` sees what is committed, also in the middle of a long import. */
export type ViewContext = LockedContext & {
  vault: OpenVault
  db: ReadDb
  user: { name: string; roles: readonly Role[] }
  /** The second person of a two-person call, already proved. */
  second: string | null
}

/** For every other call that leaves something behind. */
export type Context = LockedContext & {
  vault: OpenVault
  db: WriteDb
  user: { name: string; roles: readonly Role[] }
  /** The second person of a two-person call, already proved. */
  second: string | null
  /**
   * Runs `work` in one transaction together with its audit event: both are on disk or neither. A call whose effect
   * is not `read` must commit through here or `commitLong` exactly once.
   */
  commit<T>(work: () => T, detail: (value: T) => AuditDetail): T
  /** The same in slices: `breathe` gives other calls the thread when 15 ms are used up and throws when cancelled. */
  commitLong<T>(work: (breathe: () => Promise<void>) => Promise<T>, detail: (value: T) => AuditDetail): Promise<T>
  /** Whether another call waits to write. What can be committed in parts stops at the next. */
  othersWait(): boolean
}

/** For calls that work beside others. `db` is the read view: a save does not wait for them. */
export type AsideContext = ViewContext & {
  /**
   * Waits its turn, then runs `work` as the one call that writes. Throws `vault.locked` when the vault was locked, or
   * its key or user changed, meanwhile. Each turn commits once; between two turns others may have written.
   */
  inTurn<T>(work: (context: Context) => Promise<T>): Promise<T>
}

type CallsWhere<F extends 'reader' | 'locked' | 'other'> = {
  [N in CallName]: Contract[N] extends { reader: true }
    ? F extends 'reader'
      ? N
      : never
    : Contract[N]['roles'] extends 'locked'
      ? F extends 'locked'
        ? N
        : never
      : F extends 'other'
        ? N
        : never
}[CallName]

export type ReaderCall = CallsWhere<'reader'>
export type LockedCall = CallsWhere<'locked'>
export type VaultCall = CallsWhere<'other'>

type Answer<N extends CallName> = Output<N> | Promise<Output<N>>
export type ReaderHandlers<N extends ReaderCall = ReaderCall> = { [K in N]: (input: Parsed<K>, context: ReadContext) => Output<K> }
export type LockedHandlers<N extends LockedCall = LockedCall> = { [K in N]: (input: Parsed<K>, context: LockedContext) => Answer<K> }
type ContextOf<C> = C extends { effect: 'read' } ? ViewContext : C extends { aside: true } ? AsideContext : Context
export type VaultHandlers<N extends VaultCall = VaultCall> = {
  [K in N]: (input: Parsed<K>, context: ContextOf<Contract[K]>) => Answer<K>
}
