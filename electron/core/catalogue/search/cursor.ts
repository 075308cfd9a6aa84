import { z } from 'zod'
import { Refusal } from '../../../../shared/errors.ts'
import type { Place, Sort } from './pages.ts'

const placeSchema = z.strictObject({
  rid: z.int().min(0),
  tier: z.int().min(0).max(5),
  keys: z.array(z.union([z.string(), z.number()])).max(2),
})
const cursorSchema = z.tuple([z.literal(1), z.string(), placeSchema])

/** What a list was asked for; a cursor is good for the same list only. */
export type Asked = { text: string; filter: unknown; sort: Sort }

// FNV-1a: tells lists apart, protects nothing.
const fingerprint = (asked: Asked): string => {
  let hash = 0x811c9dc5
  for (const char of JSON.stringify([asked.text, asked.filter, asked.sort])) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}

export const writeCursor = (asked: Asked, place: Place): string => Buffer.from(JSON.stringify([1, fingerprint(asked), place])).toString('base64url')

export const readCursor = (asked: Asked, cursor: string): Place => {
  const parsed = cursorSchema.safeParse(decoded(cursor))
  if (!parsed.success || parsed.data[1] !== fingerprint(asked)) throw new Refusal('catalogue.badCursor')
  return parsed.data[2]
}

const decoded = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
