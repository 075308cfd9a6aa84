import { allHold } from '../../../shared/statistics/indicator.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { ListTable } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { rowAt, rowsFrom } from './store.ts'

/** The rows a list shows in its order, read when it is their turn: only what they are ordered by is in memory. */
export type OrderedRows = { total: number; rows(skip?: number, limit?: number): Generator<SourceRow> }

const chunkBytes = 1 << 22

/** No text contains what ends one, and order stays what it is. */
const ended = (text: string): string => `${text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')}\u0000`

/** Bytes whose order is that of the texts' code units. */
const keyOf = (texts: readonly string[]): Buffer => Buffer.from(texts.map(ended).join(''), 'utf16le').swap16()

/** Whole numbers in a row, as few bytes as they need. */
const numberList = () => {
  let numbers = new Uint32Array(1 << 12)
  let count = 0
  return {
    add: (one: number): void => {
      if (count === numbers.length) {
        const wider = new Uint32Array(count * 2)
        wider.set(numbers)
        numbers = wider
      }
      numbers[count++] = one
    },
    at: (place: number): number => numbers[place] ?? 0,
    get count() {
      return count
    },
  }
}

/** Keys by their number, as bytes one after the other; where each one is: its chunk, from, to. */
const keyStore = () => {
  const chunks: Buffer[] = []
  const places = numberList()
  let used = chunkBytes
  const none = Buffer.alloc(0)
  return {
    add: (key: Buffer): void => {
      if (used + key.length > chunkBytes) {
        chunks.push(Buffer.allocUnsafeSlow(Math.max(chunkBytes, key.length)))
        used = 0
      }
      key.copy(chunks.at(-1) ?? none, used)
      places.add(chunks.length - 1)
      places.add(used)
      used += key.length
      places.add(used)
    },
    compare: (a: number, b: number): number => {
      const [x, y] = [chunks[places.at(3 * a)] ?? none, chunks[places.at(3 * b)] ?? none]
      return x.compare(y, places.at(3 * b + 1), places.at(3 * b + 2), places.at(3 * a + 1), places.at(3 * a + 2))
    },
  }
}

type Found = { numbers: ReturnType<typeof numberList>; keys: ReturnType<typeof keyStore>; byId: boolean }

const found = (db: ReadDb, rid: number, { source, where, order }: ListTable, withIds: boolean): Found => {
  const keys = keyStore()
  const numbers = numberList()
  let n = 0
  let last = ''
  let byId = true
  for (const { id, facts } of rowsFrom(db, rid, source, 0)) {
    n++
    if (!allHold(facts, where)) continue
    if (id < last) byId = false
    last = id
    numbers.add(n)
    if (order.length > 0 || withIds) keys.add(keyOf([...order.map((fact) => String(facts[fact] ?? '')), ...(withIds ? [id] : [])]))
  }
  return { numbers, keys, byId }
}

/** Their numbers in the list's order. What they are ordered by is let go with this. */
const sortedNumbers = (db: ReadDb, rid: number, table: ListTable): Uint32Array => {
  // Rows are kept in the order of their ids, which ends every list's own; where they are not, the ids are compared too.
  const plain = found(db, rid, table, false)
  const { numbers, keys } = plain.byId ? plain : found(db, rid, table, true)
  const sorted = Uint32Array.from({ length: numbers.count }, (_, at) => at)
  if (!plain.byId || table.order.length > 0) sorted.sort((a, b) => keys.compare(a, b) || a - b)
  return sorted.map((at) => numbers.at(at))
}

/** In the same order as `listed` (shared/submissions/tables.ts) has them. */
export const orderedRows = (db: ReadDb, rid: number, table: ListTable): OrderedRows => {
  const sorted = sortedNumbers(db, rid, table)
  return {
    total: sorted.length,
    *rows(skip = 0, limit = sorted.length) {
      for (let at = skip; at < Math.min(sorted.length, skip + limit); at++) {
        const row = rowAt(db, rid, table.source, sorted[at] ?? 0)
        if (row !== undefined) yield row
      }
    },
  }
}
