import type { EntryContent } from '../../../shared/catalogue.ts'
import { diffContent } from '../../../shared/changes.ts'

export const sameContent = (a: EntryContent, b: EntryContent): boolean => {
  for (const _ in diffContent(a, b)) return false
  return true
}
