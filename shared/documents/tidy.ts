import type { DocumentModel } from './document.ts'
import { tidyText } from './text.ts'

const tidied = (value: unknown): unknown => {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) return value.map(tidied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tidied(member)]))
}

/** The same paper with every text as papers show it. */
export const tidyDocument = (document: DocumentModel): DocumentModel => tidied(document) as DocumentModel
