import { expect, test } from 'vitest'
import { killCampaign, seeded } from './kill.ts'

test('20 kills during saves, imports and changes of passphrase lose nothing and show nothing half', async () => {
  const seed = Number(process.env.MULU_SEED)
  const tally = await killCampaign(20, seeded(seed)).catch((error: unknown) => {
    throw new Error(`seed ${seed}: ${String(error)}`)
  })
  expect(tally.kills).toBe(20)
  expect(tally.acknowledged).toBeGreaterThan(20)
  expect(tally.importsWhole + tally.importsNone).toBe(7)
  expect(tally.passphrases).toBeGreaterThan(0)
}, 180_000)
