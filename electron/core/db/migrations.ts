import { Refusal } from '../../../shared/errors.ts'
import { schema001 } from './migrations/001.ts'
import { schema002 } from './migrations/002.ts'
import { schema003 } from './migrations/003.ts'
import { schema004 } from './migrations/004.ts'
import { schema005 } from './migrations/005.ts'
import { schema006 } from './migrations/006.ts'
import { schema007 } from './migrations/007.ts'
import { schema008 } from './migrations/008.ts'
import { schema009 } from './migrations/009.ts'
import { schema010 } from './migrations/010.ts'
import { schema011 } from './migrations/011.ts'
import { schema012 } from './migrations/012.ts'
import { schema013 } from './migrations/013.ts'
import { schema014 } from './migrations/014.ts'
import { schema015 } from './migrations/015.ts'
import { schema016 } from './migrations/016.ts'
import { schema017 } from './migrations/017.ts'
import { schema018 } from './migrations/018.ts'
import type { WriteDb } from './open.ts'

/** One frozen step. Ids count up from 1 without a gap; a shipped step is never edited. */
export type Migration = { id: number; name: string; sql: string }

export const migrations: readonly Migration[] = [
  schema001,
  schema002,
  schema003,
  schema004,
  schema005,
  schema006,
  schema007,
  schema008,
  schema009,
  schema010,
  schema011,
  schema012,
  schema013,
  schema014,
  schema015,
  schema016,
  schema017,
  schema018,
]

/**
 * The schema number a database stands at when steps are missing, else null. Throws `vault.newer` for one from the
 * future, and for steps whose numbers do not count up from 1.
 */
export const pendingFrom = (db: WriteDb, steps: readonly Migration[]): number | null => {
  steps.forEach((step, index) => {
    if (step.id !== index + 1) throw new Error(`migration ${step.id} (${step.name}) stands at place ${index + 1}`)
  })
  const from = db.pragma<number>('user_version')
  if (from > steps.length) throw new Refusal('vault.newer', { found: from, known: steps.length })
  return from === steps.length ? null : from
}

/**
 * Brings a vault to the newest schema, all pending steps in one transaction. A vault from the future is refused and
 * left alone. `copyFirst` is called before an existing vault is changed and must have made a verified copy.
 */
export const migrate = (db: WriteDb, steps: readonly Migration[], copyFirst: () => void): { from: number; to: number } => {
  const from = pendingFrom(db, steps)
  if (from === null) return { from: steps.length, to: steps.length }
  if (from > 0) copyFirst()
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(from)) db.exec(step.sql)
    db.exec(`PRAGMA user_version=${steps.length}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction()) db.exec('ROLLBACK')
    throw error
  }
  return { from, to: steps.length }
}
