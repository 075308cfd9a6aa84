import { Refusal } from '../../../shared/errors.ts'
import type { Deriver } from '../crypto/deriver.ts'
import type { SealingPair } from '../crypto/sealing.ts'
import type { Keychain, Ports } from '../ports.ts'
import { countAttempt, forgiveUser, readAttempts, recordFailure, waitMs } from './attempts.ts'
import type { Header, Holder } from './header.ts'
import { openPair, openVaultKey, wrappingKey } from './holders.ts'
import { readRecoveryCode } from './recovery-code.ts'

/** What a right secret yields. `key` is the vault key; whoever gets it overwrites it after use. */
export type Proof = { holder: Holder; pair: SealingPair; key: Buffer }

/**
 * Proves a user by passphrase. Wrong ones are slowed per user; while no vault is open (`note`)
 * they are kept for the audit. Throws
 * `vault.slowed`, `vault.wrongPassphrase` (also for an unknown user) or `vault.damaged`.
 */
export const provePassphrase = async (
  ports: Pick<Ports, 'now'>,
  deriver: Deriver,
  dir: string,
  header: Header,
  user: string,
  passphrase: string,
  note: boolean,
): Promise<Proof> => {
  const holder = header.users.find(({ name }) => name === user)
  const counted = holder?.name ?? ''
  const attempts = readAttempts(dir)
  const wait = waitMs(attempts, counted, ports.now())
  if (wait > 0) throw new Refusal('vault.slowed', { seconds: Math.ceil(wait / 1000) })
  const slowedBefore = attempts.users[counted] !== undefined
  if (slowedBefore) countAttempt(dir, counted, ports.now())
  const pair = holder === undefined ? null : openPair(header.vaultId, holder, await wrappingKey(deriver, passphrase, holder.kdf))
  if (holder === undefined || pair === null) {
    if (!slowedBefore) countAttempt(dir, counted, ports.now())
    if (note) recordFailure(dir, counted, ports.now())
    throw new Refusal('vault.wrongPassphrase')
  }
  const key = openVaultKey(header, holder, pair)
  if (slowedBefore) forgiveUser(dir, counted)
  return { holder, pair, key }
}

/**
 * Proves the recovery sheet, for `user`. A wrong one needs no slowing, and is kept for the audit. Throws
 * `recovery.length`, `recovery.group` or `recovery.wrong`.
 */
export const proveRecovery = async (ports: Pick<Ports, 'now'>, deriver: Deriver, dir: string, header: Header, user: string, code: string): Promise<Proof> => {
  const holder = header.recovery
  const pair = openPair(header.vaultId, holder, await wrappingKey(deriver, readRecoveryCode(code), holder.kdf))
  if (pair === null) {
    recordFailure(dir, header.users.find(({ name }) => name === user)?.name ?? '', ports.now(), 'recovery.wrong')
    throw new Refusal('recovery.wrong')
  }
  return { holder, pair, key: openVaultKey(header, holder, pair) }
}

/** Account under which the system's keychain keeps a user's wrapping key. */
export const keychainAccount = (header: Pick<Header, 'vaultId'>, holder: Pick<Holder, 'id'>): string => `mulu ${header.vaultId} ${holder.id}`

/** Proves a user by the system's keychain. Throws `vault.noKeychain` when it does not hold this user's key (any more). */
export const proveKeychain = async (keychain: Keychain | null, header: Header, user: string): Promise<Proof> => {
  const holder = header.users.find(({ name }) => name === user)
  const kept = holder?.keychain ?? null
  const backend = (await keychain?.backend()) ?? null
  if (holder === undefined || kept === null || keychain === null || backend === null) throw new Refusal('vault.noKeychain', { backend: backend ?? '—' })
  const wrap = await keychain.load(keychainAccount(header, holder))
  const pair = wrap === null ? null : openPair(header.vaultId, holder, wrap, kept.privateKey)
  if (pair === null) throw new Refusal('vault.noKeychain', { backend })
  return { holder, pair, key: openVaultKey(header, holder, pair) }
}
