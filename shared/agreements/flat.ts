import type { AgreementClause, AgreementText } from '../cases/agreement-text.ts'
import type { Words } from '../regulations/pack.ts'
import { libraryClause } from './choose.ts'
import { joined, labelAt } from './labels.ts'

/** A text as single places with values in words, and lists whose rows are known again by what they are about. */
export type Place = { where: Words; value: string }
export type Row = { id: string; name: string; cells: ReadonlyMap<string, Place> }
export type FlatText = { places: ReadonlyMap<string, Place>; lists: ReadonlyMap<string, { where: Words; rows: readonly Row[] }> }

const worded = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return Array.isArray(value) ? value.map(String).join('、') : String(value)
}

type Fields = Readonly<Record<string, unknown>>

const placesOf = (prefix: string, fields: Fields, label: (key: string) => Words): [string, Place][] =>
  Object.entries(fields).map(([key, value]) => [`${prefix}.${key}`, { where: label(key), value: worded(value) }])

type Shape<T> = {
  /** What a row is about: by this it is known again. */
  identity: (row: T) => readonly string[]
  name: (row: T) => string
  cells: (row: T) => Fields
  label: (cell: string, row: T) => Words
}

/** Rows of one identity are told apart by their number among each other. */
const rowsOf = <T>(rows: readonly T[], { identity, name, cells, label }: Shape<T>): Row[] => {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const key = JSON.stringify(identity(row))
    const nth = (seen.get(key) ?? 0) + 1
    seen.set(key, nth)
    return {
      id: `${key}#${nth}`,
      name: name(row),
      cells: new Map(Object.entries(cells(row)).map(([cell, value]) => [cell, { where: label(cell, row), value: worded(value) }])),
    }
  })
}

const labelled = (kind: string) => (cell: string) => labelAt(`${kind}.${cell}`)

/** A blank is said as the library says it; one of the parties' own by its name. */
const blankWords = ({ id, version }: AgreementClause, cell: string): Words =>
  cell.startsWith('{') ? (libraryClause(id, version)?.blanks[cell.slice(1, -1)]?.words ?? { zh: cell, en: cell }) : labelAt(`clause.${cell}`)

const partyPlaces = (side: 'provider' | 'user' | 'operator', party: AgreementText['parties']['operator']): [string, Place][] =>
  party === null ? [] : placesOf(`parties.${side}`, party, (key) => joined(labelAt(`parties.${side}`), labelAt(`party.${key}`)))

const lines: Shape<string> = { identity: (row) => [row], name: (row) => row, cells: () => ({}), label: labelAt }

/** Everything two texts can differ in: nothing of the text is left out. */
export const flatText = ({ head, parties, basis, content, purpose, way, clauses, validity, annexes }: AgreementText): FlatText => {
  const { requests, ...ownHead } = head
  const { rules, ...ownBasis } = basis
  const { resources, ...ownContent } = content
  const { steps, ...exchange } = annexes.exchange
  const plain = (prefix: string, fields: Fields): [string, Place][] => placesOf(prefix, fields, (key) => labelAt(`${prefix}.${key}`))
  const list = <T>(key: string, rows: readonly T[], shape: Shape<T>): [string, { where: Words; rows: readonly Row[] }] => [
    key,
    { where: labelAt(key), rows: rowsOf(rows, shape) },
  ]
  return {
    places: new Map([
      ...plain('head', ownHead),
      ...partyPlaces('provider', parties.provider),
      ...partyPlaces('user', parties.user),
      ...partyPlaces('operator', parties.operator),
      ...plain('basis', ownBasis),
      ...plain('content', ownContent),
      ...plain('purpose', purpose),
      ...plain('way', way),
      ...plain('validity', validity),
      ...placesOf('annexes.exchange', exchange, (key) => joined(labelAt('annexes.exchange'), labelAt(`exchange.${key}`))),
    ]),
    lists: new Map([
      list('head.requests', requests, {
        identity: ({ id }) => [id],
        name: ({ number, id }) => number || id,
        cells: ({ number }) => ({ number }),
        label: labelled('request'),
      }),
      list('basis.rules', rules, { identity: ({ rule }) => [rule], name: ({ title }) => title, cells: ({ title }) => ({ title }), label: labelled('rule') }),
      list('content.resources', resources, {
        identity: (row) => [row.name],
        name: (row) => row.name,
        cells: ({ code }) => ({ code }),
        label: labelled('resource'),
      }),
      list('clauses', clauses, {
        identity: ({ id }) => [id],
        name: ({ heading }) => heading,
        cells: ({ heading, text, version, blanks }) => ({
          heading,
          text,
          version,
          ...Object.fromEntries(Object.entries(blanks).map(([key, value]) => [`{${key}}`, value])),
        }),
        label: (cell, clause) => blankWords(clause, cell),
      }),
      list('annexes.items', annexes.items, {
        identity: ({ resourceCode, resource, item }) => [resourceCode, resource, item],
        name: ({ item }) => item,
        cells: ({ type, length, grade, personal, note }) => ({ type, length, grade, personal, note }),
        label: labelled('item'),
      }),
      list('annexes.persons', annexes.persons, {
        identity: (row) => [row.name],
        name: (row) => row.name,
        cells: ({ name: _, ...rest }) => rest,
        label: labelled('person'),
      }),
      list('annexes.pledge', annexes.pledge, lines),
      list('annexes.exchange.steps', steps, lines),
      list('annexes.disposal', annexes.disposal, {
        identity: ({ data }) => [data],
        name: ({ data }) => data,
        cells: ({ data: _, ...rest }) => rest,
        label: labelled('disposal'),
      }),
    ]),
  }
}
