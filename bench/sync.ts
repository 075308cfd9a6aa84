import { gunzipSync } from 'node:zlib'
import { createIndexer } from '../electron/core/catalogue/search/index-texts.ts'
import type { Location } from '../electron/core/db/open.ts'
import type { EntryContent } from '../shared/catalogue.ts'
import { bareDatabase, copyRows, removeDatabase } from './bare.ts'
import { rawDatabase } from './by-hand.ts'
import { changedWord, type Feed, type FeedReady } from './feed.ts'
import { both, type Line, mb, ms, percentile, processor, rest, seconds, times, watched } from './measure.ts'
import { openBench, typing } from './vault.ts'

const edits = 1000
const changed = 100

/** First pull of a feed into an empty vault, beside the same pages taken by hand; then a push and a delta on what is there. */
export const syncSection = async (dir: string, at: Location, feed: Feed, { base, bytes, packed }: FeedReady): Promise<Line[]> => {
  const { core, value, unlock } = openBench(dir)
  await unlock('系统')
  await value('sync.configure', { url: base })
  await value('sync.enrol', { code: 'code for the bench' })
  await value('vault.lock', {})
  await unlock()
  const run = () => value('sync.run', { secrecy: '不涉密' })
  await rest()

  let began = performance.now()
  let firstMs = Number.NaN
  const off = core.on('changed', ({ noun }) => {
    if (noun === 'catalogue' && Number.isNaN(firstMs)) firstMs = performance.now() - began
  })
  const keys: number[] = []
  let pulled = 0
  const pull = await watched(async () => {
    began = performance.now()
    const running = run()
    const typed = typing(value, running, keys)
    pulled = (await running).pulled
    await typed
  })
  off()
  if (pulled !== feed.entries) throw new Error(`${pulled} pulled`)
  await rest()

  const drafts = new Set<string>()
  for (const sort of ['relevance', 'title', 'provider', 'code'] as const) {
    const { items } = await value('catalogue.search', { text: '', filter: { status: ['draft'] }, sort, limit: 500, facets: false })
    for (const { id } of items) drafts.add(id)
  }
  const chosen = [...drafts].slice(0, edits)
  for (const id of chosen) {
    const { entry } = await value('catalogue.get', { id })
    await value('catalogue.save', { id, base: entry.version, patch: { abstract: `${entry.content.abstract}（核对）` }, secrecy: '不涉密' })
  }
  await rest()
  let pushed = 0
  const push = await watched(async () => {
    pushed = (await run()).pushed
  })
  if (pushed !== chosen.length) throw new Error(`${pushed} of ${chosen.length} pushed`)
  await rest()

  await fetch(`${base}/bench/delta?count=${changed}`)
  let visibleMs = Number.NaN
  const start = performance.now()
  const look = async () => {
    const found = await value('catalogue.search', { text: changedWord, filter: { whose: 'all' }, limit: 500, facets: false, exact: false })
    if (found.items.length === changed && Number.isNaN(visibleMs)) visibleMs = performance.now() - start
  }
  const looks: Promise<void>[] = []
  const noLonger = core.on('changed', ({ noun }) => {
    if (noun === 'catalogue') looks.push(look())
  })
  let received = 0
  const delta = await watched(async () => {
    received = (await run()).pulled
  })
  noLonger()
  if (received !== changed) throw new Error(`${received} of ${changed} changes received`)
  await Promise.all(looks)
  if (Number.isNaN(visibleMs)) throw new Error('the changes are not in the list')
  await rest()
  await core.close()

  const bare = await bareClient(at, `${at.path}.bare`, base)
  const perSecond = (count: number, took: number) => `${Math.round((count / took) * 1000).toLocaleString('en')}/s`
  return [
    {
      what: `first pull of ${feed.entries} entries × ${feed.items} 信息项 (${mb(bytes / 1e6)}, ${mb(packed / 1e6)} packed)`,
      ours: `${seconds(pull.ms)}, ${perSecond(feed.entries, pull.ms)}`,
      bare: `${seconds(bare.ms)}, ${perSecond(feed.entries, bare.ms)}`,
      ratio: times(pull.ms, bare.ms),
      aim: '≥ 14,000/s, ≤ 1.5 × bare',
    },
    {
      what: 'processor time of all (of it the core’s thread, its processes)',
      ours: `${pull.processorS.toFixed(2)} s (${pull.threadS.toFixed(2)}, ${pull.childS.toFixed(2)} s)`,
      bare: `${bare.processorS.toFixed(2)} s (read ${bare.readS.toFixed(2)}, cut ${bare.cutS.toFixed(2)}, insert ${bare.rowsS.toFixed(2)}, index ${bare.indexS.toFixed(2)}, commit ${bare.commitS.toFixed(2)})`,
      ratio: `${times(pull.processorS, bare.processorS)} (${times(pull.threadS, bare.processorS)})`,
      aim: '≤ 1.5 × bare',
    },
    { what: 'until the first entries are in the list', ours: `${ms(firstMs)} ms`, bare: '', ratio: '', aim: 'first page' },
    {
      what: 'core meanwhile: memory; longest hold (of it working)',
      ours: `${mb(pull.corePeakMb)}; ${ms(pull.longestHoldMs)} ms (${ms(pull.longestWorkMs)})`,
      bare: '',
      ratio: '',
      aim: '≤ 400 MB; ≤ 50 ms',
    },
    { what: 'its helping processes', ours: mb(pull.childPeakMb), bare: '', ratio: '', aim: '' },
    { what: 'keystroke meanwhile', ours: both(keys), bare: '', ratio: '', aim: `p95 ≤ 50 (here ${ms(percentile(keys, 0.95))})` },
    {
      what: `push of ${pushed} edits, with verdicts and audit`,
      ours: `${ms(push.ms)} ms, ${push.processorS.toFixed(2)} s CPU (thread ${push.threadS.toFixed(2)})`,
      bare: '',
      ratio: '',
      aim: '≤ 400 ms',
    },
    {
      what: 'longest hold meanwhile (of it working)',
      ours: `${ms(push.longestHoldMs)} ms (${ms(push.longestWorkMs)})`,
      bare: '',
      ratio: '',
      aim: '≤ 50 ms',
    },
    {
      what: `delta of ${changed} changes until it is in the list; whole run`,
      ours: `${ms(visibleMs)}; ${ms(delta.ms)} ms, ${delta.processorS.toFixed(2)} s CPU (thread ${delta.threadS.toFixed(2)})`,
      bare: '',
      ratio: '',
      aim: '≤ 150 ms',
    },
  ]
}

type Bare = { ms: number; processorS: number; readS: number; cutS: number; rowsS: number; indexS: number; commitS: number }

/** As many lines as one transaction takes: more made it no faster. */
const linesAtOnce = 5000

/**
 * The same pages over loopback, unsigned and unchecked: unpacked, parsed, their texts cut for the index, and the rows the
 * vault has of them, read beforehand, put into a new database with the same schema and index by prepared statements.
 */
const bareClient = async (at: Location, path: string, base: string): Promise<Bare> => {
  const source = rawDatabase(at)
  const rows = copyRows(source)
  const rids = new Map(source.prepare('SELECT id, rid FROM entry').raw().all() as [string, number][])
  const target = bareDatabase(source, { ...at, path })
  source.close()
  const used = { read: 0, cut: 0, rows: 0, index: 0, commit: 0 }
  const within = <T>(part: keyof typeof used, work: () => T): T => {
    const before = processor()
    const made = work()
    used[part] += processor() - before
    return made
  }
  const start = performance.now()
  const before = processor()
  const cut = createIndexer()
  const put = rows.into(target)
  const index = target.prepare('INSERT INTO entry_fts (rowid, tokens) VALUES (?, ?)')
  let open = 0
  for (let cursor = '', more = true; more; ) {
    const packed = Buffer.from(await (await fetch(`${base}/bench/page?cursor=${cursor}`, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer())
    const lines = within('read', () =>
      (packed[0] === 0x1f ? gunzipSync(packed) : packed)
        .toString()
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { kind: string; id: string; content: EntryContent; cursor: string; more: boolean }])),
    )
    const end = lines.pop()
    const tokens = within('cut', () => lines.map(({ content }) => cut(content).tokens))
    if (open === 0) target.exec('BEGIN')
    within('rows', () => {
      for (const { id } of lines) put(rids.get(id) ?? 0)
    })
    within('index', () => {
      lines.forEach(({ id }, i) => {
        index.run(rids.get(id), tokens[i])
      })
    })
    open += lines.length
    cursor = end?.cursor ?? ''
    more = end?.more === true
    if (open < linesAtOnce && more) continue
    within('commit', () => target.exec('COMMIT'))
    open = 0
  }
  const took = { ms: performance.now() - start, processorS: processor() - before }
  target.close()
  removeDatabase(path)
  return { ...took, readS: used.read, cutS: used.cut, rowsS: used.rows, indexS: used.index, commitS: used.commit }
}
