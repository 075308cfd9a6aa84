import type { CaseKind } from '../../../shared/cases/act.ts'
import type { Fields, Node } from './schema.ts'

/** What a form is for, and what is known of its subject. */
export type FormAbout = {
  kind: CaseKind
  act: string
  /** Names of the items that can be chosen from; empty where they are not known here. */
  items: readonly string[]
  /** Values of lists that this form does not offer. */
  hidden: readonly string[]
  /** Whether a field is asked for, by what its neighbours say. */
  shows(path: readonly string[], beside: Fields): boolean
}

/** A public complaint comes from outside; a signature by a key is made where what is signed is shown. */
const hiddenHere: Readonly<Partial<Record<CaseKind, readonly string[]>>> = { complaint: ['public'], agreement: ['electronic'] }

type Wanted = { kind: CaseKind; act: string; items: readonly string[]; returnFlow: boolean; ours: boolean }

/**
 * The form of an act: a receiver is asked for where there is a third party, sources where they differ, and a return flow has
 * no words beside the way (Order 809 art.24, practice P14). A request that the platform granted at once is recorded as such
 * by whoever made it, never from a letter.
 */
export const formAbout = ({ kind, act, items, returnFlow, ours }: Wanted): FormAbout => ({
  kind,
  act,
  items,
  hidden: ours ? (hiddenHere[kind] ?? []) : [],
  shows: (path, beside) => {
    const field = `${kind}.${path.join('.')}`
    if (field === 'request.receiver') return beside.type === 'thirdParty'
    if (field === 'correction.sources') return beside.type === 'inconsistency'
    if (field === 'request.note') return !returnFlow
    // What is written down of our own signature was signed on paper: by key it is made by signing.
    if (field === 'agreement.way') return !ours
    return true
  },
})

/** A choice of which only one value is offered is made already. */
export const settled = (node: Node, { hidden }: Pick<FormAbout, 'hidden'>): Fields =>
  Object.fromEntries(
    Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
      const offered = (child.enum ?? []).filter((one) => !hidden.includes(one))
      return child.enum !== undefined && child.enum.length > 1 && offered.length === 1 ? [[name, offered[0] ?? '']] : []
    }),
  )
