import { createCore } from '../../electron/core/core.ts'
import { nodePorts } from '../../electron/core/node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from '../../electron/core/vault/testing.ts'

/** The process that gets killed in one call about a submission: node e2e/attack/submission-worker.ts DIR CALL INPUT SECRETS */
const [dir = '', call = '', input = '', secrets = ''] = process.argv.slice(2)
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })
process.stdout.write('begin\n')
const reply = await core.call(call, JSON.parse(input), { secrets: JSON.parse(secrets) })
process.stdout.write(`done ${JSON.stringify(reply.ok ? { ok: true } : reply)}\n`)
await core.close()
