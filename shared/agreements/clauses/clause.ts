import type { Duty, Words } from '../../regulations/pack.ts'

/** In which order clauses stand. */
export const clauseParts = ['provider', 'user', 'security', 'supervision', 'incidents', 'correction', 'disposal', 'breach', 'disputes', 'secrecy'] as const
type ClausePart = (typeof clauseParts)[number]

/** What is put into a blank: by people, or, where `law` is there, from the rule in force for that duty. */
export type Blank = { words: Words; law?: { duty: Duty; kind: 'deadline' | 'retention' } }

/**
 * A clause of the library. It is ours and quotes no text: `rules` says what it serves. A clause that was given out is never
 * changed: another wording is another version, offered where an older one stands and never put in silently.
 */
export type Clause = {
  id: string
  version: number
  /** From which day this version is offered; null: ever since its pack is in force. */
  from: string | null
  /** The pack it belongs to: offered where that is in force; null: everywhere. */
  pack: string | null
  part: ClausePart
  heading: Words
  text: Words
  blanks: Readonly<Record<string, Blank>>
  rules: readonly string[]
  /** Of its rules those that ask for such a clause in the text itself, where they are in force. */
  required: readonly string[]
  /** Only where the information holds one of these. */
  sensitive?: readonly ('商业秘密' | '个人隐私')[]
  /** The general clause it stands in place of. */
  insteadOf?: string
}
