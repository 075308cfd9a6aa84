import { spawnSync } from 'node:child_process'
import { createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CellValue, writeXlsxStream } from 'hucre'
import { longTable } from '../electron/core/sheets/long-table.fixture.ts'
import { type Line, mb, seconds, timed, times } from './measure.ts'

type Told = { entries: number; bytes: number; peakMb: number; seconds: number }

/** A long table of a submission in a process of its own, beside the same cells through a library's streaming writer. */
export const tableSection = async (folder: string, rows: number): Promise<Line[]> => {
  const file = join(folder, 'table.xlsx')
  const script = join(import.meta.dirname, '..', 'electron', 'core', 'sheets', 'long-table.fixture.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [script, file, String(rows)], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const told = JSON.parse(stdout) as Told
  const { columns, rows: pages } = longTable(rows)
  const formats = { day: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm', number: '0', text: '@' }
  function* cells(): Generator<CellValue[]> {
    for (const page of pages)
      for (const row of page)
        yield row.map((cell, at) => {
          const type = columns[at]?.type
          return typeof cell === 'string' && (type === 'day' || type === 'time') ? new Date(`${cell.replace(' ', 'T')}Z`) : cell
        })
  }
  const bare = await timed(() =>
    pipeline(
      Readable.fromWeb(writeXlsxStream(cells(), { name: 'x', columns: columns.map(({ width, type }) => ({ width, numFmt: formats[type] })) }) as never),
      createWriteStream(`${file}.bare`),
    ),
  )
  return [
    {
      what: `table of ${told.entries} rows × ${columns.length} columns, ${mb(statSync(file).size / 1e6)}`,
      ours: seconds(told.seconds * 1000),
      bare: seconds(bare),
      ratio: times(told.seconds * 1000, bare),
      aim: '',
    },
    { what: 'its writing process', ours: mb(told.peakMb), bare: '', ratio: '', aim: '≤ 300 MB' },
  ]
}
