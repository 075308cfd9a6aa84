import { z } from 'zod'
import type { Fields } from '../form/schema.ts'

export type Facts = Fields

export const factsOf = (facts: Record<string, unknown>): Facts => z.record(z.string(), z.json()).parse(facts)

/** What only a letter has; what else it says follows from the act, and is changed there. */
export const letterWords = ['to', 'number', 'contact', 'phone'] as const
export const letterProse = ['remedy', 'proposal'] as const
export const letterLines = ['copyTo', 'attachments'] as const
