import { type Cell, decodeText } from '../../../shared/cell.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { Layout, PlacedRow } from './layout.ts'

/** What a row says it is. '' = nothing. */
type Identity = { id: string; code: string; title: string }

export type Group = Identity & {
  /** Rows of the sheet. */
  first: number
  last: number
  stretches: [number, number][]
  /** First row of the group that is the same entry and has the better claim; 0 = none. */
  duplicateOf: number
}

const text = (cell: Cell | undefined): string => (cell === undefined ? '' : decodeText(cell).value)

/** A code without the blanks and full-width digits people type into it. */
export const plainCode = (value: string): string => value.normalize('NFKC').replace(/\s+/g, '')

/** `title` with its provider: two resources of two providers may share a name. */
export const identityOf = (layout: Layout, defaultProvider: string) => {
  const [idAt, codeAt, titleAt, providerAt] = [layout.at('meta.entryId'), layout.at('codes.code'), layout.at('title'), layout.at('provider')]
  const numberAt = layout.at('meta.platformId')
  return ({ cells }: PlacedRow): Identity => {
    const title = textKey(text(cells[titleAt]))
    return {
      id: text(cells[idAt]).trim(),
      // A platform's own number tells its rows apart as well as a code does.
      code: plainCode(text(cells[codeAt]).split(/[\n,，;；]/)[0] ?? '') || text(cells[numberAt]).trim(),
      title: title === '' ? '' : `${title}|${text(cells[providerAt]).trim() || defaultProvider}`,
    }
  }
}

/**
 * Which entry each row belongs to. In a sheet with one row per item an entry's rows are found together by its id, else
 * its code, else name and provider, also when they do not stand together; a row that says none of it goes on with the
 * entry above. In any other sheet each row is an entry. Giving the same rows again in the same order gives the same groups.
 */
export const createGrouping = (layout: Layout, defaultProvider: string): { take(row: PlacedRow): number; groups: Group[] } => {
  const identify = identityOf(layout, defaultProvider)
  const groups: Group[] = []
  const owners = { id: new Map<string, number>(), code: new Map<string, number>(), title: new Map<string, number>() }
  let above = -1

  const find = (said: Identity): number | undefined => {
    if (said.id !== '') return owners.id.get(said.id)
    const last = groups[above]
    // 0001, 0002 … dragged down over the rows of one resource: one group, whose codes contradict each other.
    if (said.code !== '')
      return owners.code.get(said.code) ?? (last !== undefined && last.id === '' && said.title !== '' && last.title === said.title ? above : undefined)
    if (said.title !== '') return last?.title === said.title ? above : owners.title.get(said.title)
    return above >= 0 ? above : undefined
  }

  const take = (row: PlacedRow): number => {
    const said = identify(row)
    let at = layout.byItem ? find(said) : undefined
    if (at === undefined) {
      at = groups.length
      groups.push({ ...said, first: row.row, last: row.row, stretches: [[row.row, row.row]], duplicateOf: 0 })
    } else {
      const group = groups[at] as Group
      const stretch = group.stretches.at(-1)
      if (stretch !== undefined && (above === at || stretch[1] === row.row - 1)) stretch[1] = row.row
      else group.stretches.push([row.row, row.row])
      group.last = row.row
      group.code ||= said.code
      group.title ||= said.title
    }
    if (layout.byItem) {
      if (said.id !== '') owners.id.set(said.id, at)
      if (said.code !== '' && !owners.code.has(said.code)) owners.code.set(said.code, at)
      if (said.title !== '' && !owners.title.has(said.title)) owners.title.set(said.title, at)
    }
    above = at
    return at
  }
  return { take, groups }
}

/**
 * Marks groups that are one entry twice: same id; same code, unless each has its own id; same name and provider, unless
 * each has its own id or its own code. Who names the entry better stays (id, then code, then name), else who comes first.
 */
export const markDuplicates = (groups: readonly Group[]): void => {
  const kept = { id: new Map<string, Group>(), code: new Map<string, Group>(), title: new Map<string, Group>() }
  const same = (group: Group): Group | undefined => {
    if (group.id !== '' && kept.id.has(group.id)) return kept.id.get(group.id)
    const code = group.code === '' ? undefined : kept.code.get(group.code)
    if (code !== undefined && (code.id === '' || group.id === '')) return code
    const title = group.title === '' ? undefined : kept.title.get(group.title)
    if (title === undefined || (title.id !== '' && group.id !== '') || (title.code !== '' && group.code !== '')) return undefined
    return title
  }
  const strength = (group: Group): number => (group.id !== '' ? 0 : group.code !== '' ? 1 : 2)
  for (const level of [0, 1, 2]) {
    for (const group of groups) {
      if (strength(group) !== level) continue
      const other = same(group)
      if (other !== undefined) group.duplicateOf = other.first
      else {
        if (group.id !== '') kept.id.set(group.id, group)
        if (group.code !== '' && !kept.code.has(group.code)) kept.code.set(group.code, group)
        if (group.title !== '' && !kept.title.has(group.title)) kept.title.set(group.title, group)
      }
    }
  }
}
