import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type Database from 'better-sqlite3'
import { type CellValue, streamXlsxRows, writeXlsxStream } from 'hucre'
import { indexTexts } from '../electron/core/catalogue/search/index-texts.ts'
import { unpackContent } from '../electron/core/catalogue/stored.ts'
import type { Location } from '../electron/core/db/open.ts'
import { rawDatabase } from './by-hand.ts'
import { type Line, mb, ms, processor, rest, seconds, timed, times, watched } from './measure.ts'
import { openBench } from './vault.ts'

/** Export of a vault to a streamed workbook, beside the same cells through the bare writer. */
export const exportSection = async (dir: string, file: string, name: string): Promise<Line[]> => {
  const { core, value, unlock } = openBench(dir)
  await unlock()
  await rest()
  let entries = 0
  const ours = await watched(async () => {
    entries = (await value('catalogue.export', { file, format: 'xlsx', purpose: 'bench' })).rows
  })
  await core.close()
  const cells = await allCells(file)
  const bareFile = `${file}.bare.xlsx`
  const used = processor()
  const bare = await timed(() => pipeline(Readable.fromWeb(writeXlsxStream(cells, { name: 'x' }) as never), createWriteStream(bareFile)))
  const bareUsed = processor() - used
  rmSync(bareFile)
  return [
    {
      what: `export ${name}: ${entries} entries, ${cells.length - 1} rows, ${mb(statSync(file).size / 1e6)}`,
      ours: seconds(ours.ms),
      bare: seconds(bare),
      ratio: times(ours.ms, bare),
      aim: '≤ 1.5 × bare write',
    },
    {
      what: 'processor time of all',
      ours: `${ours.processorS.toFixed(2)} s`,
      bare: `${bareUsed.toFixed(2)} s`,
      ratio: times(ours.processorS, bareUsed),
      aim: '',
    },
    { what: 'its writing process', ours: mb(ours.childPeakMb), bare: '', ratio: '', aim: '≤ 200 MB' },
    {
      what: 'core meanwhile: memory; longest hold (of it working)',
      ours: `${mb(ours.corePeakMb)}; ${ms(ours.longestHoldMs)} ms (${ms(ours.longestWorkMs)})`,
      bare: '',
      ratio: '',
      aim: '≤ 250 MB; ≤ 50 ms',
    },
  ]
}

const allCells = async (file: string): Promise<CellValue[][]> => {
  const rows: CellValue[][] = []
  for await (const row of streamXlsxRows(readFileSync(file))) rows.push(row.values as CellValue[])
  return rows
}

/** Import of that workbook into an empty vault, beside a bare read of it and a bare insert of the rows that came of it. */
export const importSection = async (dir: string, at: Location, file: string, name: string): Promise<Line[]> => {
  const { core, value, unlock } = openBench(dir)
  await unlock()
  await rest()
  const found = { rows: 0, created: 0, rejected: 0, sheetRows: 0 }
  const ours = await watched(async () => {
    Object.assign(found, await value('catalogue.import', { file, secrecy: '不涉密', apply: true }))
  })
  const again = { rows: 0, unchanged: 0 }
  const dry = await timed(async () => {
    Object.assign(again, await value('catalogue.import', { file, secrecy: '不涉密', apply: false }))
  })
  await core.close()
  if (found.created !== found.rows || again.unchanged !== again.rows) throw new Error(JSON.stringify({ found, again }))
  const used = processor()
  const parse = await timed(() => allCells(file))
  const parseUsed = processor() - used
  const { took: insert, processorS: insertUsed } = bareInsert(at, join(dir, '..', 'bare.db'))
  const bare = parse + insert
  return [
    {
      what: `import ${name}: ${found.sheetRows} rows, ${found.created} entries`,
      ours: seconds(ours.ms),
      bare: `${seconds(parse)} read + ${seconds(insert)} insert`,
      ratio: times(ours.ms, bare),
      aim: '≤ 2 × bare',
    },
    {
      what: 'processor time of all',
      ours: `${ours.processorS.toFixed(2)} s`,
      bare: `${parseUsed.toFixed(2)} s + ${insertUsed.toFixed(2)} s`,
      ratio: times(ours.processorS, parseUsed + insertUsed),
      aim: '',
    },
    { what: 'its reading process', ours: mb(ours.childPeakMb), bare: '', ratio: '', aim: '≤ 700 MB, gone after' },
    {
      what: 'core meanwhile: memory; longest hold (of it working)',
      ours: `${mb(ours.corePeakMb)}; ${ms(ours.longestHoldMs)} ms (${ms(ours.longestWorkMs)})`,
      bare: '',
      ratio: '',
      aim: '≤ 250 MB; ≤ 50 ms',
    },
    { what: 'the same file again, dry run: nothing changed', ours: seconds(dry), bare: '', ratio: '', aim: '' },
  ]
}

const tables = ['entry', 'facet_set', 'entry_facet', 'entry_code', 'entry_named', 'entry_version'] as const

/** The rows of an imported vault, read beforehand, into a new database with the same schema: one prepared transaction. */
const bareInsert = (at: Location, path: string): { took: number; processorS: number } => {
  const source = rawDatabase(at)
  const rows = new Map(tables.map((table) => [table, source.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]]))
  const contents = source.prepare('SELECT rid, content FROM entry').all() as { rid: number; content: string }[]
  const tokens = contents.map(({ rid, content }) => [rid, indexTexts(unpackContent(content)).tokens] as const)
  const schema = source
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') AND (tbl_name LIKE 'entry%' OR tbl_name LIKE 'facet%') AND name NOT LIKE 'entry_fts_%'",
    )
    .pluck()
    .all() as string[]
  source.close()
  const target = empty({ ...at, path })
  for (const text of schema) target.exec(text)
  const start = performance.now()
  const used = processor()
  target.transaction(() => {
    for (const [table, all] of rows) {
      const insert = target.prepare(`INSERT INTO ${table} VALUES (${(all[0] ?? []).map(() => '?').join(',')})`)
      for (const row of all) insert.run(row)
    }
    const index = target.prepare('INSERT INTO entry_fts (rowid, tokens) VALUES (?, ?)')
    for (const [rid, text] of tokens) index.run(rid, text)
  })()
  const found = { took: performance.now() - start, processorS: processor() - used }
  target.close()
  remove(path)
  return found
}

const empty = (at: Location): Database.Database => {
  remove(at.path)
  const db = rawDatabase(at)
  db.pragma('journal_mode=WAL')
  return db
}

const remove = (path: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}
