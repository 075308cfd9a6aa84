import { Pool, type PoolClient } from 'pg'
import { type Connection, type Database, isPassing } from './database.ts'

const on = (connection: Pick<Pool | PoolClient, 'query'>): Connection => ({
  all: async <R>({ text, values }: { text: string; values: unknown[] }) => (await connection.query(text, values)).rows as R[],
  one: async <R>({ text, values }: { text: string; values: unknown[] }) => (await connection.query(text, values)).rows[0] as R | undefined,
  run: async ({ text, values }) => (await connection.query(text, values)).rowCount ?? 0,
  script: async (text) => {
    await connection.query(text)
  },
})

const tries = 5

/** A real PostgreSQL, 15 or newer. */
export const openPostgres = async (url: string): Promise<Database> => {
  const pool = new Pool({ connectionString: url, max: 10, application_name: 'mulu-platform' })
  // An idle connection that is cut must not end the process; the next query opens a new one.
  pool.on('error', () => undefined)
  const version = (await pool.query('SELECT version() AS version')).rows[0] as { version: string }
  const transaction = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const value = await work(on(client))
        await client.query('COMMIT')
        client.release()
        return value
      } catch (error) {
        const broken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        )
        client.release(broken)
        if (attempt >= tries || !isPassing(error)) throw error
      }
    }
  }
  return {
    ...on(pool),
    transaction,
    name: version.version.split(' ').slice(0, 2).join(' '),
    close: () => pool.end(),
  }
}
