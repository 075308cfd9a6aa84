import { expect, test } from 'vitest'
import { createDeriver } from '../crypto/deriver.ts'
import { newUuid } from '../crypto/random.ts'
import { weakKdf } from '../vault/testing.ts'
import { providerContract } from './provider.contract.ts'
import { type KeyStore, softwareProvider } from './software-provider.ts'

const storeOf = (kept: Map<string, string>): KeyStore => ({
  get: (ref) => kept.get(ref) ?? null,
  put: (ref, wrapped) => {
    kept.set(ref, wrapped)
  },
  remove: (ref) => {
    kept.delete(ref)
  },
})
const providerOn = (kept: Map<string, string>) =>
  softwareProvider({
    deriver: createDeriver(() => {
      throw new Error('weak keys are derived here')
    }, weakKdf),
    parameters: async () => weakKdf,
    newId: newUuid,
    store: storeOf(kept),
  })

providerContract('software', async () => {
  const kept = new Map<string, string>()
  return { provider: providerOn(kept), fresh: async () => providerOn(kept), unlock: 'a passphrase of the key', otherUnlock: 'another passphrase of it' }
})

test('what is kept holds no private half in the clear, and is bound to its place, algorithm and public half', async () => {
  const kept = new Map<string, string>()
  const provider = providerOn(kept)
  const made = await provider.createKey('sm2', 'a passphrase of the key')
  const text = kept.get(made.ref) ?? ''
  const wrapped = JSON.parse(text) as { publicKey: string; algorithm: string; box: string; kdf: object }
  // A PKCS#8 or bare key would be readable without the passphrase; the box opens with it alone.
  expect(Object.keys(wrapped).sort()).toEqual(['algorithm', 'box', 'format', 'kdf', 'publicKey'])
  const other = await provider.createKey('sm2', 'a passphrase of the key')
  kept.set('elsewhere', text)
  expect(await provider.sign('elsewhere', [Buffer.from('x')], 'a passphrase of the key')).toBeNull()
  kept.set(made.ref, JSON.stringify({ ...wrapped, publicKey: other.publicKey }))
  expect(await provider.sign(made.ref, [Buffer.from('x')], 'a passphrase of the key')).toBeNull()
  kept.set(made.ref, JSON.stringify({ ...wrapped, algorithm: 'p256' }))
  expect(await provider.sign(made.ref, [Buffer.from('x')], 'a passphrase of the key')).toBeNull()
  kept.set(made.ref, '{}')
  await expect(provider.sign(made.ref, [Buffer.from('x')], 'a passphrase of the key')).rejects.toThrow('vault.damaged')
})
