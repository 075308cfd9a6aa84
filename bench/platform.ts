import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ask, enrolWith, newProbe, type Probe } from '../platform/conformance/client.ts'
import type { Database } from '../platform/database/database.ts'
import { sql } from '../platform/database/database.ts'
import { openPlatform, type Place } from '../platform/database/open.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { newEnrolmentCode } from '../platform/store/devices.ts'
import { addAgency } from '../platform/store/platform.ts'
import { makeEntry } from './content.ts'
import { both, type Line, times } from './measure.ts'

const agency = '澄湖市民政局'
const batch = 1000
const alone = 200

type Serving = { child: ChildProcess; base: string }

const serve = async ({ url, folder }: Place): Promise<Serving> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../platform/main.ts'), 'serve', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: url ?? '' },
  })
  for await (const line of createInterface({ input: child.stdout })) return { child, base: (JSON.parse(line) as { address: string }).address }
  throw new Error('the platform did not start')
}

const end = async ({ child }: Serving): Promise<void> => {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const probeAt = async (base: string, code: string): Promise<Probe> => {
  const probe = await newProbe(base)
  return { ...probe, token: ((await enrolWith(probe, code)).json as { token: string }).token }
}

/** New entries as a device sends them. */
const changes = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => {
    const { id, content } = makeEntry(from + n)
    return {
      changeId: crypto.randomUUID(),
      entity: 'entry',
      id,
      baseVersion: 0,
      madeAt: '2026-11-26T01:00:00.000Z',
      officer: '李文静',
      kind: 'patch',
      note: '',
      patch: patchOf(content),
    }
  })

const patchOf = ({ items, ...fields }: ReturnType<typeof makeEntry>['content']) => ({ fields, items: { added: items } })

const post = async (probe: Probe, bodies: readonly unknown[]): Promise<void> => {
  const { status, json } = await ask(probe, 'POST', '/v1/changes', { body: { changes: bodies } })
  const refused = (json as { verdicts?: { verdict: string }[] } | null)?.verdicts?.filter(({ verdict }) => verdict !== 'applied')
  if (status !== 200 || refused?.length !== 0) throw new Error(`POST changes: ${status} ${JSON.stringify(refused?.[0])}`)
}

/** Processor time of the serving process, in seconds; 0 where the system does not say. */
const processorOf = ({ child }: Serving): number => {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

type Took = { seconds: number; processorS: number }

const timed = async (serving: Serving, work: () => Promise<unknown>): Promise<Took> => {
  const [start, before] = [performance.now(), processorOf(serving)]
  await work()
  return { seconds: (performance.now() - start) / 1000, processorS: processorOf(serving) - before }
}

const rate = (count: number, { seconds, processorS }: Took): string => `${(count / seconds).toFixed(0)}/s, ${processorS.toFixed(1)} s CPU`

/** All pages, as bytes: who reads them is not what is measured. */
const pull = async (probe: Probe, coding: string): Promise<{ lines: number; page: number[] }> => {
  const page: number[] = []
  let lines = 0
  for (let cursor = ''; ; ) {
    const start = performance.now()
    const { text } = await ask(probe, 'GET', `/v1/changes?cursor=${cursor}`, { headers: { 'accept-encoding': coding } })
    page.push(performance.now() - start)
    const end = JSON.parse(text.slice(text.lastIndexOf('\n', text.length - 2) + 1)) as { cursor: string; more: boolean; lines: number }
    lines += end.lines
    cursor = end.cursor
    if (!end.more) return { lines, page }
  }
}

const tables = ['entity', 'change_log', 'verdict'] as const

/** The rows that the changes made, once more into tables and indexes alike, by statements alone. */
const bareInserts = async (db: Database, rows: number, size: number): Promise<Took> => {
  for (const table of tables) await db.script(`CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`)
  const parts: { table: string; json: string }[][] = []
  const order = { entity: 'own_seq', change_log: 'seq', verdict: 'change_id' } as const
  for (let from = 0; from < rows; from += size) {
    const part = []
    for (const table of tables) {
      const { json } = (await db.one<{ json: string }>({
        text: `SELECT json_agg(x)::text AS json FROM (SELECT * FROM ${table} ORDER BY ${order[table]} LIMIT ${size} OFFSET ${from}) x`,
        values: [],
      })) ?? { json: '[]' }
      part.push({ table, json })
    }
    parts.push(part)
  }
  const start = performance.now()
  const before = process.cpuUsage()
  for (const part of parts)
    await db.transaction(async (connection) => {
      for (const { table, json } of part)
        await connection.run({ text: `INSERT INTO bare_${table} SELECT * FROM json_populate_recordset(NULL::bare_${table}, $1::json)`, values: [json] })
    })
  const { user, system } = process.cpuUsage(before)
  const took = { seconds: (performance.now() - start) / 1000, processorS: (user + system) / 1_000_000 }
  for (const table of tables) await db.script(`DROP TABLE bare_${table}`)
  return took
}

const bareRead = async (db: Database): Promise<Took> => {
  const start = performance.now()
  const before = process.cpuUsage()
  for (let last = '0'; ; ) {
    const rows = await db.all<{ own_seq: string }>(
      sql`SELECT own_seq::text AS own_seq, content FROM entity WHERE own_seq > ${last}::bigint ORDER BY own_seq LIMIT 2000`,
    )
    if (rows.length === 0) break
    last = rows.at(-1)?.own_seq ?? ''
  }
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, processorS: (user + system) / 1_000_000 }
}

const inSchema = async (url: string, schema: string): Promise<string> => {
  const db = await openPostgres(url)
  await db.script(`CREATE SCHEMA ${schema}`)
  await db.close()
  const inside = new URL(url)
  inside.searchParams.set('options', `-c search_path=${schema}`)
  return inside.toString()
}

/**
 * The platform as a process of its own over HTTP, signatures and verdicts included, beside bare INSERTs of the same rows into
 * the same database. On a PostgreSQL where `url` names one, in a schema of its own that goes again.
 */
export const platformSection = async (folder: string, url: string | null, entries: number): Promise<Line[]> => {
  const schema = `mulu_bench_${process.pid}`
  const place: Place = { url: url === null ? null : await inSchema(url, schema), folder }
  const made = await openPlatform(place, '目录平台')
  const name = made.name
  await addAgency(made, agency, '11349900MB7C2K106Y', false)
  const codes: string[] = []
  for (let n = 0; n < 4; n++) codes.push(await newEnrolmentCode(made, agency, '李文静', new Date()))
  await made.close()

  const serving = await serve(place)
  const probes = await Promise.all(codes.map((code) => probeAt(serving.base, code)))
  const [probe] = probes
  if (probe === undefined) throw new Error('nobody is enrolled')
  const bodies = Array.from({ length: entries / batch }, (_, n) => changes(n * batch, batch))
  await post(probe, changes(entries + alone, 50))
  const pushed = await timed(serving, async () => {
    for (const body of bodies) await post(probe, body)
  })
  const singles = changes(entries, alone)
  const each: number[] = []
  const single = await timed(serving, () =>
    Promise.all(
      probes.map(async (one) => {
        for (let change = singles.pop(); change !== undefined; change = singles.pop()) {
          const start = performance.now()
          await post(one, [change])
          each.push(performance.now() - start)
        }
      }),
    ),
  )
  const pulls: { coding: string; took: Took; lines: number; page: number[] }[] = []
  for (const coding of ['identity', 'zstd', 'gzip']) {
    let pulled = { lines: 0, page: [] as number[] }
    const took = await timed(serving, async () => {
      pulled = await pull(probe, coding)
    })
    pulls.push({ coding, took, ...pulled })
  }
  await end(serving)

  const db = await openPlatform(place, '')
  const bare = await bareInserts(db, entries, batch)
  const bareSingle = await bareInserts(db, alone, 1)
  const read = await bareRead(db)
  await db.close()
  if (url !== null) {
    const admin = await openPostgres(url)
    await admin.script(`DROP SCHEMA ${schema} CASCADE`)
    await admin.close()
  }
  return [
    {
      what: `${name}: changes accepted, ${batch} a post, one process`,
      ours: rate(entries, pushed),
      bare: `${rate(entries, bare)} (INSERT)`,
      ratio: times(pushed.seconds, bare.seconds),
      aim: 'beside bare INSERTs',
    },
    {
      what: `${name}: changes accepted, one a post, four devices`,
      ours: `${rate(alone, single)}; ${both(each)}`,
      bare: `${rate(alone, bareSingle)} (INSERT)`,
      ratio: times(single.seconds, bareSingle.seconds),
      aim: 'beside bare INSERTs',
    },
    ...pulls.map(({ coding, took, lines, page }) => ({
      what: `${name}: feed, ${coding}, lines; a page of 2,000`,
      ours: `${rate(lines, took)}; ${both(page)}`,
      bare: `${rate(lines, read)} (SELECT)`,
      ratio: times(took.seconds, read.seconds),
      aim: '≥ 20,000 lines/s',
    })),
  ]
}
