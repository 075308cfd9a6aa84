import type { StoreApi } from 'zustand'
import type { Row } from '../../../shared/contract/catalogue.ts'
import type { Api, Input } from '../../../shared/contract.ts'
import type { ListState, Sort } from './list-store.ts'

/** The list with what it is asked from. */
export type List = { api: Pick<Api, 'call' | 'on'>; store: StoreApi<ListState> }

const pageRows = 50
const maxRows = 500
/** How long the keys must rest before facets and the exact count are asked for. */
const restMs = 220

const wait = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
  })

/** Without words there is no relevance: what was changed last comes first. */
export const sortInForce = ({ text, sort }: Pick<ListState, 'text' | 'sort'>): Sort => (sort === 'relevance' && text.trim() === '' ? 'updated' : sort)

const query = (state: ListState): Pick<Input<'catalogue.search'>, 'text' | 'filter' | 'sort'> => ({
  text: state.text,
  filter: state.filter,
  sort: sortInForce(state),
})

type Change = Partial<Pick<ListState, 'text' | 'filter' | 'sort'>>

/**
 * Changes the query and asks for its first rows at once; the question before it is cancelled and its answer dropped.
 * Facets and the exact count follow when nothing new was asked for a moment.
 */
export const ask = async ({ api, store }: List, change: Change = {}): Promise<void> => {
  store.getState().asking?.abort()
  const asking = new AbortController()
  store.setState((state) => ({ ...change, asking, question: state.question + 1, loading: true, failure: null }))
  const { question } = store.getState()
  await first({ api, store }, asking, question, pageRows, 0)
  await settle({ api, store }, asking, question)
}

const current = (store: StoreApi<ListState>, question: number) => store.getState().question === question

const first = async ({ api, store }: List, asking: AbortController, question: number, limit: number, at: number): Promise<void> => {
  const asked = query(store.getState())
  const reply = await api.call('catalogue.search', { ...asked, limit, facets: false, exact: false }, { signal: asking.signal })
  if (!current(store, question)) return
  if (!reply.ok) {
    store.setState({ loading: false, failure: reply.error, answered: true })
    return
  }
  const { items, total, capped, next, othersHere } = reply.value
  store.setState({
    othersHere,
    rows: items,
    answer: asked.text ?? '',
    total,
    capped,
    next,
    at: Math.min(at, Math.max(0, items.length - 1)),
    loading: false,
    answered: true,
    picked: new Map(),
  })
}

const settle = async ({ api, store }: List, asking: AbortController, question: number): Promise<void> => {
  await wait(restMs)
  if (!current(store, question)) return
  const reply = await api.call('catalogue.search', { ...query(store.getState()), limit: 0, facets: true, exact: true }, { signal: asking.signal })
  if (!current(store, question) || !reply.ok) return
  store.setState({ total: reply.value.total, capped: reply.value.capped, facets: reply.value.facets })
}

/** The next page, when the officer nears the end of the rows. */
export const askMore = async ({ api, store }: List): Promise<void> => {
  const { next, loading, question, asking } = store.getState()
  if (next === null || loading || asking === null) return
  store.setState({ loading: true })
  const reply = await api.call(
    'catalogue.search',
    { ...query(store.getState()), limit: pageRows, cursor: next, facets: false, exact: false },
    { signal: asking.signal },
  )
  if (!current(store, question)) return
  if (!reply.ok) {
    store.setState({ loading: false, failure: reply.error })
    return
  }
  const { items, next: after } = reply.value
  store.setState(({ rows }) => ({ rows: withoutDoubles(rows, items), next: after, loading: false }))
}

/** An entry that was saved while the officer scrolled may come again on a later page. */
const withoutDoubles = (rows: readonly Row[], more: readonly Row[]): readonly Row[] => {
  const known = new Set(rows.map(({ id }) => id))
  return [...rows, ...more.filter(({ id }) => !known.has(id))]
}

/**
 * Brings the rows up to date after entries changed, without moving what the officer looks at: known rows are replaced
 * where they stand, those that no longer fit go; only something new, or a change of many, reads the list again.
 */
export const refresh = async ({ api, store }: List, ids: readonly string[]): Promise<void> => {
  const { question, asking, rows, filter, at } = store.getState()
  if (asking === null) return
  const known = new Set(rows.map(({ id }) => id))
  if (ids.length > 0 && ids.length <= pageRows) {
    const narrowed: typeof filter = { ...filter, whose: filter.whose ?? 'own', ids: [...ids] }
    const reply = await api.call('catalogue.search', { ...query(store.getState()), filter: narrowed, limit: pageRows, facets: false, exact: false })
    if (!current(store, question)) return
    if (reply.ok && reply.value.items.every(({ id }) => known.has(id))) {
      const fresh = new Map(reply.value.items.map((row) => [row.id, row]))
      const kept = store.getState().rows.flatMap((row) => (ids.includes(row.id) ? (fresh.get(row.id) ?? []) : row))
      store.setState(({ picked }) => ({ rows: kept, at: Math.min(at, Math.max(0, kept.length - 1)), picked: stillPicked(picked, kept) }))
      await settle({ api, store }, asking, question)
      return
    }
  }
  store.setState({ question: question + 1 })
  await first({ api, store }, asking, question + 1, Math.min(maxRows, Math.max(pageRows, rows.length)), at)
  await settle({ api, store }, asking, question + 1)
}

const stillPicked = (picked: ReadonlyMap<string, number>, rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(({ id, version }) => (picked.has(id) ? [[id, version]] : [])))

/** Every entry the query finds, for work on all of them; at most 10,000, the most one deletion takes. */
export const askAll = async ({ api, store }: List): Promise<ReadonlyMap<string, number> | null> => {
  const found = new Map<string, number>()
  let cursor: string | undefined
  do {
    const page: Input<'catalogue.search'> = { ...query(store.getState()), limit: maxRows, facets: false, exact: false }
    const reply = await api.call('catalogue.search', cursor === undefined ? page : { ...page, cursor })
    if (!reply.ok) return null
    for (const { id, version } of reply.value.items) found.set(id, version)
    cursor = reply.value.next ?? undefined
  } while (cursor !== undefined && found.size < 10_000)
  return new Map([...found].slice(0, 10_000))
}
