import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { administrators, type Role } from '../../../shared/roles.ts'
import { appendEvent } from '../audit/append.ts'
import type { LockedContext } from '../context.ts'
import { randomKey } from '../crypto/random.ts'
import { readMeta } from '../db/meta.ts'
import { type Migration, migrate } from '../db/migrations.ts'
import { type Location, openPlainJournal, openReader, type WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { extractDatabase, readBackupFile, requireBackup } from './backup-file.ts'
import { backupDatabase, backupDir, type Manifest } from './backups.ts'
import { newDevice } from './device.ts'
import { syncDir } from './durable.ts'
import { runFileJob } from './file-jobs.ts'
import { lockFolder } from './folder-lock.ts'
import { closeHeader, type Header, headerFormat, readHeader, writeHeader } from './header.ts'
import { noteHeader } from './header-commit.ts'
import { openPair, openVaultKey, resealed, wrappingKey } from './holders.ts'
import { announceKept, finishKept, unfinishedDatabase, withdrawKept } from './kept.ts'
import { amend, nextGeneration, placeDatabase, removeDatabase } from './rotate.ts'
import { provePassphrase, proveRecovery } from './unlock.ts'
import { userByName } from './users.ts'
import { checkWal } from './wal.ts'

type Source = { manifest: Manifest; header: Header; path: string; start: number; name: string }

/**
 * Puts a backup in the place of the vault, proved by two people from the backup's own wraps, or by one and the recovery
 * sheet (decisions K2). The restored vault is a new device (lesson 12) under a new key, so that a copy of the backup's
 * key is worth nothing, and who left the present vault since the backup stays out. The vault's former files are kept
 * beside it. Until the header is renamed everything is as before.
 */
export const restoreVault = async (input: Parsed<'vault.restore'>, context: LockedContext): Promise<Output<'vault.restore'>> => {
  const { door } = context
  if (door.current()?.session().sealed === true) throw new Refusal('vault.sealed')
  await door.leave('user')
  const dir = door.dir()
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dir)
  const staged = join(dir, unfinishedDatabase(context.ports.newId()))
  try {
    const present = presentHeader(dir)
    if (present !== null && present.sealedAt !== null) throw new Refusal('vault.sealed')
    const source = await find(input, context, dir)
    const proof = await prove(input, context, dir, source.header)
    if (present !== null && (await sealedInside(dir, present, proof.actor, context))) throw new Refusal('vault.sealed')
    context.progress('copy', 0, 0)
    await extractDatabase(source, staged, source.manifest.sha256)
    return await place(context, { dir, present, source, staged, ...proof })
  } finally {
    removeDatabase(staged)
    lock.free()
  }
}

/** A damaged header must not stand in the way of a restore. */
const presentHeader = (dir: string): Header | null => {
  try {
    return readHeader(dir)?.header ?? null
  } catch {
    return null
  }
}

/**
 * True when the database is sealed though its header does not say so: an older header was put back, or a kill came
 * between the two. It can be seen only where the restorer's passphrase opens the present vault; damage counts as no seal.
 */
const sealedInside = async (dir: string, present: Header, user: string, { door, secrets }: LockedContext): Promise<boolean> => {
  const path = join(dir, present.database)
  const holder = present.users.find(({ name }) => name === user)
  if (holder === undefined || secrets.passphrase === undefined || !existsSync(path)) return false
  const pair = openPair(present.vaultId, holder, await wrappingKey(door.deriver, secrets.passphrase, holder.kdf))
  if (pair === null) return false
  try {
    const key = openVaultKey(present, holder, pair)
    const keyHex = key.toString('hex')
    key.fill(0)
    if (checkWal(path) !== null) return false
    const db = openReader({ path, keyHex, cipher: present.cipher })
    try {
      return readMeta(db, 'sealed') !== null
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}

const find = async ({ name, file }: Parsed<'vault.restore'>, { ports }: LockedContext, dir: string): Promise<Source> => {
  if (name !== undefined) {
    const path = join(backupDir(dir, name), backupDatabase)
    const read = requireBackup(dir, name)
    if (!existsSync(path)) throw new Refusal('vault.damaged', { what: `${name}/${backupDatabase}` })
    return { ...read, path, start: 0, name }
  }
  if (file === undefined) throw new Refusal('vault.noBackup', { name: '' })
  const readable = await ports.files.read(file)
  return { ...readBackupFile(readable.path, readable.name), path: readable.path, name: readable.name }
}

type Proven = { key: Buffer; actor: string; second: string }

const prove = async ({ user }: Parsed<'vault.restore'>, { ports, door, secrets }: LockedContext, dir: string, header: Header): Promise<Proven> => {
  if (user === undefined) throw new Refusal('user.needed')
  if (secrets.passphrase === undefined) throw new Refusal('vault.passphraseNeeded')
  const { key, holder } = await provePassphrase(ports, door.deriver, dir, header, user, secrets.passphrase, true)
  if (secrets.with !== undefined && secrets.with.user !== user) {
    const second = await provePassphrase(ports, door.deriver, dir, header, secrets.with.user, secrets.with.passphrase, true)
    second.key.fill(0)
    // One person may know both: whoever set the first passphrase of the other.
    for (const { name, given } of [holder, second.holder]) if (given === true) throw new Refusal('passphrase.givenSecond', { user: name })
    return { key, actor: user, second: secrets.with.user }
  }
  if (secrets.recoveryCode === undefined) throw new Refusal('restore.second')
  const sheet = await proveRecovery(ports, door.deriver, dir, header, user, secrets.recoveryCode)
  sheet.key.fill(0)
  return { key, actor: user, second: 'recovery' }
}

type Placing = Proven & { dir: string; present: Header | null; source: Source; staged: string }

const place = async (context: LockedContext, { dir, present, source, staged, key, actor, second }: Placing): Promise<Output<'vault.restore'>> => {
  const { ports, door } = context
  const { header, manifest } = source
  const from = { path: staged, keyHex: key.toString('hex'), cipher: header.cipher }
  const { generation, database } = nextGeneration(dir, Math.max(header.generation, present?.generation ?? 0))
  const freshKey = randomKey()
  const at = { path: join(dir, unfinishedDatabase(ports.newId())), keyHex: freshKey.toString('hex'), cipher: header.cipher }
  const now = ports.now()
  const deviceId = ports.newId()
  // Somebody disabled since the backup must not come back with it.
  const left = present === null || present.vaultId !== header.vaultId ? [] : header.users.filter(({ id }) => !present.users.some((user) => user.id === id))
  for (const name of [actor, second]) if (left.some((holder) => holder.name === name)) throw new Refusal('user.disabled', { name })
  let kept: string | null = null
  try {
    const { entries } = await runFileJob(context, {
      job: 'rekey',
      from,
      to: at.path,
      keyHex: at.keyHex,
      without: [],
      papers: [],
      texts: [],
      at: now.toISOString(),
    })
    amendSchema(at, door.schema)
    const turn = { vaultId: header.vaultId, generation, key: freshKey }
    const users = header.users.filter((holder) => !left.includes(holder)).map((holder) => resealed(holder, turn))
    const next = closeHeader({ ...header, format: headerFormat, generation, database, users, recovery: resealed(header.recovery, turn) }, freshKey)
    amend(at, (db) => {
      mayRestore(db, header, actor, second)
      for (const { id } of left) disableAgain(db, id, now)
      newDevice(db, deviceId)
      noteHeader(db, next)
      appendEvent(db, now, {
        actor,
        second,
        action: 'vault.restore',
        outcome: 'ok',
        entity: 'vault',
        entityId: header.vaultId,
        digest: manifest.sha256,
        note: `${source.name}, ${manifest.at}, ${entries} entries`,
      })
    })
    if (context.signal.aborted) throw new Refusal('call.cancelled')
    kept = announceKept(dir, database, now)
    placeDatabase(dir, at.path, database)
    writeHeader(dir, next)
    finishKept(dir, next)
    syncDir(dir)
    return { deviceId, entries, keptAs: kept }
  } catch (error) {
    if (presentHeader(dir)?.database !== database) {
      for (const path of [at.path, join(dir, database)]) removeDatabase(path)
      withdrawKept(dir, kept)
    }
    throw error
  } finally {
    key.fill(0)
    freshKey.fill(0)
  }
}

const amendSchema = (at: Location, schema: readonly Migration[]): void => {
  const db = openPlainJournal(at)
  try {
    migrate(db, schema, () => undefined)
  } finally {
    db.close()
  }
}

/** Both people can still sign in, and one of them is an administrator unless the sheet stands for the second. */
const mayRestore = (db: WriteDb, header: Header, actor: string, second: string): void => {
  const people = (second === 'recovery' ? [actor] : [actor, second]).map((name) => userByName(db, header, name))
  for (const { name, disabledAt } of people) if (disabledAt !== null) throw new Refusal('user.disabled', { name })
  if (second !== 'recovery' && !people.some(({ roles }) => roles.some((role) => (administrators as readonly Role[]).includes(role)))) {
    throw new Refusal('restore.second')
  }
}

const disableAgain = (db: WriteDb, id: string, at: Date): void => {
  db.run(sql`UPDATE user SET disabled_at = ${at.toISOString()}, disabled_why = 'restore' WHERE id = ${id} AND disabled_at IS NULL`)
}
