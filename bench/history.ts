import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { givenPassphrase, passphraseOf, people, rolesOf } from '../e2e/support/office.ts'
import { createCore } from '../electron/core/core.ts'
import { nodePorts } from '../electron/core/node-ports.ts'
import { pathFiles, settle, type TestCore } from '../electron/core/vault/testing.ts'
import { addDays, addYears } from '../shared/days.ts'
import { locationOf, recordHistory } from './history/vault.ts'
import { writeHistory } from './history/write.ts'

const usage = `npm run history -- --vault DIR [OPTIONS]     a vault with a generated history, for trying out; people and passphrases are printed

  --vault DIR       where it is made; it must not be there yet
  --entries 3000    --requests 600    --agreements 120
  --years 2         --until 2026-09-30, the last day
  --seed 1          the same seed gives the same history
  --script FILE     also writes what happened as JSON
  --help
`

const { values } = parseArgs({
  options: {
    vault: { type: 'string' },
    entries: { type: 'string', default: '3000' },
    requests: { type: 'string', default: '600' },
    agreements: { type: 'string', default: '120' },
    years: { type: 'string', default: '2' },
    until: { type: 'string', default: '2026-09-30' },
    seed: { type: 'string', default: '1' },
    script: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const from = process.env.INIT_CWD ?? process.cwd()
const path = (name: string) => (name.startsWith('/') ? name : join(from, name))
if (values.vault === undefined || existsSync(path(values.vault))) throw new Error(`--vault DIR, which must not be there yet\n\n${usage}`)
const dir = path(values.vault)

const begins = addDays(addYears(values.until, -Number(values.years)), 1)
const counts = { entries: Number(values.entries), requests: Number(values.requests), agreements: Number(values.agreements) }
const script = writeHistory({ ...counts, seed: Number(values.seed), from: begins, until: values.until, others: Math.round(counts.entries / 20), listSize: 20 })
if (values.script !== undefined) writeFileSync(path(values.script), JSON.stringify(script))

// The vault is as old as its history.
const ports = nodePorts({ vaultDir: dir, assetsDir: join(import.meta.dirname, '..', 'assets'), files: pathFiles })
const core = createCore({ ...ports, now: () => new Date(`${addDays(begins, -1)}T01:00:00.000Z`) })
const value: TestCore['value'] = async (name, input, secrets) => {
  const reply = await core.call(name, input, secrets === undefined ? {} : { secrets })
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.value
}
await value('vault.create', { user: people.founder }, { passphrase: passphraseOf('founder') })
for (const [person, roles] of rolesOf) await value('vault.addUser', { name: people[person], roles }, { newPassphrase: givenPassphrase })
for (const [person] of rolesOf) await settle(value, people[person], passphraseOf(person), givenPassphrase)
await value('vault.lock', {})
const at = await locationOf(dir, value)
await core.close()
process.stderr.write(`${script.events.length} …\n`)
await recordHistory(at, script)
process.stdout.write(`${dir}\n${rolesOf.map(([person, roles]) => `${people[person]}  ${passphraseOf(person)}  ${roles.join(', ')}`).join('\n')}\n`)
