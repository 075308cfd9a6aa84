import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createSha256 } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { payload, start } from './chain.ts'
import { checkpoints, type EventFilter, eventsAfter, runBetween } from './queries.ts'

const pageSize = 1000

/**
 * Writes the log as text, one record a line (the format stands in assets/audit/verify-audit.sh). A part of the log
 * begins with the hash before it, so that its chain can be recomputed too.
 */
export const writeLog = async (
  db: ReadDb,
  path: string,
  about: { vaultId: string; exportedAt: string } & Pick<EventFilter, 'from' | 'to'>,
): Promise<{ events: number; head: string; sha256: string }> => {
  const signed = new Map(checkpoints(db).map((one) => [one.seq, one]))
  const sum = createSha256()
  const stream = createWriteStream(path)
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => undefined)
  const write = async (text: string): Promise<void> => {
    sum.update(text)
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
  }
  const run = runBetween(db, about)
  let [events, head, last] = [0, start, run.first - 1]
  for (;;) {
    const page = eventsAfter(db, last, pageSize, run.last)
    if (events === 0) await write(`M\t${JSON.stringify({ log: 'mulu-audit-1', ...about, prev: page[0]?.prev ?? start })}\n`)
    let lines = ''
    for (const event of page) {
      lines += `E\t${event.hash}\t${payload(event)}\n`
      const one = signed.get(event.seq)
      if (one !== undefined) lines += `C\t${one.seq}\t${about.vaultId}\t${one.device}\t${one.at}\t${one.publicKey}\t${one.signature}\n`
      head = event.hash
      last = event.seq
    }
    events += page.length
    if (lines !== '') await write(lines)
    if (page.length < pageSize) break
  }
  stream.end()
  await Promise.race([once(stream, 'finish'), failed])
  return { events, head, sha256: sum.hex() }
}
