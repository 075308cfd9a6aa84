import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveFromPassphrase } from '../electron/core/crypto/kdf.ts'
import { both, type Line, ms, percentile, rest, timed } from './measure.ts'
import { openBench } from './vault.ts'

const rounds = 5

/** From the passphrase to the first list, beside the key derivation alone with the vault's own parameters. */
export const unlockSection = async (dir: string): Promise<Line[]> => {
  const header = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { users: { name: string; kdf: { memoryKiB: number; iterations: number } }[] }
  const kdf = header.users.find(({ name }) => name === '编目员')?.kdf
  if (kdf === undefined) throw new Error('not a vault of this bench')
  const bare: number[] = []
  for (let i = 0; i < rounds; i++) bare.push(await timed(() => deriveFromPassphrase('x', new Uint8Array(16), kdf)))
  const { core, value, unlock } = openBench(dir)
  const ours: number[] = []
  for (let i = 0; i < rounds; i++) {
    // The lock page asks for the state, and somebody types meanwhile.
    await value('vault.status', {})
    await rest()
    ours.push(
      await timed(async () => {
        await unlock()
        await value('catalogue.search', { text: '', limit: 50, facets: false, exact: false })
      }),
    )
    await value('vault.lock', {})
  }
  await core.close()
  const over = percentile(ours, 0.5) - percentile(bare, 0.5)
  return [{ what: 'unlock to first list', ours: both(ours), bare: `${both(bare)} (argon2id)`, ratio: `+${ms(over)} ms`, aim: '≤ KDF + 100 ms' }]
}
