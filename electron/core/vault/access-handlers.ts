import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/errors.ts'
import { appendEvent } from '../audit/append.ts'
import type { LockedContext, LockedHandlers } from '../context.ts'
import type { Location } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Ports } from '../ports.ts'
import { clearRecorded, readAttempts, waitMs } from './attempts.ts'
import { clearUnplaced, makeBackup } from './backups.ts'
import { createVault } from './create.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { type Header, type HeaderReading, readHeader, refreshCopy, requireHeader } from './header.ts'
import { noteHeader, recordStrangeHeader } from './header-commit.ts'
import { argon2idKdf, makeHolder } from './holders.ts'
import { tidyDatabases } from './kept.ts'
import { openVault } from './open.ts'
import type { OpenVault } from './open-vault.ts'
import { checkPassphrase } from './passphrase.ts'
import { protections } from './protections.ts'
import { restoreVault } from './restore.ts'
import { finishDestruction } from './spill.ts'
import { keychainAccount, type Proof, proveKeychain, provePassphrase, proveRecovery } from './unlock.ts'

/** The named user, or the only one there is. */
const whichUser = (header: Header, named: string | undefined): string => {
  const only = header.users.length === 1 ? header.users[0]?.name : undefined
  const user = named ?? only
  if (user === undefined) throw new Refusal('user.needed')
  return user
}

const needPassphrase = (passphrase: string | undefined): string => {
  if (passphrase === undefined) throw new Refusal('vault.passphraseNeeded')
  return passphrase
}

const needRecoveryCode = (code: string | undefined): string => {
  if (code === undefined) throw new Refusal('recovery.needed')
  return code
}

/** Clocks a minute apart count as the same. */
const clockToleranceMs = 60_000

/** In one transaction: wrong passphrases since the last unlock, a clock that stands before the newest event, and the unlock. */
const recordUnlock = (vault: OpenVault, ports: Ports, note: string): void => {
  const { db, dir } = vault
  const now = ports.now()
  const actor = vault.session().user.name
  const { unrecorded, dropped } = readAttempts(dir)
  const newest = db.get<{ at: string }>(sql`SELECT at FROM audit ORDER BY seq DESC LIMIT 1`)
  db.exec('BEGIN IMMEDIATE')
  for (const { at, user, why } of unrecorded) {
    appendEvent(db, now, { actor: user, second: null, action: 'vault.unlockFailed', outcome: why ?? 'vault.wrongPassphrase', note: at })
  }
  if (dropped > 0) appendEvent(db, now, { actor: '', second: null, action: 'vault.unlockFailed', outcome: 'vault.wrongPassphrase', note: `${dropped} more` })
  const backMs = newest === undefined ? 0 : Date.parse(newest.at) - now.getTime()
  if (backMs > clockToleranceMs) {
    appendEvent(db, now, { actor, second: null, action: 'clock.jumped', outcome: 'ok', note: `-${Math.round(backMs / 60_000)} min` })
  }
  recordStrangeHeader(vault, actor, now)
  appendEvent(db, now, { actor, second: null, action: 'vault.unlock', outcome: 'ok', entity: 'vault', note })
  db.exec('COMMIT')
  clearRecorded(dir)
}

type Prover = (header: Header, user: string) => Promise<Proof>
type Opened = { vault: OpenVault; lock: FolderLock }

/** Takes the folder, opens, records. Leaves nothing behind on failure. */
const opened = async (
  context: LockedContext,
  { user: named, salvage }: { user: string | undefined; salvage: boolean },
  note: string,
  prove: Prover,
): Promise<Opened> => {
  const { ports, door } = context
  const dir = door.dir()
  requireHeader(dir)
  const lock = lockFolder(dir)
  try {
    const header = requireHeader(dir)
    const user = whichUser(header, named)
    const { key } = await prove(header, user)
    const copyFirst = async (location: Location) => {
      const { place } = await makeBackup(context, { dir, header, location }, ports.now().toISOString(), ports.newId())
      place()
    }
    const vault = await openVault({ dir, header, key, user, schema: door.schema, copyFirst, salvage, now: ports.now(), ports })
    recordUnlock(vault, ports, note)
    if (readHeader(dir)?.damage.length === 0) tidyDatabases(dir, header, ports.now())
    refreshCopy(dir)
    clearUnplaced(dir)
    finishDestruction(vault.db, dir)
    return { vault, lock }
  } catch (error) {
    lock.free()
    throw error
  }
}

export const accessHandlers: LockedHandlers<
  'vault.status' | 'vault.create' | 'vault.unlock' | 'vault.lock' | 'vault.resetPassphrase' | 'vault.restore' | 'vault.protections'
> = {
  'vault.status': (_input, { ports, door }) => {
    const none = { users: [], cipher: null, waitMs: 0, session: null, detail: null }
    const dir = ports.vaultDir
    if (dir === null || !existsSync(dir)) return { ...none, state: 'absent' }
    let reading: HeaderReading | null
    try {
      reading = readHeader(dir)
    } catch (error) {
      if (error instanceof Refusal && error.failure.code === 'vault.newer') return { ...none, state: 'newer', detail: error.failure.message }
      throw error
    }
    if (reading === null) return { ...none, state: 'absent' }
    const { header, damage } = reading
    const detail = damage.length === 0 ? null : damage.map(({ where, detail: why }) => `${where} (${why})`).join(', ')
    if (header === null) return { ...none, state: 'damaged', detail }
    if (!existsSync(join(dir, header.database))) return { ...none, state: 'damaged', detail: header.database }
    const attempts = readAttempts(dir)
    const users = header.users.map(({ name, keychain }) => ({ name, keychain: keychain !== null, waitMs: waitMs(attempts, name, ports.now()) }))
    const known = { users, cipher: header.cipher, waitMs: Math.max(0, ...users.map((user) => user.waitMs)), detail }
    const vault = door.current()
    if (vault !== null) return { ...known, state: 'open', session: vault.session() }
    if (!isFree(dir)) return { ...known, state: 'inUse', session: null }
    // While the passphrase is typed.
    door.deriver.prepare()
    door.warm()
    return { ...known, state: 'locked', session: null }
  },
  'vault.create': async (input, context) => {
    if (context.door.current() !== null) throw new Refusal('vault.exists')
    const { vault, lock, recoveryCode } = await createVault(input, context)
    context.door.enter(vault, lock)
    return { vaultId: vault.header().vaultId, recoveryCode, session: vault.session() }
  },
  'vault.unlock': async ({ user, by, salvage }, context) => {
    const { ports, door, secrets } = context
    await door.leave('user')
    door.warm()
    const { vault, lock } = await opened(context, { user, salvage }, salvage ? `${by}, salvage` : by, (header, name) => {
      if (by === 'keychain') return proveKeychain(ports.keychain, header, name)
      if (by === 'recovery') return proveRecovery(ports, door.deriver, door.dir(), header, name, needRecoveryCode(secrets.recoveryCode))
      return provePassphrase(ports, door.deriver, door.dir(), header, name, needPassphrase(secrets.passphrase), true)
    })
    door.enter(vault, lock)
    return vault.session()
  },
  'vault.lock': async (_input, { door }) => {
    await door.leave('user')
    return {}
  },
  // Also while sealed: whoever has to report the spill must get in. The seal stays in header and database.
  'vault.resetPassphrase': async ({ user }, context) => {
    const { ports, door, secrets } = context
    const newPassphrase = needPassphrase(secrets.newPassphrase)
    checkPassphrase(newPassphrase, user)
    await door.leave('user')
    const { vault, lock } = await opened(context, { user, salvage: false }, 'recovery, to set a passphrase', (header) =>
      proveRecovery(ports, door.deriver, door.dir(), header, user, needRecoveryCode(secrets.recoveryCode)),
    )
    try {
      const header = vault.header()
      const old = header.users.find(({ name }) => name === user)
      if (old === undefined) throw new Refusal('user.unknown', { name: user })
      const kdf = argon2idKdf(await door.deriver.calibrate(0.5))
      const turn = { vaultId: header.vaultId, generation: header.generation, key: vault.key }
      // The sheet is kept by an administrator, so this is rarely typed by its user alone.
      const who = { id: old.id, name: user, secret: newPassphrase, kdf, madeAt: ports.now().toISOString(), given: true } as const
      const fresh = await makeHolder(door.deriver, turn, who)
      vault.putHeader({ ...header, users: header.users.map((holder) => (holder.id === old.id ? fresh : holder)) })
      try {
        vault.db.exec('BEGIN IMMEDIATE')
        noteHeader(vault.db, vault.header())
        appendEvent(vault.db, ports.now(), { actor: user, second: null, action: 'vault.resetPassphrase', outcome: 'ok', entity: 'user', entityId: old.id })
        vault.db.exec('COMMIT')
      } catch (error) {
        // As in `withHeader`; what was not committed is rolled back when the vault closes.
        vault.putHeader(header)
        throw error
      }
      if (old.keychain !== null) await ports.keychain?.remove(keychainAccount(header, old))
    } finally {
      await vault.close()
      lock.free()
    }
    return {}
  },
  'vault.restore': restoreVault,
  'vault.protections': () => ({ rows: protections.map((row) => ({ ...row })) }),
}

const isFree = (dir: string): boolean => {
  try {
    lockFolder(dir).free()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
