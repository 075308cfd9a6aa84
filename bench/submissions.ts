/**
 * `node scripts/run.mjs bench/submissions.ts --rows 60000,200000,1000000`: a frozen submission with so many requests in its list, on
 * each way out, each in a process of its own: what it takes, and the most memory that process ever held.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { makeTestDb } from '../electron/core/catalogue/test-db.fixture.ts'
import { type Location, openReader } from '../electron/core/db/open.ts'
import { putLongSubmission } from '../electron/core/submission/long.fixture.ts'
import { submissionByRid } from '../electron/core/submission/store.ts'
import { doSubmissionJob } from '../electron/core/submission/submission-jobs.ts'
import { paperOfKept, writeSubmissionFiles } from '../electron/core/submission/write-files.ts'

type Asked = { way: (typeof ways)[number]; location: Location; rid: number; dir: string }
const ways = ['sign', 'json', 'xlsx', 'pdf', 'workbooks', 'page', 'verify'] as const
const now = '2026-10-10T01:00:00.000Z'

const take = async ({ way, location, rid, dir }: Asked): Promise<string> => {
  const db = openReader(location, ['json', 'xlsx', 'pdf', 'workbooks'].includes(way) ? 16_384 : 65_536)
  db.pin()
  const one = submissionByRid(db, rid)
  const files = one.computed?.beside ?? []
  const places = files.map(({ name }) => join(dir, name))
  const path = join(dir, '报送.json')
  const common = { what: 'submission', location, rid, language: 'zh' } as const
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
  switch (way) {
    case 'sign': {
      const made = await doSubmissionJob(db, { what: 'twinBytes', rid, most: 32 << 20 }, now)
      return made.kind === 'twinBytes' ? `document ${mib(made.bytes)}` : ''
    }
    case 'json': {
      const made = await doSubmissionJob(db, { what: 'twin', rid, path, beside: places }, now)
      return made.kind === 'twin'
        ? `document ${mib(made.bytes)}, ${made.beside.length} files of rows, ${mib(made.beside.reduce((sum, { bytes }) => sum + bytes, 0))}`
        : ''
    }
    case 'xlsx': {
      const beside = one.template.tables.map(({ id }) => ({ table: id, path: join(dir, `${id}.xlsx`) }))
      const made = await writeSubmissionFiles(db, { ...common, format: 'xlsx', path: join(dir, 'main.xlsx'), beside })
      return [made, ...made.beside].map(({ bytes }) => mib(bytes)).join(' + ')
    }
    case 'pdf':
      return `${(await paperOfKept(db, { ...common, format: 'paper', path: '', beside: [] })).paper.blocks.length} blocks`
    case 'workbooks': {
      const made = await doSubmissionJob(db, { what: 'workbooks', rid, form: true }, now)
      return made.kind === 'workbooks' ? `${made.files.map(({ data }) => mib(data.length)).join(' + ')}; left out: ${made.left.join(' ') || 'none'}` : ''
    }
    case 'page': {
      const made = await doSubmissionJob(db, { what: 'table', rid, asked: { table: 'requests', lang: 'zh', skip: 50_000, limit: 100 } }, now)
      return made.kind === 'table' ? `${made.table.rows.length} of ${made.table.total}` : ''
    }
    case 'verify': {
      const beside = places.map((place) => ({ path: place, name: place }))
      const made = await doSubmissionJob(db, { what: 'verify', file: { path, name: '报送.json' }, beside }, now)
      return made.kind === 'verify' ? `${made.problems.length} problems, ${mib(statSync(path).size)}` : ''
    }
  }
}

if (process.send === undefined) {
  const { values } = parseArgs({ options: { rows: { type: 'string', default: '60000,200000,1000000' }, ways: { type: 'string', default: ways.join(',') } } })
  for (const rows of values.rows.split(',').map(Number)) {
    const made = makeTestDb()
    const dir = mkdtempSync(join(tmpdir(), 'mulu-long-'))
    const began = performance.now()
    const rid = await putLongSubmission(made.db, { request: rows, entry: 3000 })
    process.stdout.write(`${rows} rows made in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
    for (const way of values.ways.split(',')) {
      const child = fork(import.meta.filename, { serialization: 'advanced' })
      child.send({ way, location: made.location, rid, dir })
      await new Promise((resolve) => child.on('exit', resolve))
    }
    rmSync(dir, { recursive: true, force: true })
    made.close()
  }
} else {
  setFlagsFromString('--semi-space-growth-factor=1')
  process.once('message', (asked) => {
    const began = performance.now()
    take(asked as Asked)
      .catch((error: unknown) => `refused: ${error instanceof Error ? error.message : String(error)}`)
      .then((said) => {
        const memory = (process.resourceUsage().maxRSS / 1024).toFixed(0)
        process.stdout.write(`  ${(asked as Asked).way.padEnd(10)} ${((performance.now() - began) / 1000).toFixed(1)} s, ${memory} MiB  ${said}\n`)
        process.exit()
      })
  })
}
