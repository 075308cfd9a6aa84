import { expect, test } from 'vitest'
import { ageDecrypt, ageEncrypt, newAgePair } from './age.ts'

test('what is encrypted to a recipient opens with its identity, whole, and with no other', async () => {
  const [ours, theirs] = [await newAgePair(), await newAgePair()]
  const plain = Buffer.from('{"title":"婚姻登记信息"}\n'.repeat(5000))
  const armored = await ageEncrypt(ours.recipient, plain)
  const text = armored.toString()
  expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]*\n-----END AGE ENCRYPTED FILE-----\n$/)
  expect(text).not.toContain('婚姻')
  expect(Buffer.from((await ageDecrypt(ours.identity, armored)) ?? []).equals(plain)).toBe(true)
  expect(await ageDecrypt(theirs.identity, armored)).toBeNull()
  expect(await ageDecrypt(ours.identity, armored.subarray(0, -200))).toBeNull()
  const spoilt = Buffer.from(armored)
  spoilt[spoilt.length >> 1] = (spoilt[spoilt.length >> 1] ?? 0) ^ 1
  expect(await ageDecrypt(ours.identity, spoilt)).toBeNull()
  expect(await ageDecrypt(ours.identity, Buffer.from('{}'))).toBeNull()
})
