import { Refusal } from '../../../shared/errors.ts'
import { decodeText, headOf, type TextSource } from './encoding.ts'
import { plainOfCsv } from './formula-injection.ts'
import { plainBreaks } from './line-breaks.ts'
import type { Cell, ReadLimits, SheetFile, SheetRow, TextEncoding } from './types.ts'

const separators = [',', '\t', ';', '|'] as const

/** The separator that stands most often outside quotes in the first lines; a comma when none does. */
export const detectSeparator = (text: string): string => {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (!quoted && separators.some((separator) => separator === character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return separators.reduce((best, separator) => ((counts.get(separator) ?? 0) > (counts.get(best) ?? 0) ? separator : best), ',')
}

/**
 * Splits text that comes in pieces into records (RFC 4180, with any separator and any line break). A quote inside an
 * unquoted field is text; what follows a closing quote up to the separator is kept.
 */
const csvSplitter = (separator: string, limits: ReadLimits, record: (fields: string[]) => void) => {
  let fields: string[] = []
  let field = ''
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  let afterReturn = false
  const special = new RegExp(`[${separator === '|' ? '\\|' : separator}\r\n]`, 'g')
  const add = (text: string): void => {
    field += text
    if (field.length > limits.cellCharacters) throw new Refusal('sheet.cellTooLong', { limit: limits.cellCharacters })
  }
  const endField = (): void => {
    fields.push(field)
    field = ''
    state = 'start'
    if (fields.length > limits.columns) throw new Refusal('sheet.tooManyColumns', { limit: limits.columns })
  }
  const endRecord = (): void => {
    endField()
    record(fields)
    fields = []
  }
  return {
    push: (text: string): void => {
      let at = 0
      while (at < text.length) {
        if (state === 'quoted') {
          const quote = text.indexOf('"', at)
          add(text.slice(at, quote === -1 ? text.length : quote))
          if (quote === -1) return
          state = 'quote'
          at = quote + 1
          continue
        }
        const character = text[at] as string
        if (character === '\n' && afterReturn) {
          afterReturn = false
          at++
          continue
        }
        afterReturn = false
        if (character === '"' && state !== 'plain') {
          if (state === 'quote') add('"')
          state = 'quoted'
          at++
        } else if (character === separator) {
          endField()
          at++
        } else if (character === '\n' || character === '\r') {
          afterReturn = character === '\r'
          endRecord()
          at++
        } else {
          special.lastIndex = at
          const end = special.exec(text)?.index ?? text.length
          add(text.slice(at, end))
          state = 'plain'
          at = end
        }
      }
    },
    end: (): void => {
      if (field !== '' || fields.length > 0 || state !== 'start') endRecord()
    },
  }
}

async function* readRecords(source: TextSource, encoding: TextEncoding, separator: string, limits: ReadLimits, signal: AbortSignal | undefined) {
  let row = 0
  let total = 0
  let batch: SheetRow[] = []
  const splitter = csvSplitter(separator, limits, (fields) => {
    row++
    if (row > limits.rows) throw new Refusal('sheet.tooManyRows', { limit: limits.rows })
    const cells = fields.map((field): Cell => (field === '' ? null : plainOfCsv(plainBreaks(field))))
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    total += cells.length
    if (total > limits.cells) throw new Refusal('sheet.tooManyCells', { limit: limits.cells })
    if (cells.length > 0) batch.push({ row, cells })
  })
  for (const text of decodeText(source, encoding)) {
    signal?.throwIfAborted()
    splitter.push(text)
    if (batch.length > 0) yield batch
    batch = []
  }
  splitter.end()
  if (batch.length > 0) yield batch
}

/** Opens separated text. It is read through once for its size, so that every limit is met before rows are handed on. */
export const openCsv = async (source: TextSource, encoding: TextEncoding, limits: ReadLimits, signal: AbortSignal | undefined): Promise<SheetFile> => {
  const separator = detectSeparator(headOf(source, encoding))
  const read = () => readRecords(source, encoding, separator, limits, signal)
  let rows = 0
  let columns = 0
  for await (const batch of read())
    for (const { row, cells } of batch) {
      rows = row
      columns = Math.max(columns, cells.length)
    }
  return { format: 'csv', encoding, sheets: [{ name: '', rows, columns, hidden: false, merges: [] }], loose: [], rows: read, close: () => undefined }
}
