import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { people as names, passphraseOf, profile, rolesOf } from '../../e2e/support/office.ts'
import { type Location, openWriter } from '../../electron/core/db/open.ts'
import { writeProfile } from '../../electron/core/profile/stored-profile.ts'
import type { TestCore } from '../../electron/core/vault/testing.ts'
import { emptyProfile, type Profile } from '../../shared/contract/profile.ts'
import { directDesk, type People, type Person } from './desk.ts'
import { type Played, play } from './play.ts'
import type { Script } from './script.ts'

/** The invented office of the end-to-end tests: its people record the history. */
const roles = new Map(rolesOf)
const personOf = (person: Person) => ({ name: names[person], roles: roles.get(person) ?? [] })
const office: People = { officer: personOf('officer'), head: personOf('head'), keeper: personOf('keeper') }

/** Where the database of a vault is and what opens it; asked of the vault itself, by two persons. */
export const locationOf = async (dir: string, value: TestCore['value']): Promise<Location> => {
  await value('vault.unlock', { user: names.sys }, { passphrase: passphraseOf('sys') })
  const { keyHex } = await value('vault.exportKey', {}, { with: { user: names.sec, passphrase: passphraseOf('sec') } })
  await value('vault.lock', {})
  const { database } = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { database: string }
  return { path: join(dir, database), keyHex, cipher: 'sqlcipher' }
}

/** Writes a history into a vault that no core has open: all of it in one transaction. */
export const recordHistory = async (at: Location, script: Script, people: People = office): Promise<Played> => {
  const db = openWriter(at)
  db.pragma('cache_size=-131072')
  try {
    db.exec('BEGIN IMMEDIATE')
    writeProfile(db, { ...emptyProfile, ...profile, agency: script.agency, region: script.region, regulations: [...script.regulations] } as Profile)
    const played = await play(script, directDesk(db, people))
    db.exec('COMMIT')
    db.exec('ANALYZE')
    db.pragma('wal_checkpoint(TRUNCATE)')
    return played
  } finally {
    db.close()
  }
}
