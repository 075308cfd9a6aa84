import type { z } from 'zod'
import type { Language } from '../errors.ts'
import type { Words } from '../regulations/pack.ts'
import type { DocumentModel } from './document.ts'

/** A kind of paper: what it must be told, and the paper it then is. Nothing but the facts decides what it says. */
export type Template<S extends z.ZodType = z.ZodType> = {
  id: string
  name: Words
  facts: S
  make(facts: z.output<S>, lang: Language): DocumentModel
}

export const template = <S extends z.ZodType>(made: Template<S>): Template<S> => made
