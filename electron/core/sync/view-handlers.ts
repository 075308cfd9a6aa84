import { readFailure } from '../../../shared/sync/stored-failure.ts'
import { countLeaving } from '../case/leaving-acts.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { ReaderHandlers } from '../context.ts'
import { certificatesIn } from '../crypto/certificate.ts'
import type { ReadDb } from '../db/open.ts'
import { readDevice } from '../vault/device.ts'
import { openConflicts } from './conflicts.ts'
import { actsOf, newestOnTheWay, outboxCounts } from './outbox.ts'
import { countPassed } from './passed.ts'
import { logLines, type Platform, readPlatform } from './platform.ts'
import { readScheduled } from './schedule.ts'
import { countUnconfirmed, newestUnconfirmed, shadowOf } from './shadow.ts'

const enrolledAt = (platform: Platform | undefined): platform is Platform => platform !== undefined && platform.platformId !== null

export const waitingIn = (db: ReadDb): number => {
  const platform = readPlatform(db)
  return outboxCounts(db).waiting + (enrolledAt(platform) ? countUnconfirmed(db) + countLeaving(db) : 0)
}

/** On the reading thread: the state line asks after every change, and what waits is counted over the whole catalogue. */
export const syncViewHandlers: ReaderHandlers<'sync.status' | 'sync.log' | 'sync.waiting' | 'sync.entry'> = {
  'sync.status': (_input, { db }) => {
    const platform = readPlatform(db)
    const { code, params } = readFailure(platform?.lastError ?? '')
    return {
      configured: platform !== undefined && platform.baseUrl !== '',
      kind: platform?.kind ?? null,
      enrolled: enrolledAt(platform) && (platform.kind === 'listing' || platform.deviceId === readDevice(db).id),
      url: platform?.baseUrl ?? '',
      certificates: certificatesIn(platform?.ca ?? ''),
      proxy: platform?.proxy ?? '',
      platform: platform?.name ?? '',
      agency: platform?.agencyName ?? '',
      lastOkAt: platform?.lastOkAt ?? null,
      lastError: platform?.lastError == null ? null : code,
      lastErrorParams: params,
      clockOffsetMs: platform?.clockOffsetMs ?? 0,
      waiting: waitingIn(db),
      conflicts: openConflicts(db),
      quarantined: outboxCounts(db).quarantined,
      passedOver: countPassed(db),
      asks: platform === undefined || platform.asks === null ? null : { question: platform.asks, count: platform.asksCount },
      scheduled: readScheduled(db),
    }
  },

  'sync.log': ({ before, limit, kind }, { db }) => {
    const lines = logLines(db, { before: before ?? null, limit, kind: kind ?? null })
    const last = lines.at(-1)
    return { lines, next: last !== undefined && lines.length === limit && last.seq > 1 ? last.seq : null }
  },

  'sync.waiting': ({ limit }, { db }) => {
    const platform = readPlatform(db)
    const onTheWay = newestOnTheWay(db, limit)
    const left = limit - onTheWay.length
    const rest = enrolledAt(platform) && left > 0 ? newestUnconfirmed(db, platform.agencyId, left) : []
    return { total: waitingIn(db), lines: [...onTheWay, ...rest.map((line) => ({ ...line, sent: false }))] }
  },

  'sync.entry': ({ id }, { db }) => {
    knownEntry(db, id)
    return { enrolled: readPlatform(db)?.platformId != null, submitted: shadowOf(db, id)?.state.status === 'submitted', acts: actsOf(db, id) }
  },
}
