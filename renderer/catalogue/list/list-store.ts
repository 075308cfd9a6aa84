import type { StateCreator } from 'zustand'
import type { Filter, Row } from '../../../shared/contract/catalogue.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { PinyinMatch } from './highlight.ts'

export type Facets = NonNullable<Output<'catalogue.search'>['facets']>
export type FacetName = keyof Facets
export type Sort = NonNullable<Input<'catalogue.search'>['sort']>

export type ListState = {
  text: string
  filter: Filter
  sort: Sort
  rows: readonly Row[]
  /** The words `rows` answer; behind `text` while an answer is on its way. */
  answer: string
  /** Loaded when letters are first typed. */
  pinyin: PinyinMatch | null
  next: string | null
  total: number | null // null: not yet counted
  capped: boolean // total is a lower bound
  facets: Facets | null
  /** Other agencies' entries are here, so that it can be chosen whose are meant. */
  othersHere: boolean
  loading: boolean
  failure: Failure | null
  /** True once an answer came; until then the list shows its skeleton. */
  answered: boolean
  /** The row the keyboard is on. */
  at: number
  /** Chosen for work on several: id -> version, which a deletion is based on. */
  picked: ReadonlyMap<string, number>
  /** Grows with each question; an answer to an older one is dropped. */
  question: number
  asking: AbortController | null
}

/** What the officer sees of the catalogue: the query, its rows so far, what is chosen. Written by search.ts. */
export const listRecipe: StateCreator<ListState> = () => ({
  text: '',
  filter: {},
  sort: 'relevance',
  rows: [],
  answer: '',
  pinyin: null,
  next: null,
  total: null,
  capped: false,
  facets: null,
  othersHere: false,
  loading: false,
  failure: null,
  answered: false,
  at: 0,
  picked: new Map(),
  question: 0,
  asking: null,
})

export const facetNames = ['status', 'shareType', 'finding', 'office', 'format', 'class'] as const satisfies readonly FacetName[]

/** How many values narrow the list. */
export const filterCount = (filter: Filter): number =>
  facetNames.reduce((count, name) => count + (filter[name]?.length ?? 0), 0) +
  [filter.imported, filter.existing, filter.amended, filter.whose].filter((chosen) => chosen !== undefined).length

/** Adds a facet's value to the filter or takes it out; an emptied facet leaves no trace. */
export const toggledFacet = (filter: Filter, name: FacetName, value: string): Filter => {
  const chosen: readonly string[] = filter[name] ?? []
  const { [name]: _, ...rest } = filter
  const values = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  return values.length === 0 ? rest : { ...rest, [name]: values }
}
