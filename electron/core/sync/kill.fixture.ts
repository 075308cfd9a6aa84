import { createCore } from '../core.ts'
import { nodePorts } from '../node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from '../vault/testing.ts'

/** Runs one sync on a test vault and says how far it is, until it is killed: `node kill.fixture.ts DIR`. */
const [dir = ''] = process.argv.slice(2)
// Whoever listens may be gone before us.
process.stdout.on('error', () => undefined)
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
core.on('progress', ({ phase, done }) => {
  process.stdout.write(`${phase} ${done}\n`)
})
await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })
process.stdout.write('unlocked\n')
const reply = await core.call('sync.run', { secrecy: '不涉密' })
process.stdout.write(`done ${JSON.stringify(reply)}\n`)
await core.close()
