import { Refusal } from '../../../shared/errors.ts'
import { administrators, type Role } from '../../../shared/roles.ts'
import { appendEvent } from '../audit/append.ts'
import type { VaultHandlers } from '../context.ts'
import { writeMeta } from '../db/meta.ts'
import { sql } from '../db/sql.ts'
import { listBackups } from './backups.ts'
import { copiesLeft } from './copies.ts'
import { withHeader } from './header-commit.ts'
import { argon2idKdf, makeHolder, openPair, recoveryKdf, rewrap, wrappingKey } from './holders.ts'
import type { Session } from './open-vault.ts'
import { checkPassphrase } from './passphrase.ts'
import { newRecoveryCode } from './recovery-code.ts'
import { rotateKey } from './rotate.ts'
import { provePassphrase } from './unlock.ts'
import { allUsers, checkRoles, checkStillComplete, insertUser, isComplete, type User, userByName } from './users.ts'

type UserCall =
  | 'vault.users'
  | 'vault.addUser'
  | 'vault.setRoles'
  | 'vault.disableUser'
  | 'vault.changePassphrase'
  | 'vault.newRecoverySheet'
  | 'vault.setIdleLock'
  | 'vault.stayOpen'

const givesAdministration = (roles: readonly Role[]): boolean => administrators.some((role) => roles.includes(role))

/** User names are compared as people read them: width and case do not count. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

const rolesNote = (roles: readonly Role[], combineReason: string | null): string => roles.join(' ') + (combineReason === null ? '' : ', combined with a reason')

/**
 * Until the three administrators exist only the founder adds users (decisions K2), unless the founder was disabled and
 * a restore left the vault incomplete; from then on only the security administrator gives administrator roles.
 */
const checkMayAdd = ({ complete, missing, user }: Session, present: readonly User[], roles: readonly Role[]): void => {
  if (!complete && user.founder) return
  if (!complete && present.some(({ founder, disabledAt }) => founder && disabledAt === null)) {
    throw new Refusal('vault.incomplete', { missing: missing.join(', ') })
  }
  const givenBy = missing.includes('securityAdmin') ? 'systemAdmin' : 'securityAdmin'
  if (givesAdministration(roles) && !user.roles.includes(givenBy)) throw new Refusal('user.adminRoles')
}

export const userHandlers: VaultHandlers<UserCall> = {
  'vault.users': (_input, { db, vault }) => {
    const users = allUsers(db, vault.header())
    return { users, complete: isComplete(users) }
  },
  'vault.addUser': async ({ name, fullName, roles, combineReason = null }, context) => {
    const { ports, door, vault, db, secrets } = context
    if (secrets.newPassphrase === undefined) throw new Refusal('vault.passphraseNeeded')
    const session = vault.session()
    const header = vault.header()
    const present = allUsers(db, header)
    const alike = present.find((user) => nameKey(user.name) === nameKey(name))
    if (alike !== undefined) throw new Refusal('user.exists', { name: alike.name })
    checkMayAdd(session, present, roles)
    checkRoles(roles, combineReason)
    checkPassphrase(secrets.newPassphrase, name)
    const id = ports.newId()
    const createdAt = ports.now().toISOString()
    const turn = { vaultId: header.vaultId, generation: header.generation, key: vault.key }
    // The caller's parameters were calibrated on this machine.
    const own = header.users.find((holder) => holder.id === session.user.id)?.kdf
    const kdf = argon2idKdf(own?.algorithm === 'argon2id' ? own : await door.deriver.calibrate(0.5))
    const holder = await makeHolder(door.deriver, turn, { id, name, secret: secrets.newPassphrase, kdf, madeAt: createdAt, given: true })
    // A wrap of this name without a user is what a kill left of an earlier attempt.
    const others = header.users.filter((each) => each.name !== name)
    const detail = { entity: 'user', entityId: id, fields: ['roles'], note: rolesNote(roles, combineReason) }
    withHeader(context, { ...header, users: [...others, holder] }, detail, () => {
      insertUser(db, { id, name, fullName, roles, combineReason, founder: false, createdAt })
    })
    vault.refreshSession()
    return { user: userByName(db, vault.header(), name), complete: vault.session().complete }
  },
  'vault.setRoles': ({ user: name, roles, combineReason = null }, { vault, db, commit }) => {
    const header = vault.header()
    const before = allUsers(db, header)
    const { id } = userByName(db, header, name)
    checkRoles(roles, combineReason)
    checkStillComplete(
      before,
      before.map((user) => (user.id === id ? { ...user, roles } : user)),
    )
    commit(
      () => {
        db.run(sql`UPDATE user SET roles = ${JSON.stringify(roles)}, combine_reason = ${combineReason} WHERE id = ${id}`)
      },
      () => ({ entity: 'user', entityId: id, fields: ['roles'], note: rolesNote(roles, combineReason) }),
    )
    vault.refreshSession()
    return { user: userByName(db, header, name) }
  },
  'vault.disableUser': async ({ user: name, reason }, context) => {
    const { ports, door, vault, db, user } = context
    if (name === user.name) throw new Refusal('user.self')
    const before = allUsers(db, vault.header())
    const leaver = userByName(db, vault.header(), name)
    if (leaver.disabledAt !== null) throw new Refusal('user.disabled', { name })
    const disabledAt = ports.now().toISOString()
    checkStillComplete(
      before,
      before.map((each) => (each.id === leaver.id ? { ...each, disabledAt } : each)),
    )
    await rotateKey(context, vault, {
      without: [],
      papers: [],
      texts: [],
      stays: ({ id }) => id !== leaver.id,
      change: (next) => {
        next.run(sql`UPDATE user SET disabled_at = ${disabledAt}, disabled_why = ${reason} WHERE id = ${leaver.id}`)
        appendEvent(next, ports.now(), { actor: user.name, second: null, action: 'vault.disableUser', outcome: 'ok', entity: 'user', entityId: leaver.id })
      },
    })
    const now = door.current()
    if (now === null) throw new Refusal('vault.locked')
    const here = listBackups(now.dir)
    const inFolder = here.filter(({ opensWith }) => opensWith.includes(name)).map((backup) => backup.name)
    // Copies outside are known by the register alone: every one made while the account existed carries its wrap.
    const outside = copiesLeft(now.db).filter(
      ({ kind, at, where }) => kind === 'backup' && at >= leaver.createdAt && !here.some((backup) => backup.name === where),
    )
    return { user: userByName(now.db, now.header(), name), olderBackups: [...inFolder, ...outside.map(({ where }) => where)] }
  },
  'vault.changePassphrase': async (_input, context) => {
    const { ports, door, vault, user, secrets } = context
    if (secrets.passphrase === undefined || secrets.newPassphrase === undefined) throw new Refusal('vault.passphraseNeeded')
    checkPassphrase(secrets.newPassphrase, user.name)
    if (secrets.newPassphrase.normalize('NFC') === secrets.passphrase.normalize('NFC')) throw new Refusal('passphrase.same')
    const header = vault.header()
    const { holder, pair, key } = await provePassphrase(ports, door.deriver, vault.dir, header, user.name, secrets.passphrase, false)
    key.fill(0)
    const kdf = argon2idKdf(await door.deriver.calibrate(0.5))
    const wrap = await wrappingKey(door.deriver, secrets.newPassphrase, kdf)
    const fresh = rewrap(header.vaultId, holder, pair, wrap, kdf)
    if (openPair(header.vaultId, fresh, wrap) === null) throw new Error('the new wrap does not open')
    const users = header.users.map((each) => (each.id === holder.id ? fresh : each))
    withHeader(context, { ...header, users }, { entity: 'user', entityId: holder.id, fields: ['passphrase'] })
    vault.refreshSession()
    return {}
  },
  'vault.newRecoverySheet': async (_input, context) => {
    const { ports, door, vault } = context
    const header = vault.header()
    const { code, secret } = newRecoveryCode()
    const madeAt = ports.now().toISOString()
    const turn = { vaultId: header.vaultId, generation: header.generation, key: vault.key }
    const recovery = await makeHolder(door.deriver, turn, { id: 'recovery', name: 'recovery', secret, kdf: recoveryKdf(), madeAt })
    withHeader(context, { ...header, recovery }, { entity: 'vault', fields: ['recovery'] })
    return { recoveryCode: code, vaultId: header.vaultId, madeAt }
  },
  // That it was called at all is what counts (idle.ts).
  'vault.stayOpen': () => ({}),
  'vault.setIdleLock': ({ minutes }, { vault, db, commit }) => {
    commit(
      () => {
        writeMeta(db, 'idleLockMinutes', String(minutes))
      },
      () => ({ entity: 'vault', fields: ['idleLockMinutes'], note: String(minutes) }),
    )
    vault.refreshSession()
    return {}
  },
}
