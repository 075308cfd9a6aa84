import type { Script } from '../script.ts'
import { entriesAt, isThere } from './catalogue.ts'

/** Which entries came, went, or say something else at the end of a day than at the end of an earlier one; by the script's names. */
export type Moved = { entered: string[]; changed: string[]; left: string[] }

export const movedBetween = (script: Script, earlier: string, later: string): Moved => {
  const [was, is] = [entriesAt(script, earlier), entriesAt(script, later)]
  const moved: Moved = { entered: [], changed: [], left: [] }
  for (const [name, now] of is) {
    const then = was.get(name)
    if (isThere(now) && !isThere(then)) moved.entered.push(name)
    if (!isThere(now) && isThere(then)) moved.left.push(name)
    if (isThere(now) && isThere(then) && JSON.stringify(sorted(now.content)) !== JSON.stringify(sorted(then.content))) moved.changed.push(name)
  }
  for (const list of Object.values(moved)) list.sort()
  return moved
}

/** The same content, in whatever order its fields were written. */
const sorted = (content: Readonly<Record<string, unknown>>): unknown => Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))
