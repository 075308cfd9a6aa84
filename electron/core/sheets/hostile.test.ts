import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../../shared/errors.ts'
import { compound, type Part, workbookAround, worksheet, zip } from './bytes.fixture.ts'
import { readSheets } from './read.ts'
import type { ReadLimits } from './types.ts'

let folder = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mulu-hostile-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** What reading a file through comes to: an error's code, or how many rows it has. */
const outcome = async (content: Buffer | string, limits: Partial<ReadLimits> = {}): Promise<string | number> => {
  const path = join(folder, `${count++}.xlsx`)
  await writeFile(path, content)
  return await outcomeOf(path, limits)
}
const outcomeOf = async (path: string, limits: Partial<ReadLimits> = {}): Promise<string | number> => {
  try {
    const file = await readSheets(path, { limits })
    let rows = 0
    for (const sheet of file.sheets.keys()) for await (const batch of file.rows(sheet)) rows += batch.length
    file.close()
    return rows
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code
    throw error
  }
}

const cell = (reference: string, text = 'x') => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
const oneRow = worksheet(`<row r="1">${cell('A1')}</row>`)
const sheetPart = (content: string | Buffer, lie: Partial<Part> = {}): Part => ({ name: 'xl/worksheets/sheet1.xml', content, ...lie })

describe('packages that want too much', () => {
  it('a part that says it is enormous is refused unread', async () => {
    expect(await outcome(zip(workbookAround(sheetPart(oneRow, { unpacked: 4_000_000_000 }))))).toBe('sheet.tooLarge')
  })

  it('a part of blanks that inflates a thousandfold is refused unread', async () => {
    expect(await outcome(zip(workbookAround(sheetPart(Buffer.alloc(100 << 20, 32)))))).toBe('sheet.tooLarge')
  })

  it('a part that inflates beyond what it said is given up there', async () => {
    expect(await outcome(zip(workbookAround(sheetPart(Buffer.alloc(100 << 20, 32), { unpacked: 1000 }))))).toBe('sheet.broken')
  })

  it('many parts that are enormous together are refused unread', async () => {
    const more = Array.from({ length: 30 }, (_, at): Part => ({ name: `xl/media/${at}`, content: 'x', unpacked: 200 << 20 }))
    expect(await outcome(zip(workbookAround(oneRow, more)))).toBe('sheet.tooLarge')
  })

  it('more parts than any workbook has', async () => {
    const more = Array.from({ length: 20_001 }, (_, at): Part => ({ name: `x/${at}`, content: '', method: 0 }))
    expect(await outcome(zip(workbookAround(oneRow, more)))).toBe('sheet.tooLarge')
  })

  it('two cells in opposite corners, and a dimension over everything', async () => {
    const sheet = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1">${cell('A1')}</row><row r="1048576">${cell('XFD1048576')}</row></sheetData></worksheet>`
    expect(await outcome(zip(workbookAround(sheet)))).toBe(2)
  })

  it.each([
    ['a column beyond the last', worksheet(`<row r="1">${cell('XFE1')}</row>`), 'sheet.tooManyColumns'],
    ['a row beyond the last', worksheet(`<row r="1048577">${cell('A1048577')}</row>`), 'sheet.tooManyRows'],
    ['a row number that is none', worksheet(`<row r="-5">${cell('A1')}</row>`), 'sheet.broken'],
    ['a million columns', worksheet(`<row r="1">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`), 'sheet.tooManyColumns'],
    ['a million merged blocks', worksheet('', `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(1_000_000)}</mergeCells>`), 'sheet.tooManyMerges'],
    ['a cell of millions of characters', worksheet(`<row r="1">${cell('A1', '字'.repeat(2_000_000))}</row>`), 'sheet.broken'],
    ['a tag that never ends', `<worksheet><sheetData a="${'x'.repeat(5_000_000)}`, 'sheet.broken'],
  ])('%s', async (_, sheet, code) => {
    expect(await outcome(zip(workbookAround(sheet)), { ratio: 2_000 })).toBe(code)
  })

  it('wide rows that are cheap to write', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`).join('')
    expect(await outcome(zip(workbookAround(worksheet(rows))), { cells: 10_000_000 })).toBe('sheet.tooManyCells')
  })

  it('more shared strings than cells are allowed', async () => {
    const strings: Part = { name: 'xl/sharedStrings.xml', content: `<sst>${'<si/>'.repeat(300_000)}</sst>` }
    const sheet = worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    expect(await outcome(zip(workbookAround(sheet, [strings])), { ratio: 2_000, cells: 200_000 })).toBe('sheet.tooManyCells')
  })

  it('entities of its own', async () => {
    const sheet = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hosts">]>${worksheet(`<row r="1">${cell('A1', '&a;&c;')}</row>`)}`
    expect(await outcome(zip(workbookAround(sheet)))).toBe('sheet.broken')
  })

  it('references that turn in a circle', async () => {
    const parts = workbookAround(oneRow).map((part) =>
      part.name.endsWith('workbook.xml.rels') ? { ...part, content: String(part.content).replace('worksheets/sheet1.xml', '../xl/workbook.xml') } : part,
    )
    expect(await outcome(zip(parts))).toBe(0)
  })
})

describe('text that wants too much', () => {
  it.each([
    ['more columns than a sheet has', `${'x,'.repeat(1_000_000)}\n`, 'sheet.tooManyColumns'],
    ['a quote that never closes', `名称,代码\n"${'甲'.repeat(2_000_000)}`, 'sheet.cellTooLong'],
    ['more rows than allowed', 'x,y\n'.repeat(30_000), 'sheet.tooManyRows'],
    ['JSON of ever new keys', JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ [`k${at}`]: 1 }))), 'sheet.tooManyColumns'],
    ['JSON nested without end', `[{"a":${'['.repeat(3_000_000)}`, 'sheet.broken'],
    ['HTML with entities of its own', '<!DOCTYPE html [<!ENTITY a "b">]><table><tr><td>&a;</td></tr></table>', 'sheet.broken'],
  ])('%s', async (_, content, code) => {
    expect(await outcome(content, { rows: 25_000 })).toBe(code)
  })

  it('a table far larger than a whole-file reader may hold', async () => {
    expect(await outcome(`<table>${'<tr><td>x</td></tr>'.repeat(100_000)}`, { wholeBytes: 1 << 20 })).toBe('sheet.tooLarge')
  })
})

describe('files that are no spreadsheet, or not all of one', () => {
  it.each<[string, Buffer | string, string]>([
    ['nothing', '', 'sheet.empty'],
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2000)]), 'sheet.unknownFormat'],
    ['random bytes', Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * at * 7 + at * 13) % 256)), 'sheet.unknownFormat'],
    [
      'a Word document',
      zip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<w/>' },
      ]),
      'sheet.unknownFormat',
    ],
    ['an old Word document', compound({ WordDocument: Buffer.alloc(5000, 1) }), 'sheet.unknownFormat'],
    ['a zip header and nothing else', Buffer.from('PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxxxxxx'), 'sheet.broken'],
    ['a wrong check sum', zip(workbookAround(sheetPart(oneRow, { crc: 1 }))), 'sheet.broken'],
    ['an unknown compression', zip(workbookAround(sheetPart(oneRow, { method: 99 }))), 'sheet.broken'],
    ['a sheet cut in the middle of its XML', zip(workbookAround(oneRow.slice(0, -30))), 'sheet.broken'],
    ['a workbook without its sheet', zip(workbookAround({ name: 'xl/other.xml', content: '<x/>' })), 'sheet.broken'],
    ['a zip with a password', zip(workbookAround(sheetPart(oneRow, { flags: 1 }))), 'sheet.encrypted'],
    ['an xls with a password', compound({ Workbook: Buffer.from('0908080000060500000000002f00020000000a000000', 'hex') }), 'sheet.encrypted'],
    ['a container that ends early', compound({ Workbook: Buffer.alloc(9000, 1) }).subarray(0, 1500), 'sheet.broken'],
  ])('%s', async (_, content, code) => {
    expect(await outcome(content)).toBe(code)
  })

  it('an xlsx with a password', async () => {
    const content = await writeXlsx({ sheets: [{ name: 'x', rows: [['x']] }], encryption: { password: '口令', spinCount: 1000 } })
    expect(await outcome(Buffer.from(content))).toBe('sheet.encrypted')
  })

  it('a path that does not exist stays the system’s error', async () => {
    await expect(readSheets(join(folder, 'none.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

/**
 * Reads on a thread of its own, as a parsing process does: a damaged xls can keep its reader busy for ever, and a process
 * that says nothing is ended (transfer/line.ts). Here after three seconds.
 */
const readAside = () => {
  let worker: Worker | null = null
  return {
    outcomeOf: (path: string): Promise<string | number> => {
      const reading = worker ?? new Worker(join(import.meta.dirname, 'outcome.fixture.ts'))
      worker = reading
      return new Promise((resolve) => {
        const alarm = setTimeout(() => {
          worker = null
          void reading.terminate()
          resolve('sheet.stopped')
        }, 3000)
        reading.removeAllListeners('message')
        reading.once('message', (outcome: string | number) => {
          clearTimeout(alarm)
          resolve(outcome)
        })
        reading.postMessage(path)
      })
    },
    end: async () => {
      await worker?.terminate()
    },
  }
}

describe('damage at random', () => {
  const rows = Array.from({ length: 200 }, (_, at) => [`企业登记信息第${at}条`, at, new Date(Date.UTC(2020, 0, at + 1)), null, '有条件共享'])
  const sources: [string, () => Promise<Buffer>][] = [
    ['xlsx', async () => Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows, merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }] }] }))],
    [
      'xls',
      async () => {
        const book = utils.book_new()
        utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'x')
        return Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer)
      },
    ],
  ]

  it.each(sources)('%s cut short is refused, never taken for a shorter one', async (_, make) => {
    const content = await make()
    const path = join(folder, `cut${count++}`)
    for (let share = 1; share < 20; share++) {
      await writeFile(path, content)
      await truncate(path, Math.floor((content.length * share) / 20))
      expect(await outcomeOf(path)).toMatch(/^sheet\./)
    }
  })

  it.each(sources)(
    '%s with bytes changed ends in rows or in a refusal',
    async (_, make) => {
      const content = await make()
      const path = join(folder, `flip${count++}`)
      await writeFile(path, content)
      const file = await open(path, 'r+')
      const aside = readAside()
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
          for (const [at, value] of changes) await file.write(Buffer.of(value), 0, 1, at)
          const result = await aside.outcomeOf(path)
          for (const [at] of changes) await file.write(content, at, 1, at)
          expect(typeof result === 'number' || result.startsWith('sheet.')).toBe(true)
        }),
        { numRuns: 100 },
      )
      await file.close()
      await aside.end()
    },
    240_000,
  )
})

it('stops in the middle of a file when told to', async () => {
  const path = join(folder, 'stop.xlsx')
  const rows = Array.from({ length: 20_000 }, (_, at) => `<row r="${at + 1}">${cell(`A${at + 1}`)}</row>`).join('')
  await writeFile(path, zip(workbookAround(worksheet(rows))))
  const stop = new AbortController()
  const file = await readSheets(path, { signal: stop.signal })
  const reading = async () => {
    for await (const _ of file.rows(0)) stop.abort()
  }
  await expect(reading()).rejects.toMatchObject({ name: 'AbortError' })
  file.close()
})
