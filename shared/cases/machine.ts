import type { z } from 'zod'
import type { Duty, EventKind, Words } from '../regulations/pack.ts'
import type { Role } from '../roles.ts'
import type { CaseKind, Need, Party } from './act.ts'

/** Before the first act. */
export const unopened = 'new'

export type ActSpec = {
  words: Words
  /** Who may do it. */
  party: readonly Party[]
  /** In which states; `unopened` for acts that open a case. */
  from: readonly string[]
  /** null: the state stays. */
  to: string | null
  /** What it must say: reasons, items, days. */
  fields: z.ZodType
  /** Who drafts or records it in an office; one of them suffices. */
  roles: readonly Role[]
  needs: readonly Need[]
  /** A paper must go with it: the letter, the certificate. */
  paper?: true
  once?: true
  /** Acts that must stand before it. */
  after?: readonly string[]
  /** One of these stands before it, whenever it was done. */
  afterAny?: readonly string[]
  /** One of these was done since the state was entered: an older one does not do. */
  since?: readonly string[]
  /** Not by the party that did the last of these. */
  otherThan?: readonly string[]
  /** Only by the party that did the last of these: what it takes back is its own. */
  sameAs?: readonly string[]
  /** `fields.to` names the last act of these: what is answered is what was said last. */
  answers?: readonly string[]
  /** Fields that say the same as in the act it answers: the digest of the text accepted is that of the text proposed. */
  same?: readonly string[]
  /** Only for resources of these sharing types. */
  shareType?: readonly string[]
  /** Only where the act that opened the case says one of these in `fields.type`. */
  types?: readonly string[]
  /** It needs an agreement in force where a rule asks for one. */
  agreement?: true
  /** Clock events it is; a consent to an extension names its days in `fields.n`. */
  events: readonly (EventKind | 'extensionConsented' | 'extensionNotified')[]
  /** Stays in the office that did it. */
  internal?: true
  /** Put before the competent department, which sees the case from here on. */
  tellsDepartment?: true
}

/** Who acts next. `unless`: one of these was done since the state was entered. */
export type NextSpec = {
  /** What is to be done, where it may be done in more ways than one; without: what the act is called. */
  words?: Words
  in: readonly string[]
  /** `otherThan`: whoever of the two did not do the last of these. */
  party: Party | { otherThan: readonly string[] }
  act: string
  unless?: readonly string[]
  after?: readonly string[]
  clock?: Duty
  /** A field of the act that led here which says until when. */
  by?: string
  /** Only where a rule in force asks for it. */
  ruled?: true
}

export type Machine = {
  kind: CaseKind
  words: Words
  parties: Readonly<Record<Party, Words>>
  states: Readonly<Record<string, { words: Words; closed?: true }>>
  acts: Readonly<Record<string, ActSpec>>
  next: readonly NextSpec[]
  /** Duties whose clocks run in it. */
  clocks: readonly Duty[]
}

/** So that names are checked where a machine is written. */
export const machine = <const S extends string, const A extends string>(
  spec: Omit<Machine, 'states' | 'acts' | 'next'> & {
    states: Record<S, { words: Words; closed?: true }>
    acts: Record<
      A,
      Omit<ActSpec, 'from' | 'to' | 'after' | 'afterAny' | 'since' | 'otherThan' | 'sameAs' | 'answers'> & {
        from: readonly (NoInfer<S> | 'new')[]
        to: NoInfer<S> | null
        after?: readonly NoInfer<A>[]
        afterAny?: readonly NoInfer<A>[]
        since?: readonly NoInfer<A>[]
        otherThan?: readonly NoInfer<A>[]
        sameAs?: readonly NoInfer<A>[]
        answers?: readonly NoInfer<A>[]
      }
    >
    next: readonly (Omit<NextSpec, 'in' | 'act' | 'unless' | 'after'> & {
      in: readonly NoInfer<S>[]
      act: NoInfer<A>
      unless?: readonly NoInfer<A>[]
      after?: readonly NoInfer<A>[]
    })[]
  },
): Machine & { states: Record<S, { words: Words; closed?: true }>; acts: Record<A, ActSpec> } => spec
