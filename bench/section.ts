import type { Location } from '../electron/core/db/open.ts'
import { keepNurserySmall } from '../electron/core/nursery.ts'
import type { Feed, FeedReady } from './feed.ts'
import type { Line } from './measure.ts'
import type { QueryClass } from './queries.ts'

/** What one process of the bench is asked to do. Each part has its own, so that none carries another's memory. */
export type Part =
  | { part: 'make'; dir: string; cipher: Location['cipher']; entries: number; items: number }
  | { part: 'search'; dir: string; at: Location; classes: QueryClass[] }
  | { part: 'save'; dir: string; at: Location }
  | { part: 'unlock'; dir: string }
  | { part: 'check'; dir: string; at: Location }
  | { part: 'export'; dir: string; file: string; name: string }
  | { part: 'cases'; dir: string; at: Location; requests: number; agreements: number }
  | { part: 'statistics'; dir: string; at: Location; entries: number }
  | { part: 'platform'; folder: string; url: string | null; entries: number }
  | { part: 'table'; folder: string; rows: number }
  | { part: 'import'; dir: string; at: Location; file: string; name: string }
  | { part: 'sync'; dir: string; at: Location; feed: Feed; ready: FeedReady }
export type Answer = { lines: Line[]; at: Location | null }

const run = async (part: Part): Promise<Answer> => {
  // Each loads what it needs and no more: memory is measured. The core's hosts say this before they load it.
  if (part.part !== 'platform' && part.part !== 'table') keepNurserySmall()
  switch (part.part) {
    case 'make': {
      const { fillVault, makeVault } = await import('./vault.ts')
      const at = await makeVault(part.dir, part.cipher)
      await fillVault(at, part.entries, part.items, () => undefined)
      return { lines: [], at }
    }
    case 'search':
      return { lines: await (await import('./search.ts')).searchSection(part.dir, part.at, part.classes), at: null }
    case 'save':
      return { lines: await (await import('./save.ts')).saveSection(part.dir, part.at), at: null }
    case 'unlock':
      return { lines: await (await import('./unlock.ts')).unlockSection(part.dir), at: null }
    case 'check':
      return { lines: await (await import('./check.ts')).checkSection(part.dir, part.at), at: null }
    case 'cases':
      return { lines: await (await import('./cases.ts')).casesSection(part.dir, part.at, part.requests, part.agreements), at: null }
    case 'statistics':
      return { lines: await (await import('./statistics.ts')).statisticsSection(part.dir, part.at, part.entries), at: null }
    case 'platform':
      return { lines: await (await import('./platform.ts')).platformSection(part.folder, part.url, part.entries), at: null }
    case 'export':
      return { lines: await (await import('./sheets.ts')).exportSection(part.dir, part.file, part.name), at: null }
    case 'table':
      return { lines: await (await import('./table.ts')).tableSection(part.folder, part.rows), at: null }
    case 'import':
      return { lines: await (await import('./sheets.ts')).importSection(part.dir, part.at, part.file, part.name), at: null }
    case 'sync':
      return { lines: await (await import('./sync.ts')).syncSection(part.dir, part.at, part.feed, part.ready), at: null }
  }
}

process.once('message', (part: Part) => {
  run(part).then(
    (answer) => {
      process.send?.(answer, () => process.exit())
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      // Whatever the core still has open must not keep it.
      process.exit(1)
    },
  )
})
