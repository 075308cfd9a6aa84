import { z } from 'zod'
import { Refusal } from '../../../shared/errors.ts'
import { keyAlgorithmSchema } from '../../../shared/signing/algorithms.ts'
import type { Deriver } from '../crypto/deriver.ts'
import type { KdfParameters } from '../crypto/kdf.ts'
import { type KeyPair, newKeyPair, signWith } from '../crypto/key-pairs.ts'
import { decrypt, encrypt } from '../crypto/sealing.ts'
import { argon2idKdf, wrappingKey } from '../vault/holders.ts'
import type { KeyProvider } from './provider.ts'

/** Where wrapped keys stand: the encrypted database. */
export type KeyStore = {
  get(ref: string): string | null
  put(ref: string, wrapped: string): void
  remove(ref: string): void
}

const wrappedSchema = z.strictObject({
  format: z.literal(1),
  algorithm: keyAlgorithmSchema,
  publicKey: z.base64(),
  kdf: z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKiB: z.number().int().positive(),
    iterations: z.number().int().positive(),
    parallelism: z.literal(1),
    salt: z.base64(),
  }),
  box: z.base64(),
})
type Wrapped = z.infer<typeof wrappedSchema>

const context = (ref: string, { algorithm, publicKey }: Pick<Wrapped, 'algorithm' | 'publicKey'>): string => `mulu signing key|${ref}|${algorithm}|${publicKey}`

type Needs = { deriver: Deriver; parameters(): Promise<KdfParameters>; newId(): string; store: KeyStore }

/** Keys made here, each wrapped by its own passphrase (argon2id in a process of its own, AES-256-GCM). */
export const softwareProvider = ({ deriver, parameters, newId, store }: Needs): KeyProvider => {
  const read = (ref: string): Wrapped | null => {
    const text = store.get(ref)
    if (text === null) return null
    const parsed = wrappedSchema.safeParse(JSON.parse(text))
    if (!parsed.success) throw new Refusal('vault.damaged', { what: 'signing_secret' })
    return parsed.data
  }

  const wrap = async (ref: string, pair: KeyPair, unlock: string): Promise<void> => {
    const kdf = argon2idKdf(await parameters())
    if (kdf.algorithm !== 'argon2id') throw new Error('a passphrase is derived by argon2id')
    const { algorithm, publicKey } = pair
    const box = encrypt(await wrappingKey(deriver, unlock, kdf), pair.privateKey, context(ref, pair))
    const wrapped: Wrapped = { format: 1, algorithm, publicKey, kdf, box }
    store.put(ref, JSON.stringify(wrapped))
  }

  /** Runs `work` with the pair and overwrites the private half afterwards; null: the wrong passphrase. */
  const withPair = async <T>(ref: string, unlock: string, work: (pair: KeyPair) => Promise<T> | T): Promise<T | null> => {
    const wrapped = read(ref)
    if (wrapped === null || unlock === '') return null
    const privateKey = decrypt(await wrappingKey(deriver, unlock, wrapped.kdf), wrapped.box, context(ref, wrapped))
    if (privateKey === null) return null
    try {
      return await work({ algorithm: wrapped.algorithm, publicKey: wrapped.publicKey, privateKey })
    } finally {
      privateKey.fill(0)
    }
  }

  return {
    id: 'software',
    describe: () => ({
      place: { kind: 'software', name: 'Mulu' },
      words: {
        zh: '密钥保存在目录软件内，由口令保护；本软件不是经认证的商用密码产品。',
        en: 'The key lives in Mulu, protected by its passphrase; Mulu is no certified cryptographic product.',
      },
    }),
    algorithms: ['sm2', 'ed25519', 'p256'],
    createKey: async (algorithm, unlock) => {
      const ref = newId()
      const pair = newKeyPair(algorithm)
      try {
        await wrap(ref, pair, unlock)
      } finally {
        pair.privateKey.fill(0)
      }
      return { ref, publicKey: pair.publicKey }
    },
    publicKey: async (ref) => read(ref)?.publicKey ?? null,
    sign: (ref, data, unlock) => withPair(ref, unlock, (pair) => data.map((each) => signWith(pair, each))),
    changeUnlock: async (ref, unlock, next) =>
      (await withPair(ref, unlock, async (pair) => {
        await wrap(ref, pair, next)
        return true
      })) ?? false,
    destroy: async (ref) => {
      store.remove(ref)
    },
  }
}
