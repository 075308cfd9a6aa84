import { afterEach, expect, it } from 'vitest'
import { nodePorts } from '../node-ports.ts'
import { assetsDir, makeTestCore, pathFiles, type TestCore } from './testing.ts'

let vault: TestCore | null = null
afterEach(() => vault?.close())

it('puts the automatic lock off, as asking for the state does not', async () => {
  let minutesOn = 0
  const { now } = nodePorts({ vaultDir: null, assetsDir, files: pathFiles })
  vault = await makeTestCore({ ports: { now: () => new Date(now().getTime() + minutesOn * 60_000), monotonicMs: () => minutesOn * 60_000 } })
  await vault.as('officer')
  for (minutesOn = 10; minutesOn <= 40; minutesOn += 10) expect(await vault.call('vault.stayOpen', {})).toMatchObject({ ok: true })
  for (minutesOn = 50; minutesOn <= 60; minutesOn += 5) await vault.call('vault.status', {})
  expect(await vault.call('vault.stayOpen', {})).toMatchObject({ ok: false, error: { code: 'vault.locked' } })
})
