import { z } from 'zod'
import { type EntryContent, entryFields, itemSchema } from '../../../shared/catalogue.ts'

/** How long texts and lists may be, taken from the catalogue's own schema once, for comparing many cells quickly. */
type Limits = { text: number; list: number; parts: Readonly<Record<string, number>>; each: number }

const none = Number.POSITIVE_INFINITY

const textLimit = (schema: unknown): number => (schema instanceof z.ZodString ? (schema.maxLength ?? none) : none)

const listLimit = (schema: unknown): number => {
  if (!(schema instanceof z.ZodArray)) return none
  const maxima = (schema.def.checks ?? []).flatMap((check) => {
    const { maximum } = check._zod.def as { maximum?: number }
    return maximum === undefined ? [] : [maximum]
  })
  return Math.min(none, ...maxima)
}

const partsLimit = (schema: unknown): Record<string, number> =>
  schema instanceof z.ZodArray && schema.element instanceof z.ZodObject
    ? Object.fromEntries(Object.entries(schema.element.shape).map(([part, inside]) => [part, textLimit(inside)]))
    : {}

const limitsOf = (schema: unknown): Limits => ({
  text: textLimit(schema),
  list: listLimit(schema),
  parts: partsLimit(schema),
  each: schema instanceof z.ZodArray ? textLimit(schema.element) : schema instanceof z.ZodRecord ? textLimit(schema.valueType) : none,
})

const entryLimits = new Map<string, Limits>(Object.entries(entryFields).map(([field, schema]) => [field, limitsOf(schema)]))
const itemLimits = new Map<string, number>(Object.entries(itemSchema.shape).map(([field, schema]) => [field, textLimit(schema)]))

export const mostItems = entryLimits.get('items')?.list ?? none

export type TooMuch = { path: string; code: 'tooLong' | 'tooMany'; limit: number }

/** What of an entry's field is longer than the catalogue keeps. */
export const entryTooMuch = (field: string, value: EntryContent[keyof EntryContent] | undefined, found: TooMuch[]): void => {
  const limits = entryLimits.get(field)
  if (limits === undefined) return
  if (typeof value === 'string') {
    if (value.length > limits.text) found.push({ path: field, code: 'tooLong', limit: limits.text })
  } else if (Array.isArray(value)) {
    if (value.length > limits.list) found.push({ path: field, code: 'tooMany', limit: limits.list })
    for (const element of value) {
      if (typeof element === 'string') {
        if (element.length > limits.each) found.push({ path: field, code: 'tooLong', limit: limits.each })
        continue
      }
      for (const [part, text] of Object.entries(element)) {
        const limit = limits.parts[part] ?? none
        if (typeof text === 'string' && text.length > limit) found.push({ path: `${field}.${part}`, code: 'tooLong', limit })
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, text] of Object.entries(value)) if (text.length > limits.each) found.push({ path: `${field}.${key}`, code: 'tooLong', limit: limits.each })
  }
}

export const itemTooMuch = (fields: Readonly<Record<string, unknown>>, found: TooMuch[]): void => {
  for (const [field, value] of Object.entries(fields)) {
    const limit = itemLimits.get(field) ?? none
    if (typeof value === 'string' && value.length > limit) found.push({ path: `items.${field}`, code: 'tooLong', limit })
  }
}
