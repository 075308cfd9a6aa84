import type { OpenFile } from '../calls.ts'
import { useEntryFacts } from '../open/use-entry-facts.ts'
import { type Fields, fieldsIn, textsIn } from './schema.ts'

/** The resource a file is about, as the act that opened it names it. */
export const subjectOf = ({ acts }: OpenFile): Fields => acts.find(({ fields }) => 'resource' in fields)?.fields ?? {}

/** Items to choose from: those that were asked for, else all that the entry lists where it is here. */
export const useItems = (file: OpenFile, opening: boolean, chosen: Fields): readonly string[] => {
  const subject = opening && 'resource' in chosen ? chosen : subjectOf(file)
  const { id } = fieldsIn(subject.resource)
  const listed = useEntryFacts(typeof id === 'string' ? id : null)?.items ?? []
  const asked = opening ? [] : textsIn(subject.items)
  return asked.length > 0 ? asked : listed
}
