import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { locationOf, recordHistory } from '../../bench/history/vault.ts'
import { writeHistory } from '../../bench/history/write.ts'
import { makeTestCore, settle } from '../../electron/core/vault/testing.ts'
import { givenPassphrase, passphraseOf, people, rolesOf } from './office.ts'

const root = join(import.meta.dirname, '..', '..')
const cache = join(root, 'node_modules', '.cache', 'mulu-history')

/** What the vault would look like is said by everything that writes it. */
const stateOf = (plan: object): string => {
  const hash = createHash('sha256').update(JSON.stringify(plan))
  for (const file of globSync(['electron/core/**/*.{ts,sql}', 'shared/**/*.ts', 'bench/**/*.ts'], { cwd: root }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Two years of the office: 3,000 entries, 600 requests, 120 agreements. */
export const fullHistory = {
  ...{ seed: 1, from: '2024-10-01', until: '2026-09-30', listSize: 20 },
  ...{ entries: 3000, requests: 600, agreements: 120, others: 100 },
}

/** The same office with a tenth of its work, made in a tenth of the time; `MULU_HISTORY=full` takes all of it. */
export const someHistory = process.env.MULU_HISTORY === 'full' ? fullHistory : { ...fullHistory, entries: 300, requests: 60, agreements: 12, others: 20 }

/** A copy of the office with its history, for one test; made once for as long as nothing of ours changes. */
export const takeHistory = async (dir: string, plan: Parameters<typeof writeHistory>[0] = fullHistory): Promise<void> => {
  const kept = join(cache, stateOf(plan))
  if (!existsSync(kept)) {
    const vault = await makeTestCore({ vault: false, ports: { now: () => new Date(`${plan.from}T00:30:00.000Z`) } })
    await vault.value('vault.create', { user: people.founder }, { passphrase: passphraseOf('founder') })
    for (const [person, roles] of rolesOf) await vault.value('vault.addUser', { name: people[person], roles }, { newPassphrase: givenPassphrase })
    for (const [person] of rolesOf) await settle(vault.value, people[person], passphraseOf(person), givenPassphrase)
    await vault.value('vault.lock', {})
    const at = await locationOf(vault.dir, vault.value)
    await vault.core.close()
    await recordHistory(at, writeHistory(plan))
    rmSync(cache, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    cpSync(vault.dir, `${kept}.part`, { recursive: true })
    renameSync(`${kept}.part`, kept)
    await vault.close()
  }
  cpSync(kept, dir, { recursive: true })
}
