import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageLine, Verdict } from '../shared/platform-api/schemas.ts'
import { enrolWith, newProbe, type Probe, pullFrom, pushTo } from './conformance/client.ts'
import { runSuite } from './conformance/suite.ts'
import { type Database, sql } from './database/database.ts'
import { openPostgres } from './database/postgres.ts'
import { end, type Run, roundRobin, runPlatform } from './process.fixture.ts'
import { newEnrolmentCode, revoke } from './store/devices.ts'
import { addAgency } from './store/platform.ts'
import { rule } from './store/review.ts'
import { answerSubmission } from './store/submission-desk.ts'
import { inSchema } from './testing.ts'

const real = process.env.MULU_TEST_DATABASE_URL ?? ''
const agencies = ['澄湖市民政局', '澄湖市公安局', '澄湖市教育局', '澄湖市数据局'] as const

const patch = (id: string, baseVersion: number, fields: Record<string, unknown>) => ({
  changeId: randomUUID(),
  entity: 'entry',
  id,
  baseVersion,
  madeAt: '2026-11-26T01:00:00.000Z',
  officer: '李文静',
  kind: 'patch',
  note: '',
  patch: { fields },
})

/** Two processes that know nothing of each other, before one PostgreSQL (MULU_TEST_DATABASE_URL), behind one port. */
describe.skipIf(real === '')('two processes on one PostgreSQL', () => {
  let schema: Awaited<ReturnType<typeof inSchema>>
  let db: Database
  let runs: Run[] = []
  let bases: string[] = []
  let port: Awaited<ReturnType<typeof roundRobin>>
  beforeAll(async () => {
    schema = await inSchema(real)
    // Both at once on an empty database: one makes the tables, the other waits.
    runs = [0, 1].map(() => runPlatform(['serve', '--port', '0'], schema.url))
    bases = await Promise.all(runs.map(async ({ first }) => String((await first).address)))
    db = await openPostgres(schema.url)
    for (const name of agencies) await addAgency(db, name, '11349900MB7C2K106Y', name === agencies[3])
    port = await roundRobin(bases)
  }, 60_000)
  afterAll(async () => {
    await port?.close()
    for (const one of runs) await end(one)
    await db?.close()
    await schema?.drop()
  })
  const code = (agency: 0 | 1) => newEnrolmentCode(db, agencies[agency], '李文静', new Date())
  const enrolled = async (base: string): Promise<Probe> => {
    const probe = await newProbe(base)
    return { ...probe, token: ((await enrolWith(probe, await code(0))).json as { token: string }).token }
  }

  it('pass the whole conformance suite', async () => {
    const results = await runSuite({
      base: port.base,
      code,
      third: () => newEnrolmentCode(db, agencies[2], '李文静', new Date()),
      department: () => newEnrolmentCode(db, agencies[3], '李文静', new Date()),
      publish: async (id) => void (await rule(db, id, { kind: 'publish', publishedOn: '2026-11-26', number: '' }, '市数据局', new Date())),
      revoke: async (id) => void (await revoke(db, id, new Date())),
      answer: async (id, reason) => {
        const outcome = reason === null ? 'accepted' : 'returned'
        await answerSubmission(db, id, { outcome, reason: reason ?? '', number: '', by: '市数据局', of: null }, new Date())
      },
    })
    expect(results.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    for (const count of port.counts) expect(count).toBeGreaterThan(results.length)
  }, 120_000)

  it('let one of two changes on the same text through, whichever process hears it first', async () => {
    const desk = await enrolled(bases[0] ?? '')
    const desks = bases.map((base) => ({ ...desk, base }))
    const id = randomUUID()
    await pushTo(desk, [patch(id, 0, { title: '婚姻登记信息' })])
    for (let version = 1; version <= 25; version++) {
      const verdicts = (await Promise.all(desks.map((one, at) => pushTo(one, [patch(id, version, { abstract: `${at}：${version}` })])))).flatMap(
        (answer) => answer.verdicts,
      )
      expect(verdicts.map(({ verdict }) => verdict).toSorted()).toEqual(['applied', 'conflict'])
      expect(verdicts.map((verdict) => verdict.version)).toEqual([version + 1, version + 1])
      const at = verdicts.findIndex(({ verdict }) => verdict === 'applied')
      expect(verdicts[1 - at]?.now?.content).toMatchObject({ abstract: `${at}：${version}` })
    }
    // The very same change through both at once: one effect, one receipt.
    const same = patch(id, 26, { abstract: '同一项' })
    const twice = (await Promise.all(desks.map((one) => pushTo(one, [same])))).flatMap((answer) => answer.verdicts)
    expect(twice.map(({ verdict }) => verdict).toSorted()).toEqual(['already', 'applied'])
    expect(new Set(twice.map(({ receiptId }) => receiptId)).size).toBe(1)
  }, 60_000)

  it('lose no change, leave no gap in versions, and never put one in the feed behind a cursor', async () => {
    const writers = await Promise.all([0, 1, 0, 1, 0, 1].map((at) => enrolled(bases[at] ?? '')))
    const readers = await Promise.all([0, 1].map((at) => enrolled(bases[at] ?? '')))
    const ids: string[] = Array.from({ length: 8 }, () => randomUUID())
    const applied: Verdict[] = []
    const lastOf = new Map<string, number>()
    const write = async (probe: Probe, n: number) => {
      const base = new Map(ids.map((id) => [id, 0]))
      // Two send much, which takes long from its places in the feed to its commit; four send little, and soon, meanwhile.
      const many = n < 2
      for (let round = 0; round < (many ? 8 : 40); round++) {
        // Many want the same entities; some are new; now and then a transaction fails and its places in the feed stay empty.
        const fresh = Array.from({ length: many ? 300 : 1 }, () => randomUUID())
        const wanted = [ids[(round + n) % ids.length] ?? '', ids[(round * 3 + n) % ids.length] ?? '', ...fresh]
        const { verdicts } = await pushTo(
          probe,
          wanted.map((id) => patch(id, base.get(id) ?? 0, { title: `${n}之${round}` })),
        )
        if (round % 5 === 0) await failing(db)
        for (const [at, verdict] of verdicts.entries()) {
          const id = wanted[at] ?? ''
          base.set(id, verdict.version ?? 0)
          if (verdict.verdict !== 'applied') continue
          applied.push(verdict)
          lastOf.set(id, Math.max(lastOf.get(id) ?? 0, verdict.version ?? 0))
        }
      }
    }
    let writing = true
    const read = async (probe: Probe): Promise<Map<string, number>> => {
      const seen = new Map<string, number>()
      let cursor = ''
      for (let last = false; ; ) {
        const page = await pullFrom(probe, cursor, 2000)
        cursor = page.cursor
        for (const line of page.lines as Exclude<PageLine, { kind: 'end' }>[]) seen.set(line.id, Math.max(seen.get(line.id) ?? 0, line.version))
        if (last) return seen
        // Once more from the cursor when all is written: what it skipped would not come any more.
        last = !writing
      }
    }
    const reading = Promise.all(readers.map(read))
    await Promise.all(writers.map(write))
    writing = false
    for (const seen of await reading) expect([...lastOf].filter(([id, version]) => seen.get(id) !== version)).toEqual([])
    const log = await db.all<{ id: string; versions: number[] }>(
      sql`SELECT id, array_agg(version ORDER BY seq) AS versions FROM change_log WHERE change_id = ANY(${applied.map(({ changeId }) => changeId)}::uuid[]) GROUP BY id`,
    )
    expect(log.reduce((sum, { versions }) => sum + versions.length, 0)).toBe(applied.length)
    for (const { versions } of log) expect(versions).toEqual(versions.map((_, at) => at + 1))
    expect(log.length).toBe(lastOf.size)
    const entities = await db.all<{ id: string; version: number }>(sql`SELECT id, version FROM entity WHERE id = ANY(${[...lastOf.keys()]}::uuid[])`)
    expect(new Map(entities.map(({ id, version }) => [id, version]))).toEqual(lastOf)
  }, 120_000)
})

/** Takes places of the feed and gives up. */
const failing = async (db: Database): Promise<void> => {
  await db
    .transaction(async (connection) => {
      await connection.all(sql`SELECT nextval('feed') FROM generate_series(1, 3)`)
      throw new Error('given up')
    })
    .catch(() => undefined)
}
