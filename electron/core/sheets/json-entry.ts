import { z } from 'zod'
import { type EntryContent, entryFields, entryStatusSchema } from '../../../shared/catalogue.ts'
import { isObject, type Json } from './json-array.ts'
import { broken } from './refuse.ts'
import type { ExportEntry, Stamp } from './types.ts'

/**
 * One entry in a JSON file of ours. The file is an array of these, one per line; every entry says where it comes from.
 *
 * `id`, `version` and `status` identify it, then stand all fields of an entry (shared/catalogue.ts) in their order,
 * `exported` at the end. A field added by a later version is left out when an older one reads it.
 */
const jsonEntrySchema = z.object({ id: z.uuid(), version: z.number().int().positive(), status: entryStatusSchema, ...entryFields })

export const jsonOfEntry = ({ id, version, status, content }: ExportEntry, { agency, user, on, purpose }: Stamp): string =>
  JSON.stringify({
    id,
    version,
    status,
    ...Object.fromEntries(Object.keys(entryFields).map((field) => [field, content[field as keyof EntryContent]])),
    exported: { agency, user, on, purpose },
  })

/** Whether an element has the shape of our entries; whether it keeps it in every field is `parseEntry`'s matter. */
export const looksOwn = (value: Json): boolean =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.version === 'number' &&
  typeof value.title === 'string' &&
  Array.isArray(value.codes) &&
  Array.isArray(value.items) &&
  isObject(value.ext)

/** Throws sheet.broken naming the element and field that are not as we write them. */
export const parseEntry = (value: Json, at: number): ExportEntry => {
  const parsed = jsonEntrySchema.safeParse(value)
  if (!parsed.success) throw broken(`JSON [${at}].${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  const { id, version, status, ...content } = parsed.data
  return { id, version, status, content }
}
