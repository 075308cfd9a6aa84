import type { AgreementText } from '../cases/agreement-text.ts'
import type { Language } from '../errors.ts'
import type { Words } from '../regulations/pack.ts'
import { type FlatText, flatText, type Place, type Row } from './flat.ts'
import { labelAt } from './labels.ts'

/** How one text differs from another, place by place. */
export type TextChange =
  | { kind: 'changed'; key: string; where: Words; was: string; is: string }
  /** A cell of a row, or a blank of a clause. */
  | { kind: 'cell'; list: string; row: string; name: string; cell: string; where: Words; of: Words; was: string; is: string }
  | { kind: 'added' | 'removed'; list: string; row: string; name: string; where: Words; cells: readonly (Place & { cell: string })[] }
  /** The rows stand in another order. */
  | { kind: 'order'; list: string; where: Words; was: readonly string[]; is: readonly string[]; names: readonly string[] }

const cellsOf = ({ cells }: Row): (Place & { cell: string })[] => [...cells].map(([cell, place]) => ({ cell, ...place }))

const rowChanges = (list: string, of: Words, a: Row, b: Row): TextChange[] =>
  [...new Set([...a.cells.keys(), ...b.cells.keys()])].flatMap((cell): TextChange[] => {
    const [was, is] = [a.cells.get(cell), b.cells.get(cell)]
    if ((was?.value ?? '') === (is?.value ?? '')) return []
    const where = (is ?? was)?.where ?? labelAt(cell)
    return [{ kind: 'cell', list, row: a.id, name: b.name, cell, where, of, was: was?.value ?? '', is: is?.value ?? '' }]
  })

const listChanges = (list: string, where: Words, before: readonly Row[], after: readonly Row[]): TextChange[] => {
  const old = new Map(before.map((row) => [row.id, row]))
  const fresh = new Map(after.map((row) => [row.id, row]))
  const removed = before.filter(({ id }) => !fresh.has(id))
  const added = after.filter(({ id }) => !old.has(id))
  const expected = [...before.filter(({ id }) => fresh.has(id)), ...added].map(({ id }) => id)
  const is = after.map(({ id }) => id)
  const moved = expected.some((id, at) => id !== is[at])
  return [
    ...removed.map((row): TextChange => ({ kind: 'removed', list, row: row.id, name: row.name, where, cells: cellsOf(row) })),
    ...after.flatMap((row): TextChange[] => {
      const known = old.get(row.id)
      return known === undefined ? [{ kind: 'added', list, row: row.id, name: row.name, where, cells: cellsOf(row) }] : rowChanges(list, where, known, row)
    }),
    ...(moved ? [{ kind: 'order' as const, list, where, was: expected, is, names: after.map(({ name }) => name) }] : []),
  ]
}

const flatChanges = (before: FlatText, after: FlatText): TextChange[] => [
  ...[...new Set([...before.places.keys(), ...after.places.keys()])].flatMap((key): TextChange[] => {
    const [was, is] = [before.places.get(key), after.places.get(key)]
    if ((was?.value ?? '') === (is?.value ?? '')) return []
    return [{ kind: 'changed', key, where: (is ?? was)?.where ?? labelAt(key), was: was?.value ?? '', is: is?.value ?? '' }]
  }),
  ...[...after.lists].flatMap(([list, { where, rows }]) => listChanges(list, where, before.lists.get(list)?.rows ?? [], rows)),
]

/** What was changed from one text to the other; nothing for equal texts. */
export const compareTexts = (before: AgreementText, after: AgreementText): TextChange[] => flatChanges(flatText(before), flatText(after))

/** Flags are said in the reader's language; what people wrote is quoted as it stands. */
const flags: ReadonlySet<string> = new Set(['content.personalInformation', 'content.commercialSecret', 'annexes.items personal'])
const enFlags: Readonly<Record<string, string>> = { 是: 'yes', 否: 'no' }

const said = (value: string, flag: boolean, language: Language): string => {
  if (value === '') return language === 'zh' ? '空' : 'nothing'
  return `“${flag && language === 'en' ? (enFlags[value] ?? value) : value}”`
}

/** Which place a change is about, with its row. */
const placeOfChange = (change: TextChange): Words =>
  change.kind === 'cell'
    ? { zh: `${change.of.zh}“${change.name}”的${change.where.zh}`, en: `${change.of.en} “${change.name}”, ${change.where.en}` }
    : change.kind === 'changed' || change.kind === 'order'
      ? change.where
      : { zh: `${change.where.zh}“${change.name}”`, en: `${change.where.en} “${change.name}”` }

/** 条款“使用记录”的保存期限：由“3年”改为“5年”. */
export const sayChange = (change: TextChange, language: Language): string => {
  const zh = language === 'zh'
  switch (change.kind) {
    case 'changed':
    case 'cell': {
      const flag = flags.has(change.kind === 'changed' ? change.key : `${change.list} ${change.cell}`)
      const [was, is] = [said(change.was, flag, language), said(change.is, flag, language)]
      const place = placeOfChange(change)[language]
      return zh ? `${place}：由${was}改为${is}` : `${place}: from ${was} to ${is}`
    }
    case 'order':
      return zh ? `${change.where.zh}的顺序改为：${change.names.join('、')}` : `${change.where.en}: order is now ${change.names.join(', ')}`
    default: {
      const cells = change.cells
        .filter(({ value, cell }) => value !== '' && cell !== 'version' && cell !== 'heading' && cell !== 'title')
        .map(({ where, cell, value }) => {
          const words = language === 'en' && flags.has(`${change.list} ${cell}`) ? (enFlags[value] ?? value) : value
          return `${where[language]}${zh ? '：' : ': '}${words}`
        })
        .join(zh ? '；' : '; ')
      const verb = change.kind === 'added' ? (zh ? '新增' : 'added: ') : zh ? '删去' : 'removed: '
      return `${verb}${change.where[language]}“${change.name}”${cells === '' ? '' : zh ? `（${cells}）` : ` (${cells})`}`
    }
  }
}

/** A change as callers get it: in words, with its place, and both values where there are two. */
export const differenceOf = (change: TextChange): Words & { where: Words; was: string | null; is: string | null } => {
  const single = change.kind === 'changed' || change.kind === 'cell'
  return {
    zh: sayChange(change, 'zh'),
    en: sayChange(change, 'en'),
    where: placeOfChange(change),
    was: single ? change.was : null,
    is: single ? change.is : null,
  }
}
