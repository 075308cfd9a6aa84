import { z } from 'zod'
import { addDays } from '../days.ts'
import { daySchema } from '../moments.ts'
import type { Pack } from './pack.ts'

/** How a pack stands on a day (practice L9). `unverified` is applied like `inForce` and says that nobody confirmed it. */
const states = ['inForce', 'unverified', 'notYet', 'replaced', 'ended'] as const

export const standingSchema = z.strictObject({
  state: z.enum(states),
  on: daySchema,
  from: daySchema.nullable(), // 施行日; null: not known
  to: daySchema.nullable(), // the last day in force
  checkedOn: daySchema,
  /** What stands in its place, if that is known; `pack` names it where its text is loaded, else 原文未载入. */
  successor: z.strictObject({ title: z.string(), number: z.string(), from: daySchema.nullable(), pack: z.string().nullable() }).nullable(),
})
export type Standing = z.infer<typeof standingSchema>

type Successor = NonNullable<Standing['successor']>

/** Loaded packs that say they replace it come first; of the others the earliest to replace it. */
const successorOf = (pack: Pack, among: readonly Pack[]): Successor | null => {
  const loaded = among.flatMap((other) =>
    other.replaces.filter((row) => row.pack === pack.id).map(({ from }) => ({ title: other.title.zh, number: other.number, from, pack: other.id })),
  )
  const known = pack.successors.map(({ title, number, from }) => ({ title, number, from, pack: null }))
  return loaded[0] ?? [...known].sort((a, b) => (a.from ?? '9999').localeCompare(b.from ?? '9999'))[0] ?? null
}

export const standingOn = (pack: Pack, on: string, among: readonly Pack[]): Standing => {
  const successor = successorOf(pack, among)
  const replaced = successor !== null && successor.from !== null && successor.from <= on
  const { from } = pack.inForce
  const to = pack.inForce.to ?? (successor?.from == null ? null : addDays(successor.from, -1))
  const state = (): Standing['state'] => {
    if (from !== null && on < from) return 'notYet'
    if (replaced) return 'replaced'
    if (to !== null && on > to) return 'ended'
    return pack.standing === 'unverified' ? 'unverified' : 'inForce'
  }
  return { state: state(), on, from, to, checkedOn: pack.checkedOn, successor }
}

export const isApplied = ({ state }: Standing): boolean => state === 'inForce' || state === 'unverified'
