/**
 * The real application on the loopback host, for the browser tests: node e2e/support/serve.ts empty|bare|sample
 * `empty` has no vault yet; `bare` has one with its people and a profile, `sample` the sample catalogue too. Prints one line of
 * JSON, ends on SIGTERM and leaves nothing behind. Anything said to it is the machine going to sleep. Only the key
 * derivation is weaker than in life.
 */
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createCore } from '../../electron/core/core.ts'
import { makeTestCore, settle, weakKdf } from '../../electron/core/vault/testing.ts'
import { openHost } from '../../electron/host/open-host.ts'
import { builtPages } from '../../electron/host/pages.ts'
import { givenPassphrase, type Person, passphraseOf, people, profile, registers, rolesOf } from './office.ts'

const root = resolve(import.meta.dirname, '..', '..')
const kind = process.argv[2] ?? 'sample'

const vault = await makeTestCore({ vault: false })
const unlock = (person: Person) => vault.value('vault.unlock', { user: people[person] }, { passphrase: passphraseOf(person) })
let recoveryCode = ''
if (kind !== 'empty') {
  ;({ recoveryCode } = await vault.value('vault.create', { user: people.founder }, { passphrase: passphraseOf('founder') }))
  for (const [person, roles] of rolesOf) {
    await vault.value('vault.addUser', { name: people[person], roles }, { newPassphrase: givenPassphrase })
  }
  for (const [person] of rolesOf) await settle(vault.value, people[person], passphraseOf(person), givenPassphrase)
  await vault.value('vault.lock', {})
  await unlock('officer')
  await vault.value('profile.save', { patch: profile })
  if (kind === 'sample') {
    await vault.value('catalogue.sample', { secrecy: '不涉密' })
    for (const row of registers) await vault.value('register.save', { row })
  }
}
await vault.core.close()
const host = await openHost({
  vaultDir: vault.dir,
  assetsDir: join(root, 'assets'),
  pages: builtPages(join(root, 'dist', 'renderer')),
  createCore: (ports) => createCore(ports, { kdf: weakKdf, checkOutputs: true }),
})
process.stdout.write(`${JSON.stringify({ address: host.address(), recoveryCode, dir: vault.dir })}\n`)
// The parent's end of the pipe closing means the same as SIGTERM.
process.stdin.on('data', () => void host.core.suspend())
await Promise.race([once(process, 'SIGTERM'), once(process.stdin, 'end')])
await host.close()
await vault.close()
process.exitCode = 0
process.stdin.destroy()
