import { Refusal } from '../../../shared/errors.ts'
import { appendEvent } from '../audit/append.ts'
import { checkpoint } from '../audit/checkpoint.ts'
import type { Deriver } from '../crypto/deriver.ts'
import type { Migration } from '../db/migrations.ts'
import type { Ports } from '../ports.ts'
import type { Reader, StartReader } from '../reader/reader.ts'
import type { FolderLock } from './folder-lock.ts'
import type { LockReason, OpenVault, VaultDoor } from './open-vault.ts'
import { provePassphrase } from './unlock.ts'
import { userByName } from './users.ts'

/** A program that ends is no lock worth a record: each call on the command line is one. */
const recordLock = (vault: OpenVault, why: LockReason, at: Date): void => {
  if (why === 'closed') return
  appendEvent(vault.db, at, { actor: vault.session().user.name, second: null, action: 'vault.lock', outcome: 'ok', entity: 'vault', note: why })
}

export const createDoor = (ports: Ports, deriver: Deriver, schema: readonly Migration[], startReader: StartReader): VaultDoor => {
  let open: OpenVault | null = null
  let held: FolderLock | null = null
  let reader: Reader | null = null
  const startedReader = (): Reader => {
    // One that ended by an error (memory, a file it could not open) is replaced by the next call.
    if (reader === null || reader.ended()) {
      reader = startReader(ports.now)
      if (open !== null) reader.open(open.location)
    }
    return reader
  }
  const dir = (): string => {
    if (ports.vaultDir === null) throw new Refusal('vault.absent')
    return ports.vaultDir
  }
  return {
    dir,
    deriver,
    schema,
    current: () => open,
    warm: () => {
      if (deriver.elsewhere) startedReader()
    },
    read: (name, input, user) => startedReader().call(name, input, user),
    enter: (vault, lock) => {
      open = vault
      held = lock
      reader?.open(vault.location)
      ports.emit('unlocked', { user: vault.session().user.name })
    },
    replace: async (vault) => {
      const former = open
      open = vault
      const left = reader?.shut()
      reader?.open(vault.location)
      // The former file is removed next.
      await left
      await former?.close()
    },
    leave: async (why) => {
      if (open === null) return
      const vault = open
      open = null
      try {
        if (why !== 'damaged') recordLock(vault, why, ports.now())
        if (why !== 'damaged') checkpoint(vault, ports.now())
      } catch {
        // A full disk keeps no vault open; what is unsigned is signed at the next chance.
      } finally {
        await reader?.shut()
        await vault.close()
        held?.free()
        held = null
        ports.emit('locked', { why })
      }
    },
    end: async () => {
      deriver.end()
      await reader?.end()
      reader = null
    },
    prove: async ({ user, passphrase }) => {
      if (open === null) throw new Refusal('vault.locked')
      const vault = open
      const { key, holder } = await provePassphrase(ports, deriver, dir(), vault.header(), user, passphrase, false)
      key.fill(0)
      // Whoever set it knows it too and could be both persons.
      if (holder.given === true) throw new Refusal('passphrase.givenSecond', { user })
      const { name, disabledAt } = userByName(vault.view, vault.header(), user)
      if (disabledAt !== null) throw new Refusal('vault.wrongPassphrase')
      return { name }
    },
  }
}
