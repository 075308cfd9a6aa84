import { type EntryContent, entryContentSchema } from '../../../shared/catalogue.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type CaseLine, endLineSchema, endText, type GoneLine, pageLineSchema, type StateLine } from '../../../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../../../shared/platform-api/submissions.ts'
import type { IndexTexts } from '../catalogue/search/index-texts.ts'
import { sha256Hex } from '../crypto/hash.ts'

/** `read`: the text of an entry that was read with its page; `content` is null then. */
export type Line = GoneLine | CaseLine | SubmissionLine | (StateLine & { read?: { text: EntryContent; texts: IndexTexts } })
export type Page = { lines: Line[] /** Lines of a form this version does not know. */; unread: string[]; cursor: string; more: boolean; epoch: number }

const lineFeed = 10

/** What an unreadable line says it is of. Whatever else stands there is not asked for its words. */
const nameOf = (value: unknown): string => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
  return typeof id === 'string' ? id.slice(0, 64) : ''
}

/**
 * A page as it came, read in slices. Throws `sync.badAnswer`: one without its end, or with another number of lines, was
 * cut off and counts for nothing.
 */
export const readPage = async (body: Uint8Array, breathe: () => Promise<void>): Promise<Page> => {
  const parts = textOf(body).split('\n')
  await breathe()
  const values: unknown[] = []
  for (const part of parts) {
    if (part === '') continue
    values.push(parsed(part))
    await breathe()
  }
  const end = endLineSchema.safeParse(values.pop())
  if (!end.success) throw new Refusal('sync.badAnswer', { why: 'page: no end' })
  const before = body.subarray(0, body.lastIndexOf(lineFeed, body.length - 2) + 1)
  const seen = sha256Hex(Buffer.concat([before, Buffer.from(endText(end.data))]))
  if (seen !== end.data.sha256) throw new Refusal('sync.badAnswer', { why: 'page: sha256' })
  if (end.data.lines !== values.length) throw new Refusal('sync.badAnswer', { why: `page: ${values.length} of ${end.data.lines} lines` })
  const lines: Line[] = []
  const unread: string[] = []
  for (const value of values) {
    const line = pageLineSchema.safeParse(value)
    if (line.success && line.data.kind !== 'end') lines.push(line.data)
    else unread.push(nameOf(value))
    await breathe()
  }
  const { cursor, more, epoch } = end.data
  return { lines, unread, cursor, more, epoch }
}

/** One line by itself; undefined: of a form this version does not know. */
export const readLine = (body: Uint8Array): Line | undefined => {
  try {
    const parsed = pageLineSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
    return parsed.success && parsed.data.kind !== 'end' ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** A text as it came, or why it can not be taken. */
export const readText = (content: unknown): EntryContent | string => {
  const parsed = entryContentSchema.safeParse(content)
  return parsed.success ? parsed.data : `unreadable: ${parsed.error.issues[0]?.path.join('.') ?? ''}`
}

const notNdjson = 'page: not NDJSON'

const textOf = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new Refusal('sync.badAnswer', { why: notNdjson })
  }
}

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new Refusal('sync.badAnswer', { why: notNdjson })
  }
}
