import type { ListState } from './list-store.ts'

type Picked = Pick<ListState, 'picked'>

/** The row picked, or no longer. */
export const pickRow = ({ rows, picked }: ListState, index: number): Picked => {
  const row = rows[index]
  const after = new Map(picked)
  if (row !== undefined && !after.delete(row.id)) after.set(row.id, row.version)
  return { picked: after }
}

/** Every row between two, ends included, in whichever order they are given. */
export const pickRange = ({ rows }: ListState, from: number, to: number): Picked => ({
  picked: new Map(rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id, version }) => [id, version])),
})
