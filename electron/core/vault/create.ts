import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { appendEvent } from '../audit/append.ts'
import type { LockedContext } from '../context.ts'
import { randomKey } from '../crypto/random.ts'
import { writeMeta } from '../db/meta.ts'
import { migrate } from '../db/migrations.ts'
import { openWriter } from '../db/open.ts'
import { newDevice } from './device.ts'
import { syncDir, syncFile, writeDurably } from './durable.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { closeHeader, creationUnfinished, type Header, type HeaderBody, headerCopy, headerFile, headerFormat, headerText, unfinished } from './header.ts'
import { noteHeader } from './header-commit.ts'
import { argon2idKdf, makeHolder, recoveryKdf } from './holders.ts'
import { openVault } from './open.ts'
import type { OpenVault } from './open-vault.ts'
import { checkPassphrase } from './passphrase.ts'
import { newRecoveryCode } from './recovery-code.ts'
import { checkRoles, insertUser } from './users.ts'

export const database = 'catalogue.db'
const files = [database, headerCopy, headerFile] as const

const holdsVault = (dir: string): boolean =>
  !creationUnfinished(dir) && readdirSync(dir).some((name) => name === headerFile || name === headerCopy || /^catalogue(-\d+)?\.db$/.test(name))

/** Puts what a killed creation left aside. It never held content, and still nothing is deleted unseen. */
const setAside = (dir: string, at: Date): void => {
  for (const name of readdirSync(dir)) {
    if (name.includes('.unfinished') || name.startsWith(database) || name === headerCopy)
      renameSync(join(dir, name), join(dir, `abandoned-${at.getTime()}-${name}`))
  }
}

export type Created = { vault: OpenVault; lock: FolderLock; recoveryCode: string }

/**
 * Makes a vault with its founder and opens it. Everything is written under other names first; renaming the header is
 * the moment the vault exists. Throws `vault.classifiedNetwork`, `vault.exists`, `vault.inUse`, `passphrase.*`.
 */
export const createVault = async (input: Parsed<'vault.create'>, context: LockedContext): Promise<Created> => {
  const { ports, door, secrets } = context
  if (input.network === '涉密网络') throw new Refusal('vault.classifiedNetwork')
  if (input.user === undefined) throw new Refusal('user.needed')
  if (secrets.passphrase === undefined) throw new Refusal('vault.passphraseNeeded')
  checkPassphrase(secrets.passphrase, input.user)
  checkRoles(input.roles, input.combineReason ?? null)
  const dir = door.dir()
  const lock = lockFolder(dir)
  try {
    if (holdsVault(dir)) throw new Refusal('vault.exists')
    setAside(dir, ports.now())
    return await write(input, { ...context, passphrase: secrets.passphrase, founder: input.user, dir, lock })
  } catch (error) {
    lock.free()
    throw error
  }
}

type Making = LockedContext & { passphrase: string; founder: string; dir: string; lock: FolderLock }

const write = async (input: Parsed<'vault.create'>, { ports, door, passphrase, founder, dir, lock }: Making): Promise<Created> => {
  door.warm()
  const createdAt = ports.now().toISOString()
  const turn = { vaultId: ports.newId(), generation: 1, key: randomKey() }
  const userId = ports.newId()
  const { code, secret } = newRecoveryCode()
  const kdf = argon2idKdf(await door.deriver.calibrate(input.kdfSeconds))
  const body: HeaderBody = {
    format: headerFormat,
    vaultId: turn.vaultId,
    cipher: input.cipher,
    database,
    generation: turn.generation,
    createdAt,
    sealedAt: null,
    users: [await makeHolder(door.deriver, turn, { id: userId, name: founder, secret: passphrase, kdf, madeAt: createdAt })],
    recovery: await makeHolder(door.deriver, turn, { id: 'recovery', name: 'recovery', secret, kdf: recoveryKdf(), madeAt: createdAt }),
  }
  const header = closeHeader(body, turn.key)
  const text = headerText(header)
  writeDurably(join(dir, unfinished(headerFile)), text)
  writeDurably(join(dir, unfinished(headerCopy)), text)
  fillDatabase(join(dir, unfinished(database)), header, turn.key, (db) => {
    migrate(db, door.schema, () => undefined)
    db.exec('BEGIN IMMEDIATE')
    insertUser(db, {
      id: userId,
      name: founder,
      fullName: input.fullName,
      roles: input.roles,
      combineReason: input.combineReason ?? null,
      founder: true,
      createdAt,
    })
    newDevice(db, ports.newId())
    writeMeta(db, 'network', input.network)
    noteHeader(db, header)
    appendEvent(db, ports.now(), {
      actor: founder,
      second: null,
      action: 'vault.create',
      outcome: 'ok',
      entity: 'vault',
      entityId: turn.vaultId,
      note: input.cipher,
    })
    db.exec('COMMIT')
  })
  for (const file of files) renameSync(join(dir, unfinished(file)), join(dir, file))
  syncDir(dir)
  const vault = await openVault({
    dir,
    header,
    key: turn.key,
    user: founder,
    ports,
    salvage: false,
    now: ports.now(),
    schema: door.schema,
    copyFirst: async () => undefined,
  })
  return { vault, lock, recoveryCode: code }
}

const fillDatabase = (path: string, header: Header, key: Buffer, fill: (db: ReturnType<typeof openWriter>) => void): void => {
  const db = openWriter({ path, keyHex: key.toString('hex'), cipher: header.cipher }, { create: true })
  try {
    fill(db)
  } finally {
    db.close()
  }
  syncFile(path)
}
