import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Location } from '../electron/core/db/open.ts'
import type { Feed, FeedReady } from './feed.ts'
import type { Line } from './measure.ts'
import { queryClasses } from './queries.ts'
import type { Answer, Part } from './section.ts'

// npm run bench -- [--entries 100000] [--rows 100000] [--cipher sqlcipher|aegis] [--only search,save,unlock,check,cases,statistics,sheets,table,sync,platform] [--table 1000000]
// DATABASE_URL=postgres://… measures the platform on that PostgreSQL too, in a schema of its own
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    rows: { type: 'string' },
    cipher: { type: 'string', default: 'sqlcipher' },
    only: { type: 'string', default: 'search,save,unlock,check,cases,statistics,sheets,table,sync,platform' },
    table: { type: 'string', default: '1000000' },
  },
})
if (values.cipher !== 'sqlcipher' && values.cipher !== 'aegis') throw new Error('--cipher sqlcipher or aegis')
const { cipher } = values
const entries = Number(values.entries)
const rows = Number(values.rows ?? Math.min(entries, 100_000))
const only = new Set(values.only.split(','))
const itemsEach = 8

const told = (text: string) => process.stderr.write(`${text}\n`)

const ask = (part: Part): Promise<Answer> =>
  new Promise((resolve, reject) => {
    told(`${part.part} …`)
    const child = fork(join(import.meta.dirname, 'section.ts'), { serialization: 'advanced' })
    let answer: Answer | null = null
    child.on('message', (message) => {
      answer = message as Answer
    })
    child.on('exit', (code) => {
      if (answer !== null) resolve(answer)
      else reject(new Error(`${part.part} ended with ${code}`))
    })
    child.send(part)
  })

const made = async (dir: string, count: number, items: number): Promise<Location> => {
  const { at } = await ask({ part: 'make', dir, cipher, entries: count, items })
  if (at === null) throw new Error('no vault')
  return at
}

/** A process of its own beside the one that is measured. */
const withFeed = async (feed: Feed, work: (ready: FeedReady) => Promise<void>): Promise<void> => {
  told(`feed of ${feed.entries} × ${feed.items} …`)
  const child = fork(join(import.meta.dirname, 'feed.ts'))
  try {
    await work(
      await new Promise<FeedReady>((resolve, reject) => {
        child.once('message', (message) => resolve(message as FeedReady))
        child.once('exit', (code) => reject(new Error(`the feed ended with ${code}`)))
        child.send(feed)
      }),
    )
  } finally {
    child.disconnect()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'mulu-bench-'))
const lines: Line[] = []
const add = async (part: Part) => {
  lines.push(...(await ask(part)).lines)
}
try {
  if (['search', 'save', 'unlock', 'check'].some((part) => only.has(part))) {
    const dir = join(folder, 'vault')
    const at = await made(dir, entries, itemsEach)
    if (only.has('unlock')) await add({ part: 'unlock', dir })
    if (only.has('check')) await add({ part: 'check', dir, at })
    if (only.has('search')) await add({ part: 'search', dir, at, classes: queryClasses(entries) })
    if (only.has('save')) await add({ part: 'save', dir, at })
    rmSync(dir, { recursive: true })
  }
  if (only.has('cases')) {
    const dir = join(folder, 'cases')
    const at = await made(dir, 0, 0)
    await add({ part: 'cases', dir, at, requests: 10_000, agreements: 2000 })
    rmSync(dir, { recursive: true })
  }
  if (only.has('statistics')) {
    const dir = join(folder, 'statistics')
    const at = await made(dir, entries, itemsEach)
    await add({ part: 'statistics', dir, at, entries })
    rmSync(dir, { recursive: true })
  }
  if (only.has('platform')) {
    const { DATABASE_URL } = process.env
    const some = Math.max(1000, Math.min(entries, 20_000) - (entries % 1000))
    for (const url of [null, ...(DATABASE_URL === undefined || DATABASE_URL === '' ? [] : [DATABASE_URL])]) {
      await add({ part: 'platform', folder: join(folder, 'platform'), url, entries: some })
    }
  }
  if (only.has('sheets')) {
    for (const [name, count, items] of [
      [`with ${itemsEach} 信息项 each`, Math.ceil(rows / itemsEach), itemsEach],
      ['one row each', rows, 1],
    ] as const) {
      const [from, to, file] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'sheet.xlsx')]
      await made(from, count, items)
      await add({ part: 'export', dir: from, file, name })
      const at = await made(to, 0, items)
      await add({ part: 'import', dir: to, at, file, name })
      for (const path of [from, to, file]) rmSync(path, { recursive: true })
    }
  }
  if (only.has('table')) await add({ part: 'table', folder, rows: Number(values.table) })
  if (only.has('sync')) {
    for (const items of [itemsEach, 1]) {
      const feed = { entries, items, pageLines: 500 }
      await withFeed(feed, async (ready) => {
        const dir = join(folder, 'pulling')
        const at = await made(dir, 0, items)
        await add({ part: 'sync', dir, at, feed, ready })
        rmSync(dir, { recursive: true })
      })
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const headings: Line = { what: `${entries} entries × ${itemsEach} 信息项, ${cipher}`, ours: 'Mulu', bare: 'bare', ratio: 'ratio', aim: 'aim' }
const columns = ['what', 'ours', 'bare', 'ratio', 'aim'] as const
// East Asian characters are two columns wide on a terminal.
const width = (text: string) => [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0)
const widths = columns.map((column) => Math.max(...[headings, ...lines].map((line) => width(line[column]))))
const print = (line: Line) => {
  process.stdout.write(`| ${columns.map((column, at) => line[column] + ' '.repeat((widths[at] ?? 0) - width(line[column]))).join(' | ')} |\n`)
}
process.stdout.write(
  `\nNode ${process.version}, ${platform()} ${arch()}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, load ${loadavg()[0]?.toFixed(1)}\n`,
)
process.stdout.write('p50 / p95 in ms unless said otherwise\n\n')
print(headings)
process.stdout.write(`|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|\n`)
lines.forEach(print)
