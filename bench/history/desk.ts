import { basename, join } from 'node:path'
import { appendEvent } from '../../electron/core/audit/append.ts'
import { createEntry } from '../../electron/core/catalogue/write.ts'
import type { Context, ReadContext } from '../../electron/core/context.ts'
import { newUuid } from '../../electron/core/crypto/random.ts'
import type { ReadDb, WriteDb } from '../../electron/core/db/open.ts'
import { vaultHandlers } from '../../electron/core/handlers.ts'
import { readerHandlers } from '../../electron/core/reader/handlers.ts'
import { caseKinds } from '../../shared/cases/act.ts'
import type { EntryContent } from '../../shared/catalogue.ts'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract, type Input, type Output } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'

/** The people a history is recorded by. */
export type Person = 'officer' | 'head' | 'keeper'

/** Where a history is recorded: by the core's calls, at moments that are told. */
export type Desk = {
  call<N extends CallName>(person: Person, at: string, name: N, input: Input<N>): Promise<Output<N>>
  /** Another agency's entry, as a platform would tell it; its id. */
  others(at: string, content: EntryContent): string
  /** A paper that goes with an act. */
  paper: string
}

/** The letter that goes with every act that needs one. */
export const letterFile = join(import.meta.dirname, 'letter.pdf')

export type People = Readonly<Record<Person, { name: string; roles: readonly Role[] }>>

/**
 * The very handlers of the core on a database, without what a call costs besides: rights, a commit each, a thread. The
 * whole history is one transaction of the caller's; each call has its record in the audit all the same.
 */
export const directDesk = (db: WriteDb, people: People, newId: () => string = newUuid): Desk => {
  let now = new Date(0)
  // Calls on cases change nothing of what is kept, which is law, calendar and counts of entries.
  const kept = new Map<unknown, unknown>()
  const cached: WriteDb = Object.assign(Object.create(null), db, {
    kept: <T>(make: (db: ReadDb) => T): T => {
      if (!kept.has(make)) kept.set(make, make(db))
      return kept.get(make) as T
    },
  })
  const ports = {
    now: () => now,
    newId,
    monotonicMs: () => 0,
    emit: () => undefined,
    files: { read: async (path: string) => ({ path, name: basename(path) }) },
  }
  const contextOf = (name: string, person: Person): Context => {
    const record = (detail: object) => appendEvent(db, now, { actor: people[person].name, second: null, action: name, outcome: 'ok', ...detail })
    const some: Partial<Context> = {
      db: cached,
      user: people[person],
      second: null,
      commit: (work, detail) => {
        const value = work()
        record(detail(value))
        return value
      },
      commitLong: async (work, detail) => {
        const value = await work(async () => undefined)
        record(detail(value))
        return value
      },
      othersWait: () => false,
      progress: () => undefined,
      secrets: {},
    }
    return { ...some, ports, vault: { header: () => ({ users: [] }) } } as unknown as Context
  }
  return {
    paper: letterFile,
    others: (at, content) =>
      createEntry(cached, { at, author: '平台', newId }, content, { imported: false, others: true, why: 'sync', status: 'published' }).id,
    call: async (person, at, name, input) => {
      now = new Date(at)
      if (!caseKinds.some((kind) => name.startsWith(`${kind}.`))) kept.clear()
      const spec: CallSpec = contract[name]
      const parsed = spec.input.parse(input)
      if (spec.reader === true) {
        const read = readerHandlers[name as keyof typeof readerHandlers] as (input: unknown, context: ReadContext) => unknown
        return read(parsed, { db: cached, now: () => now, user: people[person] }) as never
      }
      const handle = vaultHandlers[name as keyof typeof vaultHandlers] as (input: unknown, context: Context) => unknown
      return (await handle(parsed, contextOf(name, person))) as never
    },
  }
}
