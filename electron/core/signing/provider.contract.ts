import { expect, test } from 'vitest'
import { algorithmOf, verifyWith } from '../crypto/key-pairs.ts'
import type { KeyProvider } from './provider.ts'

/** `fresh`: the provider again, as after a restart, with the keys it kept. */
type Made = { provider: KeyProvider; fresh(): Promise<KeyProvider>; unlock: string; otherUnlock: string }

/** What any provider of keys must do: software, a UKey, a platform's service. Each passes this before it is offered. */
export const providerContract = (name: string, make: () => Promise<Made>): void => {
  const data = [Buffer.from('{"after":null}'), Buffer.alloc(0), Buffer.alloc(100_000, 7)]

  test(`${name}: says where its keys live, in both languages, and what they can be`, async () => {
    const { provider } = await make()
    const { place, words } = provider.describe()
    expect(['software', 'module']).toContain(place.kind)
    expect([place.name, words.zh, words.en].every((text) => text !== '')).toBe(true)
    expect(provider.algorithms.length).toBeGreaterThan(0)
    // Practice L10: software is never called certified.
    if (place.kind === 'software') expect(words.zh).toContain('不是经认证的商用密码产品')
  })

  test(`${name}: each of its algorithms signs what the public half verifies, and nothing else`, async () => {
    const { provider, fresh, unlock } = await make()
    for (const algorithm of provider.algorithms) {
      const { ref, publicKey } = await provider.createKey(algorithm, unlock)
      expect(algorithmOf(publicKey)).toBe(algorithm)
      for (const each of [provider, await fresh()]) {
        expect(await each.publicKey(ref)).toBe(publicKey)
        const signatures = await each.sign(ref, data, unlock)
        expect(signatures).toHaveLength(data.length)
        signatures?.forEach((signature, at) => {
          expect(verifyWith(algorithm, publicKey, data[at] ?? Buffer.alloc(0), signature)).toBe(true)
          expect(verifyWith(algorithm, publicKey, data[(at + 1) % data.length] ?? Buffer.alloc(0), signature)).toBe(false)
        })
      }
      expect(await provider.sign(ref, [], unlock)).toEqual([])
    }
  })

  test(`${name}: two keys are two, and neither signs for the other`, async () => {
    const { provider, unlock } = await make()
    const [algorithm] = provider.algorithms
    if (algorithm === undefined) throw new Error('an algorithm')
    const [one, two] = [await provider.createKey(algorithm, unlock), await provider.createKey(algorithm, unlock)]
    expect(one.ref).not.toBe(two.ref)
    expect(one.publicKey).not.toBe(two.publicKey)
    const [signature] = (await provider.sign(one.ref, data.slice(0, 1), unlock)) ?? []
    expect(verifyWith(algorithm, two.publicKey, data[0] ?? Buffer.alloc(0), signature ?? Buffer.alloc(0))).toBe(false)
  })

  test(`${name}: what does not unlock a key signs nothing; the unlocking can be changed, and the old one is over`, async () => {
    const { provider, fresh, unlock, otherUnlock } = await make()
    const [algorithm] = provider.algorithms
    if (algorithm === undefined) throw new Error('an algorithm')
    const { ref, publicKey } = await provider.createKey(algorithm, unlock)
    expect(await provider.sign(ref, data, otherUnlock)).toBeNull()
    expect(await provider.sign(ref, data, '')).toBeNull()
    expect(await provider.changeUnlock(ref, otherUnlock, 'something else 23')).toBe(false)
    expect(await provider.sign(ref, data, unlock)).not.toBeNull()
    expect(await provider.changeUnlock(ref, unlock, otherUnlock)).toBe(true)
    const again = await fresh()
    expect(await again.publicKey(ref)).toBe(publicKey)
    expect(await again.sign(ref, data, unlock)).toBeNull()
    expect(await again.sign(ref, data, otherUnlock)).not.toBeNull()
  })

  test(`${name}: a key that was destroyed is gone, after a restart too, and the others stay`, async () => {
    const { provider, fresh, unlock } = await make()
    const [algorithm] = provider.algorithms
    if (algorithm === undefined) throw new Error('an algorithm')
    const [gone, stays] = [await provider.createKey(algorithm, unlock), await provider.createKey(algorithm, unlock)]
    await provider.destroy(gone.ref)
    for (const each of [provider, await fresh()]) {
      expect(await each.publicKey(gone.ref)).toBeNull()
      expect(await each.sign(gone.ref, data, unlock)).toBeNull()
      expect(await each.sign(stays.ref, data, unlock)).not.toBeNull()
    }
    expect(await provider.publicKey('no such key')).toBeNull()
    expect(await provider.sign('no such key', data, unlock)).toBeNull()
  })
}
