import type { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'

/** The one text of a value (RFC 8785): what is hashed and signed. */
export const canonicalText = (value: unknown): Buffer => Buffer.from(canonicalJson(value), 'utf8')

/**
 * A value out of its one text. null: not JSON, not of this form, or written in any other way: then what a program reads and
 * what was signed could differ.
 */
export const readCanonical = <T>(bytes: Buffer, most: number, schema: z.ZodType<T>): T | null => {
  if (bytes.length > most) return null
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    const parsed = schema.safeParse(value)
    return parsed.success && canonicalText(parsed.data).equals(bytes) ? parsed.data : null
  } catch {
    // Also what is nested deeper than a program can follow.
    return null
  }
}
