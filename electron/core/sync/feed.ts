import { Refusal } from '../../../shared/errors.ts'
import { breather } from '../breathe.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { type Page, readPage } from './page.ts'
import { openPageReader, type PageReader } from './page-reader.ts'
import type { Run } from './turn.ts'

export type Fetched = { page: Page; digest: string }

/** The pages behind a cursor, asked for and read while those before them are written. */
export type Feed = {
  /** Where the next page begins. */
  cursor(): string
  /** Takes the next page. Throws what came of asking for it. */
  next(): Promise<Fetched>
  /** The next page, if it is there already. */
  peek(): Fetched | null
  /** Leaves no request and no process behind. */
  close(): Promise<void>
}

const pageLines = 500
/** More pages behind one of so many lines are worth a process. */
const manyLines = 200

/**
 * What must not be: another epoch (put back to a backup while we read: the next run asks), a page that leads to itself,
 * and one that says there is more and gives nothing, which would keep us for ever.
 */
const refuseOdd = ({ session }: Run, { epoch, more, cursor, lines, unread }: Page, asked: string): void => {
  const why = epoch !== session.info.platform.epoch ? 'epoch' : more && (cursor === asked || lines.length + unread.length === 0) ? 'cursor' : null
  if (why !== null) throw new Refusal('sync.badAnswer', { why })
}

export const openFeed = (going: Run, from: string): Feed => {
  const { context, session } = going
  const breathe = breather(context.ports, context.signal)
  let reader: PageReader = { read: (body) => readPage(body, breathe), close: () => undefined }

  const fetchPage = async (cursor: string): Promise<Fetched> => {
    for (let attempt = 0; ; attempt++) {
      const { body } = await session.ask('GET', `v1/changes?cursor=${encodeURIComponent(cursor)}&limit=${pageLines}`, { accept: 'application/x-ndjson' })
      try {
        const digest = sha256Hex(body)
        return { page: await reader.read(body), digest }
      } catch (error) {
        if (attempt >= 2) throw error
      }
    }
  }

  /** No more than one waits to be written. */
  let come: Fetched | null = null
  let place = from
  let closed = false
  let failed: unknown = null
  let tell = (): void => undefined
  const told = () =>
    new Promise<void>((resolve) => {
      tell = resolve
    })
  const ask = async (): Promise<void> => {
    for (let cursor = from, first = true; ; first = false) {
      const fetched = await fetchPage(cursor)
      const { page } = fetched
      refuseOdd(going, page, cursor)
      come = fetched
      tell()
      if (!page.more) return
      if (first && page.lines.length >= manyLines) reader = openPageReader(context.ports, context.signal, breathe)
      cursor = page.cursor
      while (come !== null && !closed) await told()
      if (closed) return
    }
  }
  const asking = ask()
    .catch((error: unknown) => {
      failed = error
    })
    .then(() => tell())

  return {
    cursor: () => place,
    next: async () => {
      while (come === null && failed === null) await told()
      const fetched = come
      if (fetched === null) throw failed
      come = null
      place = fetched.page.cursor
      tell()
      return fetched
    },
    peek: () => come,
    close: async () => {
      closed = true
      tell()
      await asking
      reader.close()
    },
  }
}
