import { PGlite, type Transaction } from '@electric-sql/pglite'
import type { Connection, Database } from './database.ts'

const on = (connection: Pick<PGlite | Transaction, 'query' | 'exec'>): Connection => ({
  all: async <R>({ text, values }: { text: string; values: unknown[] }) => (await connection.query<R>(text, values)).rows,
  one: async <R>({ text, values }: { text: string; values: unknown[] }) => (await connection.query<R>(text, values)).rows[0],
  run: async ({ text, values }) => (await connection.query(text, values)).affectedRows ?? 0,
  script: async (text) => {
    await connection.exec(text)
  },
})

/**
 * PostgreSQL in WebAssembly, in a folder of its own; in memory without one. One process at a time. `cluster`: what
 * `dumpDataDir` gave, to begin with in place of a new one.
 */
export const openPglite = async (folder: string | null, cluster?: Blob): Promise<Database> => {
  const db = await PGlite.create({ ...(folder === null ? {} : { dataDir: folder }), ...(cluster === undefined ? {} : { loadDataDir: cluster }) })
  return {
    ...on(db),
    transaction: async (work) => db.transaction((transaction) => work(on(transaction))),
    name: folder === null ? 'PGlite, in memory' : 'PGlite',
    close: () => db.close(),
  }
}
