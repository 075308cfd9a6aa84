import type { Failure } from '../../../shared/errors.ts'
import { createIndexer } from '../catalogue/search/index-texts.ts'
import { asFailure } from '../failure.ts'
import { keepNurserySmall } from '../nursery.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { type Line, type Page, readPage, readText } from './page.ts'

export type ToPageReader = { kind: 'page'; body: Uint8Array }
export type FromPageReader =
  | { kind: 'lines'; lines: Line[] }
  /** The last of a page. */
  | { kind: 'read'; rest: Omit<Page, 'lines'> }
  | { kind: 'bad'; failure: Failure }

/** As much as crosses to the core in a few milliseconds. */
const batchCharacters = 200_000

/** The page reading process: checks and parses pages, and cuts the search index's texts, so that the core only writes. One page at a time. */
export const pageReadTask = (channel: TaskChannel): void => {
  // Lines are garbage once they have left: a young generation that stays small collects them before they add up.
  keepNurserySmall()
  const cut = createIndexer()
  const say = (message: FromPageReader): Promise<void> => channel.sendSlowly(message)
  const read = async (body: Uint8Array): Promise<void> => {
    const { lines, ...rest } = await readPage(body, async () => undefined)
    let batch: Line[] = []
    let weight = 0
    for (const line of lines) {
      const text = line.kind === 'state' && line.entity === 'entry' ? readText(line.content) : ''
      if (line.kind !== 'state' || typeof text === 'string') batch.push(line)
      else {
        const texts = cut(text)
        batch.push({ ...line, content: null, read: { text, texts } })
        weight += texts.tokens.length
      }
      if (weight < batchCharacters) continue
      await say({ kind: 'lines', lines: batch })
      batch = []
      weight = 0
    }
    await say({ kind: 'lines', lines: batch })
    await say({ kind: 'read', rest })
  }
  channel.onMessage((message) => {
    read((message as ToPageReader).body).catch((error: unknown) => say({ kind: 'bad', failure: asFailure(error) }))
  })
}
