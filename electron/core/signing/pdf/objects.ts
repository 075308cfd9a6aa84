/**
 * As much of a PDF (ISO 32000-1, 7.3 and 7.5) as appending a signature needs: dictionaries as raw text with their top
 * members, the cross-reference table, objects by number. PDFs made here have that form; of others null is answered.
 */
export type Dictionary = { start: number; end: number; entries: ReadonlyMap<string, string> }
export type Structure = {
  size: number
  startXref: number
  root: string
  info: string | null
  id: string | null
  offsets: ReadonlyMap<number, { at: number; generation: number }>
}

const blank = /[\0\t\n\f\r ]/
const delimiter = /[()<>[\]{}/%\0\t\n\f\r ]/
const deepest = 50

/** Where the value that begins at `at` ends; -1 where there is none. References (1 0 R) are taken whole. */
const endOfValue = (text: string, from: number, depth: number): number => {
  const at = skipBlank(text, from)
  const here = text[at]
  if (here === undefined || depth > deepest) return -1
  if (here === '(') return endOfString(text, at)
  if (text.startsWith('<<', at)) return readDictionary(text, at, depth + 1)?.end ?? -1
  if (here === '<') {
    const end = text.indexOf('>', at)
    return end < 0 ? -1 : end + 1
  }
  if (here === '[') {
    let next = skipBlank(text, at + 1)
    while (text[next] !== ']') {
      next = endOfValue(text, next, depth + 1)
      if (next < 0) return -1
      next = skipBlank(text, next)
    }
    return next + 1
  }
  if (here === '/') return endOfWord(text, at + 1)
  const reference = /^\d+ \d+ R(?=[\s/<>[\]()%]|$)/.exec(text.slice(at, at + 40))
  if (reference !== null) return at + reference[0].length
  const end = endOfWord(text, at)
  return end > at ? end : -1
}

const endOfWord = (text: string, from: number): number => {
  let at = from
  while (at < text.length && !delimiter.test(text[at] ?? '')) at++
  return at
}

const endOfString = (text: string, from: number): number => {
  let open = 0
  for (let at = from; at < text.length; at++) {
    const here = text[at]
    if (here === '\\') at++
    else if (here === '(') open++
    else if (here === ')' && --open === 0) return at + 1
  }
  return -1
}

const skipBlank = (text: string, from: number): number => {
  let at = from
  while (at < text.length && blank.test(text[at] ?? '')) at++
  return at
}

/** The dictionary that begins at `at`; null where none does, a key stands twice, or it holds comments. */
export const readDictionary = (text: string, at: number, depth = 0): Dictionary | null => {
  if (!text.startsWith('<<', at)) return null
  const entries = new Map<string, string>()
  let next = skipBlank(text, at + 2)
  while (!text.startsWith('>>', next)) {
    if (text[next] !== '/') return null
    const keyEnd = endOfWord(text, next + 1)
    const key = text.slice(next + 1, keyEnd)
    const end = endOfValue(text, keyEnd, depth)
    if (end < 0 || entries.has(key)) return null
    entries.set(key, text.slice(keyEnd, end).trim())
    next = skipBlank(text, end)
  }
  return { start: at, end: next + 2, entries }
}

/** One section of the table and the trailer behind it. */
const readSection = (text: string, at: number, offsets: Map<number, { at: number; generation: number }>): Dictionary | null => {
  if (!/^xref[ \t]*\r?\n/.test(text.slice(at, at + 12))) return null
  let next = text.indexOf('\n', at) + 1
  for (;;) {
    const head = /^(\d{1,7}) (\d{1,7})[ \t]*\r?\n/.exec(text.slice(next, next + 30))
    if (head === null) break
    next += head[0].length
    const [first, count] = [Number(head[1]), Number(head[2])]
    for (let n = 0; n < count; n++, next += 20) {
      const line = /^(\d{10}) (\d{5}) ([nf])[ \r][\r\n]/.exec(text.slice(next, next + 20))
      if (line === null) return null
      // A newer section stands before an older one.
      if (!offsets.has(first + n)) offsets.set(first + n, line[3] === 'n' ? { at: Number(line[1]), generation: Number(line[2]) } : { at: -1, generation: 0 })
    }
  }
  const trailer = /^trailer\s*/.exec(text.slice(next, next + 30))
  return trailer === null ? null : readDictionary(text, next + trailer[0].length)
}

const mostSections = 50

/** `text` is the file in latin1, so that an offset in it is one in the file. null: encrypted, or of another form. */
export const readStructure = (text: string): Structure | null => {
  if (!/^%PDF-1\.\d/.test(text.slice(0, 16))) return null
  const tail = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(text.slice(-1200))
  if (tail === null) return null
  const startXref = Number(tail[1])
  const offsets = new Map<number, { at: number; generation: number }>()
  const newest = readSection(text, startXref, offsets)
  if (newest === null) return null
  let older = newest
  for (let n = 0; older.entries.has('Prev'); n++) {
    const previous = readSection(text, Number(older.entries.get('Prev')), offsets)
    if (previous === null || n > mostSections) return null
    older = previous
  }
  const root = newest.entries.get('Root')
  const size = Number(newest.entries.get('Size'))
  if (root === undefined || !Number.isInteger(size) || size < 1 || newest.entries.has('Encrypt') || newest.entries.has('XRefStm')) return null
  return { size, startXref, root, info: newest.entries.get('Info') ?? null, id: newest.entries.get('ID') ?? null, offsets }
}

export type Reference = { number: number; generation: number }

export const readReference = (value: string | undefined): Reference | null => {
  const match = /^(\d+) (\d+) R$/.exec(value ?? '')
  return match === null ? null : { number: Number(match[1]), generation: Number(match[2]) }
}

/** Where an object's value begins. */
const placeOf = (text: string, { offsets }: Structure, { number, generation }: Reference): number | null => {
  const known = offsets.get(number)
  if (known === undefined || known.at < 0 || known.generation !== generation) return null
  const head = new RegExp(`^${number} ${generation} obj\\s*`).exec(text.slice(known.at, known.at + 40))
  return head === null ? null : known.at + head[0].length
}

export const dictionaryOf = (text: string, structure: Structure, reference: Reference | null): Dictionary | null => {
  const at = reference === null ? null : placeOf(text, structure, reference)
  return at === null ? null : readDictionary(text, at)
}

/** An array's inside, in place or by reference; '' where there is none, null where it is something else. */
export const arrayInside = (text: string, structure: Structure, value: string | undefined): string | null => {
  if (value === undefined) return ''
  const reference = readReference(value)
  const at = reference === null ? null : placeOf(text, structure, reference)
  const array = reference === null ? value : at === null ? '' : text.slice(at, endOfValue(text, at, 0))
  return array.startsWith('[') && array.endsWith(']') ? array.slice(1, -1).trim() : null
}
