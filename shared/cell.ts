/** A cell as any sheet reader gives it and any writer takes it. A Date's UTC fields are what the cell shows. */
export type Cell = string | number | boolean | Date | null

/** Why a cell could not be taken as it stands. `digitsLost`: a long code was turned into a number by Excel. */
export type CellProblem = 'digitsLost' | 'notANumber' | 'notADay' | 'notAFlag'

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these can not be written to XML
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** What might have to change in a text; nearly none has any of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const questionable = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/

/** Text as every sheet format can hold it: \n for line breaks, no control characters, no halves of characters. */
export const sheetText = (text: string): string => (questionable.test(text) ? text.replace(/\r\n?/g, '\n').replace(unwritable, '').toWellFormed() : text)

const pad = (value: number, length: number): string => String(value).padStart(length, '0')
const isoDay = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : null
}
const dateText = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

export type Decoded<T> = { value: T; problem: CellProblem | null }

/** A cell as text. A number of more than 15 digits has lost some: Excel keeps no more. */
export const decodeText = (cell: Cell): Decoded<string> => {
  if (cell === null) return { value: '', problem: null }
  if (typeof cell === 'string') return { value: cell, problem: null }
  if (typeof cell === 'boolean') return { value: cell ? '是' : '否', problem: null }
  if (cell instanceof Date) return { value: dateText(cell), problem: null }
  return { value: String(cell), problem: Math.abs(cell) >= 1e15 ? 'digitsLost' : null }
}

/** Digits and signs of full width count as their narrow twins; thousands may be parted by commas. */
export const decodeNumber = (cell: Cell): Decoded<number | null> => {
  if (cell === null) return { value: null, problem: null }
  if (typeof cell === 'number') return { value: cell, problem: null }
  const { value: text } = decodeText(cell)
  const narrow = text.normalize('NFKC').replace(/[\s,]/g, '')
  if (narrow === '') return { value: null, problem: null }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(narrow) ? { value: Number(narrow), problem: null } : { value: null, problem: 'notANumber' }
}

const beijingMs = 8 * 3_600_000

/**
 * A cell as calendar day: a date cell, `2018-04-02`, `2017/9/10`, `2017.9.10`, `2017年11月15日`, `20171115`, each with or
 * without a time behind it; numbers are Excel's day count or, from portals, milliseconds since 1970 (taken in Beijing).
 */
export const decodeDay = (cell: Cell): Decoded<string | null> => {
  if (cell === null) return { value: null, problem: null }
  const day = (value: string | null): Decoded<string | null> => ({ value, problem: value === null ? 'notADay' : null })
  if (cell instanceof Date) return day(Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10))
  const text = decodeText(cell).value.normalize('NFKC').trim()
  if (text === '') return { value: null, problem: null }
  const written = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (written !== null) return day(isoDay(Number(written[1]), Number(written[2]), Number(written[3])))
  const number = Number(text)
  if (/^-?\d{11,13}$/.test(text)) return day(new Date(number + beijingMs).toISOString().slice(0, 10))
  if (typeof cell === 'number' && number >= 61 && number < 2_958_466)
    return day(new Date(Date.UTC(1899, 11, 30) + Math.floor(number) * 86_400_000).toISOString().slice(0, 10))
  return day(null)
}

const yes = new Set(['是', '√', '✓', 'y', 'yes', 'true', '1', '有', '对'])
const no = new Set(['', '否', '×', 'x', 'n', 'no', 'false', '0', '无', '-', '/'])
export const decodeFlag = (cell: Cell): Decoded<boolean> => {
  if (cell === null) return { value: false, problem: null }
  const text = decodeText(cell).value.normalize('NFKC').trim().toLowerCase()
  return { value: yes.has(text), problem: yes.has(text) || no.has(text) ? null : 'notAFlag' }
}
