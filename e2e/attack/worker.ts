/**
 * The process that gets killed: node e2e/attack/worker.ts DIR save|import|passphrase [FILE]
 * Prints one line for each acknowledged commit; the parent keeps them as its own log and compares.
 */
import { createCore } from '../../electron/core/core.ts'
import { nodePorts } from '../../electron/core/node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from '../../electron/core/vault/testing.ts'

const [, , dir = '', work = '', file = ''] = process.argv
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })

const value = async (name: string, input: unknown, secrets = {}): Promise<Record<string, unknown>> => {
  const reply = await core.call(name as string, input, { secrets })
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
  return reply.value as Record<string, unknown>
}
const tell = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const user = work === 'passphrase' ? 'head' : 'officer'
const passphrases = work === 'passphrase' ? [file, `${file}!`] : [passphraseOf(user)]
let unlocked = ''
for (const passphrase of passphrases) {
  const reply = await core.call('vault.unlock', { user }, { secrets: { passphrase } })
  if (reply.ok) unlocked = passphrase
  if (reply.ok) break
}
if (unlocked === '') throw new Error('can not unlock')
tell({ ready: true })

if (work === 'save') {
  for (let n = 1; ; n++) {
    const title = `断电试验 ${process.pid}-${n}`
    const made = await value('catalogue.save', { patch: { title, abstract: title.repeat(20) }, secrecy: '不涉密' })
    tell({ id: made.id, version: made.version, title })
    const changed = await value('catalogue.save', { id: made.id, base: made.version, patch: { title: `${title} 改` }, secrecy: '不涉密' })
    tell({ id: made.id, version: changed.version, title: `${title} 改` })
  }
}
if (work === 'import') {
  tell({ importing: true })
  const done = await value('catalogue.import', { file, secrecy: '不涉密', apply: true })
  tell({ imported: done.created })
}
if (work === 'passphrase') {
  for (let n = 0, current = unlocked; ; n++) {
    const next = current === file ? `${file}!` : file
    await value('vault.changePassphrase', {}, { passphrase: current, newPassphrase: next })
    tell({ changed: n })
    current = next
  }
}
