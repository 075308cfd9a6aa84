import type { Location } from '../electron/core/db/open.ts'
import { both, type Line, mb, percentile, rest, times } from './measure.ts'
import type { QueryClass } from './queries.ts'
import { openBench } from './vault.ts'

/** Keystrokes through the core and its reading thread, beside the same look-up written by hand: unranked, one statement and one count. */
export const searchSection = async (dir: string, at: Location, classes: readonly QueryClass[]): Promise<Line[]> => {
  const { core, value, unlock } = openBench(dir)
  await unlock()
  const keystroke = async (text: string, more: object = {}) => {
    const start = performance.now()
    await value('catalogue.search', { text, facets: false, exact: false, limit: 50, ...more })
    return performance.now() - start
  }
  const ours = new Map<string, number[]>()
  const all = async (queries: readonly string[], more: object = {}) => {
    const found: number[] = []
    for (const text of queries) found.push(await keystroke(text, more))
    return found
  }
  for (const { queries } of classes) await all(queries.slice(0, 10))
  for (const { name, queries } of classes) ours.set(name, await all(queries))
  const words = classes[1]?.queries.slice(0, 60) ?? []
  ours.set('facets', await all(words, { facets: true, limit: 0 }))
  ours.set('exact', await all(words, { exact: true, limit: 0 }))
  ours.set('empty', await all(Array.from({ length: 30 }, () => '')))
  ours.set(
    'empty facets',
    await all(
      Array.from({ length: 10 }, () => ''),
      { facets: true },
    ),
  )
  ours.set('sorted', await all(words, { sort: 'title' }))
  ours.set('narrowed', await all(words, { filter: { shareType: ['不予共享'], class: ['3'] } }))
  await rest()
  const rss = process.memoryUsage().rss / 1e6
  await core.close()

  // Loaded only now: nothing but the core was in memory before.
  const { byHand } = await import('./by-hand.ts')
  const bare = byHand(at, classes)
  const got = (name: string) => ours.get(name) ?? []
  const aim = 'p95 ≤ 5 ms'
  return [
    ...classes.map(({ name }) => {
      const own = got(name)
      const hand = bare.get(name) ?? []
      return { what: `keystroke: ${name}`, ours: both(own), bare: both(hand), ratio: times(percentile(own, 0.95), percentile(hand, 0.95)), aim }
    }),
    { what: 'keystroke: nothing typed yet', ours: both(got('empty')), bare: '', ratio: '', aim },
    { what: 'exact count alone', ours: both(got('exact')), bare: '', ratio: '', aim: '' },
    { what: 'facets and exact count of a word', ours: both(got('facets')), bare: '', ratio: '', aim: 'tens of ms' },
    { what: 'facets of everything', ours: both(got('empty facets')), bare: '', ratio: '', aim: 'tens of ms' },
    { what: 'a word, sorted by title', ours: both(got('sorted')), bare: '', ratio: '', aim: '' },
    { what: 'a word, two facets chosen', ours: both(got('narrowed')), bare: '', ratio: '', aim: '' },
    { what: 'memory of the core after all this', ours: mb(rss), bare: '', ratio: '', aim: '≤ 200 MB' },
  ]
}
