import { createCore } from '../core.ts'
import { nodePorts } from '../node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from '../vault/testing.ts'

/** Makes one call on a test vault and says how far it is, until it is killed: `node kill.fixture.ts DIR CALL JSON`. */
const [dir = '', call = '', input = ''] = process.argv.slice(2)
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
core.on('progress', ({ phase, done }) => {
  process.stdout.write(`${phase} ${done}\n`)
})
await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })
process.stdout.write('begin\n')
const reply = await core.call(call, JSON.parse(input))
process.stdout.write(`done ${JSON.stringify(reply)}\n`)
await core.close()
