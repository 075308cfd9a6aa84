import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeTestDb } from '../../electron/core/catalogue/test-db.fixture.ts'
import { openReader, type ReadDb } from '../../electron/core/db/open.ts'
import { sql } from '../../electron/core/db/sql.ts'
import { writeProfile } from '../../electron/core/profile/stored-profile.ts'
import { makeTestCore, passphraseOf, type TestCore } from '../../electron/core/vault/testing.ts'
import { emptyProfile, type Profile } from '../../shared/contract/profile.ts'
import { type Desk, directDesk, letterFile, type People } from './desk.ts'
import { play } from './play.ts'
import type { Script } from './script.ts'
import { writeHistory } from './write.ts'

const small = { from: '2025-07-01', until: '2026-01-31', entries: 6, requests: 8, agreements: 3, others: 0, listSize: 3 }
const people: People = {
  officer: { name: 'officer', roles: ['catalogueOfficer', 'statisticsOfficer'] },
  keeper: { name: 'keeper', roles: ['confidentialityOfficer', 'workingBodyHead'] },
  head: { name: 'head', roles: ['departmentHead'] },
}
const profileOf = ({ agency, region, regulations }: Script) => ({ agency, region, regulations: [...regulations] }) as Partial<Profile>

const tables = [
  ...['entry', 'entry_facet', 'entry_code', 'entry_named', 'entry_version', 'entry_life', 'entry_answer', 'entry_refresh', 'change_trigger', 'task'],
  ...['case_file', 'case_act', 'case_paper', 'attachment', 'sync_due'],
] as const
/** Every row, with ids called by the order they are met in. */
const contents = (db: ReadDb): Record<string, string[]> => {
  const ids = new Map<string, string>()
  const renamed = (text: string) =>
    text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, (id) => {
      if (!ids.has(id)) ids.set(id, `#${ids.size}`)
      return ids.get(id) ?? ''
    })
  return Object.fromEntries(
    tables.map((table) => {
      const columns = db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table}) ORDER BY cid`).map(({ name }) => name)
      const rows = db.all<Record<string, unknown>>({ text: `SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns[0]}`, values: [] } as never)
      return [table, rows.map((row) => renamed(JSON.stringify(row))).sort()]
    }),
  )
}

/** By the core as a screen calls it, at moments that are told. */
const coreDesk = (test: TestCore, setNow: (at: string) => void): Desk => {
  let signedIn = ''
  let last = ''
  return {
    paper: letterFile,
    others: () => {
      throw new Error('only a platform tells of them')
    },
    call: async (person, at, name, input) => {
      setNow(at)
      // Nobody was at work meanwhile: the vault has locked itself.
      if (signedIn !== person || Date.parse(at) - Date.parse(last) > 120_000) await test.as(person)
      signedIn = person
      last = at
      return test.value(name, input)
    },
  }
}

it('the same seed writes the same history, another seed another', () => {
  const [one, same, other] = [7, 7, 8].map((seed) => JSON.stringify(writeHistory({ ...small, seed })))
  expect(one).toBe(same)
  expect(one).not.toBe(other)
})

it('played by the handlers in one transaction a history leaves what it leaves played call by call', async () => {
  for (const seed of [Number(process.env.MULU_SEED)]) {
    const script = writeHistory({ ...small, seed })
    let now = '2025-05-31T01:00:00.000Z'
    const test = await makeTestCore({ ports: { now: () => new Date(now) } })
    await test.as('officer')
    await test.value('profile.save', { patch: profileOf(script) })
    const desk = coreDesk(test, (at) => {
      now = at
    })
    await play(script, desk)
    await test.as('sys')
    const { keyHex } = await test.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
    const { database } = JSON.parse(readFileSync(join(test.dir, 'vault.json'), 'utf8')) as { database: string }
    const reader = openReader({ path: join(test.dir, database), keyHex, cipher: 'sqlcipher' })
    const byCalls = contents(reader)
    reader.close()
    await test.close()

    const direct = makeTestDb()
    writeProfile(direct.db, { ...emptyProfile, ...profileOf(script) })
    direct.db.exec('BEGIN')
    await play(script, directDesk(direct.db, people))
    direct.db.exec('COMMIT')
    const byHandlers = contents(direct.db)
    direct.close()
    for (const table of tables) expect([table, byHandlers[table]]).toEqual([table, byCalls[table]])
    expect(byCalls.entry?.length).toBe(6)
    expect(byCalls.case_act?.length).toBeGreaterThan(15)
  }
}, 120_000)
