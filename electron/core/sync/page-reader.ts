import { Refusal } from '../../../shared/errors.ts'
import type { Ports } from '../ports.ts'
import { openLine } from '../transfer/line.ts'
import { type Line, type Page, readPage } from './page.ts'
import type { FromPageReader, ToPageReader } from './page-task.ts'

/** Reads pages. */
export type PageReader = {
  /** One at a time. Throws `sync.badAnswer`. */
  read(body: Uint8Array): Promise<Page>
  close(): void
}

/** In a process of its own; should that one end, here. */
export const openPageReader = (ports: Pick<Ports, 'startTask'>, signal: AbortSignal, breathe: () => Promise<void>): PageReader => {
  const line = openLine<ToPageReader, FromPageReader>(ports, 'pageRead', signal)
  let ended = false
  const readThere = async (body: Uint8Array): Promise<Page> => {
    line.send({ kind: 'page', body })
    const lines: Line[] = []
    for (;;) {
      const message = await line.next()
      if (message.kind === 'bad') throw new Refusal(message.failure.code, message.failure.params, message.failure.details)
      if (message.kind === 'read') return { lines, ...message.rest }
      for (const one of message.lines) lines.push(one)
    }
  }
  return {
    read: async (body) => {
      if (ended) return readPage(body, breathe)
      try {
        return await readThere(body)
      } catch (error) {
        ended = error instanceof Refusal && error.failure.code === 'sheet.stopped'
        if (!ended) throw error
        return readPage(body, breathe)
      }
    },
    close: () => {
      line.close()
    },
  }
}
