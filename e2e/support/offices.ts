import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTestCore, settle } from '../../electron/core/vault/testing.ts'
import { givenPassphrase, type Person, passphraseOf, people, profile, registers, rolesOf } from './office.ts'

/** Where the vaults of this run stand that every test takes a copy of: making one takes longer than most tests. */
const place = 'MULU_E2E_OFFICES'

/** `bare` has its people and a profile, `sample` the sample catalogue and registers too. */
const furnish = async (folder: string): Promise<void> => {
  const vault = await makeTestCore({ vault: false })
  const keep = (kind: string) => cpSync(vault.dir, join(folder, kind), { recursive: true })
  const unlock = (person: Person) => vault.value('vault.unlock', { user: people[person] }, { passphrase: passphraseOf(person) })
  const { recoveryCode } = await vault.value('vault.create', { user: people.founder }, { passphrase: passphraseOf('founder') })
  for (const [person, roles] of rolesOf) {
    await vault.value('vault.addUser', { name: people[person], roles }, { newPassphrase: givenPassphrase })
  }
  for (const [person] of rolesOf) await settle(vault.value, people[person], passphraseOf(person), givenPassphrase)
  await vault.value('vault.lock', {})
  await unlock('officer')
  await vault.value('profile.save', { patch: profile })
  await vault.value('vault.lock', {})
  keep('bare')
  await unlock('officer')
  await vault.value('catalogue.sample', { secrecy: '不涉密' })
  for (const row of registers) await vault.value('register.save', { row })
  await vault.value('vault.lock', {})
  keep('sample')
  await vault.close()
  writeFileSync(join(folder, 'recovery.txt'), recoveryCode)
}

/** Once before all tests; removes what it made. */
export const openOffices = async (): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-offices-'))
  await furnish(folder)
  process.env[place] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/** A copy for one test; its recovery code. */
export const takeOffice = (kind: string, dir: string): string => {
  const folder = process.env[place]
  if (folder === undefined) throw new Error('made by the set-up of e2e/playwright.config.ts')
  cpSync(join(folder, kind), dir, { recursive: true })
  return readFileSync(join(folder, 'recovery.txt'), 'utf8')
}
