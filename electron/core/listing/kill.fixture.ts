import { createCore } from '../core.ts'
import { nodePorts } from '../node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from '../vault/testing.ts'

/** Brings in one listing on a test vault and says how far it is, until it is killed: `node kill.fixture.ts DIR FILE TEMPLATE`. */
const [dir = '', file = '', template = ''] = process.argv.slice(2)
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
core.on('progress', ({ phase, done }) => {
  process.stdout.write(`${phase} ${done}\n`)
})
await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })
const reply = await core.call('listing.import', { file, template, secrecy: '不涉密', apply: true, complete: true })
process.stdout.write(`done ${JSON.stringify(reply)}\n`)
await core.close()
