import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { enrolWith, newProbe, type Probe } from './conformance/client.ts'
import type { Database } from './database/database.ts'
import { openPglite } from './database/pglite.ts'
import { openPostgres } from './database/postgres.ts'
import { migrate } from './database/schema.ts'
import { type Fault, faultsOf } from './faults.ts'
import { createServer } from './http/server.ts'
import { newEnrolmentCode } from './store/devices.ts'
import { addAgency, ensureIdentity } from './store/platform.ts'

export type TestPlatform = {
  db: Database
  base: string
  now: { current: Date | null }
  /** Switched on and off while it runs. */
  faults: Set<Fault>
  enrol(agency: string, officer?: string): Promise<Probe>
  code(agency: string): Promise<string>
  close(): Promise<void>
}

export const testAgencies = ['澄湖市民政局', '澄湖市公安局', '澄湖市教育局'] as const
export const testDepartment = '澄湖市数据局'

/** For tests: a platform on 127.0.0.1 with three agencies and their competent department. On a real PostgreSQL where `url` names one: in a schema of its own. */
export const startTestPlatform = async (url: string | null = null): Promise<TestPlatform> => {
  const faults = new Set<Fault>()
  const schema = url === null ? null : await inSchema(url)
  const db = schema === null ? await takePglite() : await openPostgres(schema.url)
  await migrate(db)
  const now: { current: Date | null } = { current: null }
  const clock = () => now.current ?? new Date()
  await ensureIdentity(db, '澄湖市政务数据平台', clock())
  for (const name of [...testAgencies, testDepartment]) {
    await addAgency(db, name, '11349900MB7C2K106Y', name === testDepartment)
  }
  const server = createServer({ db, now: clock, faults: faultsOf(faults) })
  const base = await server.listen({ host: '127.0.0.1', port: 0 })
  const code = (agency: string) => newEnrolmentCode(db, agency, '李文静', clock())
  return {
    db,
    base,
    now,
    faults,
    code,
    enrol: async (agency) => {
      const probe = await newProbe(base)
      const answer = await enrolWith(probe, await code(agency))
      if (answer.status !== 200) throw new Error(answer.text)
      return { ...probe, token: (answer.json as { token: string }).token }
    },
    close: async () => {
      await server.close()
      if (schema === null) return leavePglite(db)
      await db.close()
      await schema.drop()
    },
  }
}

const modules = join(import.meta.dirname, '..', 'node_modules')
const kept = join(modules, '.cache', 'mulu')

/** Emptied ones that wait for the next test of this process: starting one costs half a second of computing, emptying it a tenth of that. */
const idle: Database[] = []
const mostIdle = 2

const takePglite = async (): Promise<Database> => idle.pop() ?? openPglite(null, await emptyCluster())

const leavePglite = async (db: Database): Promise<void> => {
  try {
    if (idle.length >= mostIdle) throw new Error('enough')
    await db.script('DISCARD ALL') // alone: it stands in no transaction, and several statements are one
    await db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    idle.push(db)
  } catch {
    await db.close().catch(() => undefined) // or a test closed it
  }
}

/** A cluster with nothing in it, made once: making one takes seconds, loading it half of one. */
const emptyCluster = async (): Promise<Blob> => {
  const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql', 'pglite', 'package.json'), 'utf8')) as { version: string }
  const file = join(kept, `pglite-${version}.tar`)
  if (!existsSync(file)) {
    const db = await PGlite.create()
    const dump = await db.dumpDataDir('none')
    await db.close()
    mkdirSync(kept, { recursive: true })
    const own = `${file}.${randomUUID()}`
    writeFileSync(own, Buffer.from(await dump.arrayBuffer()))
    renameSync(own, file)
  }
  return new Blob([readFileSync(file)])
}

/** A schema of its own on a real PostgreSQL: `url` leads into it. */
export const inSchema = async (url: string): Promise<{ url: string; drop(): Promise<void> }> => {
  const schema = `mulu_test_${randomUUID().slice(0, 8)}`
  const script = async (text: string) => {
    const db = await openPostgres(url)
    await db.script(text)
    await db.close()
  }
  await script(`CREATE SCHEMA ${schema}`)
  const inside = new URL(url)
  inside.searchParams.set('options', `-c search_path=${schema}`)
  return { url: inside.toString(), drop: () => script(`DROP SCHEMA ${schema} CASCADE`) }
}
