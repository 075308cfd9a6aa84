import { Refusal } from '../../shared/errors.ts'
import { appendEvent } from './audit/append.ts'
import { checkpoint, eventsPerCheckpoint } from './audit/checkpoint.ts'
import { breather } from './breathe.ts'
import type { AuditDetail, Context } from './context.ts'
import { changesSoFar, drain } from './db/drain.ts'
import type { WriteDb } from './db/open.ts'
import type { Ports } from './ports.ts'
import type { OpenVault } from './vault/open-vault.ts'

/** As far as it goes at once: a reader who is at work is not waited for. */
const truncateLog = (db: WriteDb): void => {
  db.pragma('busy_timeout=0')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('busy_timeout=5000')
}

/** `commit` and `commitLong` of one call: its effect and its audit event are on disk together or not at all. */
export const commits = (
  ports: Pick<Ports, 'now' | 'monotonicMs'>,
  vault: OpenVault,
  who: { action: string; actor: string; second: string | null },
  signal: AbortSignal,
): Pick<Context, 'commit' | 'commitLong'> => {
  const { db } = vault
  const finish = (detail: AuditDetail) => {
    appendEvent(db, ports.now(), { ...who, outcome: 'ok', ...detail })
    checkpoint(vault, ports.now(), eventsPerCheckpoint)
    db.exec('COMMIT')
  }
  const undo = () => {
    if (db.inTransaction()) db.exec('ROLLBACK')
  }
  return {
    commit: (work, detail) => {
      db.exec('BEGIN IMMEDIATE')
      try {
        const value = work()
        finish(detail(value))
        vault.settling.soon()
        return value
      } catch (error) {
        undo()
        throw error
      }
    },
    commitLong: async (work, detail) => {
      const breathe = breather(ports, signal)
      db.exec('BEGIN IMMEDIATE')
      try {
        const before = changesSoFar(db)
        const value = await work(breathe)
        await drain(db, before, breathe)
        if (signal.aborted) throw new Refusal('call.cancelled')
        vault.settling.hold()
        finish(detail(value))
        vault.settling.start()
        return value
      } catch (error) {
        undo()
        // Pages that were spilled to the log must not stay behind the next commit (vault/wal.ts).
        truncateLog(db)
        throw error
      }
    },
  }
}
