import { createCore } from '../core.ts'
import { nodePorts } from '../node-ports.ts'
import { assetsDir, passphraseOf, pathFiles, weakKdf } from './testing.ts'

/**
 * Runs one call over and over on a test vault until it is killed: `node kill.fixture.ts DIR JOB ARGUMENT…`. Prints
 * `start` before each and `done` after each acknowledged one, so that the parent keeps its own log.
 */
const [dir = '', job = '', ...names] = process.argv.slice(2)
const core = createCore(nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}
const must = async (reply: Promise<{ ok: boolean; error?: unknown }>) => {
  const { ok, error } = await reply
  if (!ok) throw new Error(JSON.stringify(error))
}
const unlock = (user: string, passphrase = passphraseOf(user)) => must(core.call('vault.unlock', { user }, { secrets: { passphrase } }))
const each = async (label: string, work: () => Promise<void>) => {
  say(`start ${label}`)
  await work()
  say(`done ${label}`)
}

const jobs: Record<string, () => Promise<void>> = {
  /** The passphrase goes back and forth between the user's own and that of `second`. */
  passphrase: async () => {
    const [user = '', other = ''] = names
    await unlock(user)
    for (let n = 0; ; n++) {
      const [from, to] = n % 2 === 0 ? [user, other] : [other, user]
      const secrets = { passphrase: passphraseOf(from), newPassphrase: passphraseOf(to) }
      await each(to, () => must(core.call('vault.changePassphrase', {}, { secrets })))
    }
  },
  save: async () => {
    await unlock('officer')
    for (let n = 0; ; n++) await each(String(n), () => must(core.call('catalogue.save', { patch: { title: `目录${n}` }, secrecy: '不涉密' })))
  },
  backup: async () => {
    await unlock('officer')
    for (let n = 0; ; n++) await each(String(n), () => must(core.call('vault.backup', { keep: 3 })))
  },
  disable: async () => {
    await unlock('sec')
    for (const user of names) await each(user, () => must(core.call('vault.disableUser', { user, reason: '调离' })))
  },
  restore: async () => {
    const [name = ''] = names
    const secrets = { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } }
    for (let n = 0; ; n++) await each(String(n), () => must(core.call('vault.restore', { user: 'officer', name }, { secrets })))
  },
}
await jobs[job]?.()
