import type { Delays } from '../catalogue/background-check.ts'
import type { Ports } from '../ports.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { followNotices, noticesBehind } from './notice-tasks.ts'

type Around = {
  ports: Pick<Ports, 'now' | 'newId' | 'emit'>
  current(): OpenVault | null
  inTurn<T>(work: (vault: OpenVault) => T): Promise<T | null>
}

/**
 * Keeps the tasks of recurring notices: a period begins, and what it will have to submit stands in the list of what is due. They
 * follow from notices and days, so they make no record.
 */
export const createNoticeWatch = ({ ports, current, inTurn }: Around, { settledMs, dayMs }: Delays): { start(): void; stop(): void } => {
  let timer: NodeJS.Timeout | null = null
  const later = (ms: number) => {
    timer = setTimeout(() => {
      void look()
    }, ms)
    timer.unref()
  }
  const follow = ({ db }: OpenVault): number => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const changed = followNotices(db, { at: ports.now().toISOString(), author: 'mulu', newId: () => ports.newId() })
      db.exec('COMMIT')
      return changed
    } catch (error) {
      if (db.inTransaction()) db.exec('ROLLBACK')
      throw error
    }
  }
  const look = async (): Promise<void> => {
    try {
      const vault = current()
      const behind = vault !== null && !vault.session().sealed && vault.session().complete && noticesBehind(vault.view, ports.now().toISOString())
      if (behind && ((await inTurn(follow)) ?? 0) > 0) ports.emit('changed', { noun: 'task', ids: [] })
    } catch {
      // A full disk or a damaged page is reported by the call that meets it.
    }
    if (timer !== null) later(dayMs)
  }
  return {
    start: () => {
      if (timer === null) later(settledMs)
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
