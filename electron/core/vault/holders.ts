import { Refusal } from '../../../shared/errors.ts'
import type { Deriver } from '../crypto/deriver.ts'
import type { KdfParameters } from '../crypto/kdf.ts'
import { randomOctets } from '../crypto/random.ts'
import { decrypt, deriveKey, encrypt, newSealingPair, openSealed, type SealingPair, sealTo } from '../crypto/sealing.ts'
import { type Header, type Holder, holderSum, type Kdf } from './header.ts'

/** What seals a vault key: which vault, and which of its keys in turn. */
export type KeyInTurn = { vaultId: string; generation: number; key: Buffer }

const privateContext = (vaultId: string, holderId: string): string => `mulu private key|${vaultId}|${holderId}`
const keyContext = (vaultId: string, holderId: string, generation: number): string => `mulu vault key|${vaultId}|${holderId}|${generation}`

export const argon2idKdf = ({ memoryKiB, iterations }: KdfParameters): Kdf => ({
  algorithm: 'argon2id',
  memoryKiB,
  iterations,
  parallelism: 1,
  salt: randomOctets(16).toString('base64'),
})
export const recoveryKdf = (): Kdf => ({ algorithm: 'hkdf-sha256', salt: randomOctets(16).toString('base64') })

/** The key that wraps a private half: from a passphrase by argon2id, from a recovery code's bytes by HKDF. */
export const wrappingKey = async (deriver: Deriver, secret: string, kdf: Kdf): Promise<Buffer> => {
  const salt = Buffer.from(kdf.salt, 'base64')
  return kdf.algorithm === 'argon2id' ? deriver.derive(secret, salt, kdf) : deriveKey(Buffer.from(secret, 'hex'), salt, 'mulu recovery v1')
}

const withSum = (holder: Omit<Holder, 'sum'>): Holder => ({ ...holder, sum: holderSum(holder) })

/** A new pair for a user or the recovery sheet, its private half wrapped, the vault key sealed to it (decisions K1). */
export const makeHolder = async (
  deriver: Deriver,
  vault: KeyInTurn,
  who: { id: string; name: string; secret: string; kdf: Kdf; madeAt: string; given?: true },
): Promise<Holder> => {
  const pair = newSealingPair()
  const wrap = await wrappingKey(deriver, who.secret, who.kdf)
  return withSum({
    id: who.id,
    name: who.name,
    kdf: who.kdf,
    publicKey: pair.publicKey,
    privateKey: encrypt(wrap, pair.privateKey, privateContext(vault.vaultId, who.id)),
    vaultKey: sealTo(pair.publicKey, vault.key, keyContext(vault.vaultId, who.id, vault.generation)),
    keychain: null,
    madeAt: who.madeAt,
    ...(who.given === undefined ? {} : { given: who.given }),
  })
}

/** The holder's pair, or null when `wrap` is not the key it was wrapped with. */
export const openPair = (vaultId: string, holder: Holder, wrap: Uint8Array, box = holder.privateKey): SealingPair | null => {
  const privateKey = decrypt(wrap, box, privateContext(vaultId, holder.id))
  return privateKey === null ? null : { publicKey: holder.publicKey, privateKey }
}

/** The vault key out of a holder's seal. Throws `vault.damaged` when the seal is not this pair's. */
export const openVaultKey = (header: Header, holder: Holder, pair: SealingPair): Buffer => {
  const key = openSealed(pair, holder.vaultKey, keyContext(header.vaultId, holder.id, header.generation))
  if (key === null) throw new Refusal('vault.damaged', { what: `vault.json: ${holder.name}` })
  return key
}

/** The same holder with a new passphrase of its user's own; the pair stays. */
export const rewrap = (vaultId: string, { given: _, ...holder }: Holder, pair: SealingPair, wrap: Uint8Array, kdf: Kdf): Holder =>
  withSum({ ...holder, kdf, privateKey: encrypt(wrap, pair.privateKey, privateContext(vaultId, holder.id)) })

/** The same holder, also held by the system's keychain (or no longer). */
export const withKeychain = (vaultId: string, holder: Holder, by: { backend: string; pair: SealingPair; wrap: Uint8Array } | null): Holder =>
  withSum({
    ...holder,
    keychain: by === null ? null : { backend: by.backend, privateKey: encrypt(by.wrap, by.pair.privateKey, privateContext(vaultId, holder.id)) },
  })

/** Seals another vault key to everyone who stays; nobody needs to be present. */
export const resealed = (holder: Holder, vault: KeyInTurn): Holder =>
  withSum({ ...holder, vaultKey: sealTo(holder.publicKey, vault.key, keyContext(vault.vaultId, holder.id, vault.generation)) })
