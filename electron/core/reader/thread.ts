import { type MessagePort, parentPort } from 'node:worker_threads'
import { failure } from '../../../shared/errors.ts'
import type { ReadContext } from '../context.ts'
import { openReader, type ReadDb } from '../db/open.ts'
import { asFailure } from '../failure.ts'
import { readerHandlers } from './handlers.ts'
import type { ReaderMessage, ReaderReply, ReaderRequest } from './reader.ts'

const answer = (db: ReadDb, request: ReaderRequest): ReaderReply['reply'] => {
  if (!Object.hasOwn(readerHandlers, request.name)) return { ok: false, error: failure('call.unknown', { call: request.name }) }
  const handler = readerHandlers[request.name] as (input: unknown, context: ReadContext) => unknown
  try {
    return { ok: true, value: handler(request.input, { db, now: () => new Date(request.nowMs), user: request.user }) }
  } catch (error) {
    return { ok: false, error: asFailure(error) }
  }
}

/** Answers one request after the other on a read-only handle. */
const serve = (port: MessagePort): void => {
  let db: ReadDb | null = null
  port.on('message', (message: ReaderMessage) => {
    if ('open' in message) {
      db?.close()
      db = openReader(message.open)
    } else if ('shut' in message) {
      db?.close()
      db = null
      port.postMessage({ id: message.shut, reply: { ok: true, value: null } } satisfies ReaderReply)
    } else {
      const reply = db === null ? { ok: false as const, error: failure('vault.locked') } : answer(db, message)
      port.postMessage({ id: message.id, reply } satisfies ReaderReply)
    }
  })
}

// Entry of the reading thread.
if (parentPort !== null) serve(parentPort)
