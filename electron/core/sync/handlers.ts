import { Refusal } from '../../../shared/errors.ts'
import { type Change, enrolmentSchema } from '../../../shared/platform-api/schemas.ts'
import { patchedFields } from '../../../shared/sync/patch.ts'
import { nextRun } from '../../../shared/sync/schedule.ts'
import { heldOf, linkOf } from '../attachments/queries.ts'
import { giveUpAct, resendAct, returnedAct } from '../case/returned.ts'
import { refuseUnready } from '../catalogue/answers/submittable.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import { entryById } from '../catalogue/queries.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import { changeEntry, deleteEntry, undeleteEntry } from '../catalogue/write.ts'
import type { Context, LockedContext, VaultHandlers } from '../context.ts'
import { certificatesIn } from '../crypto/certificate.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { giveUpReport, resendReport, returnedReport } from '../submission/leaving.ts'
import { forgetSubmissions } from '../submission/reports.ts'
import { readSmallFile } from '../trust/small-file.ts'
import { readDevice } from '../vault/device.ts'
import { type Conflict, conflictsWhere } from './conflicts.ts'
import { openConflict, resolve } from './deciding.ts'
import { dropEvidence, evidenceOf, putEvidence } from './evidence.ts'
import { exportSyncLog } from './export-log.ts'
import { actOf, dropOutgoing, type Outgoing, outgoing, putOutgoing, quarantined } from './outbox.ts'
import { refuseForeign } from './owner.ts'
import { askAgain } from './passed.ts'
import {
  configure,
  epochUnknown,
  forgetPlatform,
  knownPlatform,
  logLine,
  type Platform,
  readPlatform,
  writeAllowed,
  writeAsk,
  writeEnrolment,
} from './platform.ts'
import { runSync } from './run.ts'
import { readScheduled, ruleOf, type Scheduled, writeScheduled } from './schedule.ts'
import { jsonOf, openSession } from './session.ts'
import { dropAllShadows, foreignIds, recountDue, setSame, shadowOf } from './shadow.ts'
import { applyingIn, turn } from './turn.ts'
import { waitingIn } from './view-handlers.ts'

const say = ({ ports }: Context, entries: readonly string[]): void => {
  if (entries.length > 0) ports.emit('changed', { noun: 'catalogue', ids: [...entries] })
  ports.emit('changed', { noun: 'sync', ids: [] })
}

/** The authority's certificate, whole. '' stays ''. Throws `sync.noCertificate`. */
const readCa = async ({ ports }: LockedContext, handle: string): Promise<string> => {
  if (handle === '') return ''
  const { path, name } = await ports.files.read(handle)
  const text = (await readSmallFile(path, name)) ?? ''
  if (certificatesIn(text).length === 0) throw new Refusal('sync.noCertificate', { name })
  return text
}

const listed = (db: ReadDb, { conflictId, theirsBy, theirsVersion, overlaps, openedAt, resolvedAt, resolvedBy, ...one }: Conflict) => ({
  id: conflictId,
  entry: one.id,
  title: entryById(db, one.id)?.content.title ?? '',
  theirsBy,
  theirsVersion,
  fields: overlaps.map(({ field }) => field),
  openedAt,
  resolvedAt,
  resolvedBy,
})

/** Throws `sync.notConfigured`: also for a platform that was met by its card alone. */
const addressed = (db: ReadDb): Platform => {
  const platform = knownPlatform(db)
  if (platform.baseUrl === '') throw new Refusal('sync.notConfigured')
  return platform
}

/** One in the tray. Throws `quarantine.unknown`. */
const inTray = (db: ReadDb, changeId: string): Outgoing => {
  const out = outgoing(db, changeId)
  if (out?.state !== 'quarantined') throw new Refusal('quarantine.unknown')
  return out
}

/** What is written here goes back to what the platform has; it stays in the history. */
const giveUp = (context: Context, out: Outgoing): void => {
  const { db } = context
  if (out.kind === 'act') {
    giveUpAct(context, out)
    return
  }
  if (out.kind === 'report') {
    giveUpReport(context, out)
    return
  }
  const { stamp, settings } = applyingIn(context, '')
  dropOutgoing(db, out.changeId)
  dropEvidence(db, out.changeId)
  const entry = knownEntry(db, out.id)
  const shadow = shadowOf(db, out.id)
  // An act changes no text, and another agency's is as it is.
  if (out.kind === 'submit' || out.kind === 'withdraw' || entry.others) return
  const note = '放弃上报，恢复为平台上的内容'
  if (shadow === undefined || shadow.gone !== null) {
    const { version } = entry.deletedAt === null ? deleteEntry(db, stamp, entry, { note, settings }) : entry
    setSame(db, out.id, version)
    return
  }
  if (entry.deletedAt !== null) undeleteEntry(db, stamp, entry, { settings })
  const { version } = changeEntry(db, stamp, knownEntry(db, out.id), shadow.content, { why: 'restore', note, settings })
  setSame(db, out.id, version)
}

/** 报送 or 撤回, waiting until it can leave. Returns its id. */
const putAct = ({ db, ports, user }: Context, id: string, kind: 'submit' | 'withdraw', note: string): string => {
  const changeId = ports.newId()
  const common = { changeId, id, baseVersion: 0, body: null, localVersion: 0, problem: null }
  putOutgoing(db, { ...common, kind, state: 'waiting', madeAt: ports.now().toISOString(), officer: user.name, note })
  return changeId
}

type Calls =
  | 'sync.configure'
  | 'sync.enrol'
  | 'sync.run'
  | 'sync.submit'
  | 'sync.certificate'
  | 'sync.probe'
  | 'sync.now'
  | 'sync.schedule'
  | 'sync.exportLog'
  | 'sync.withdraw'
  | 'sync.again'
  | 'sync.confirm'
  | 'conflict.list'
  | 'conflict.get'
  | 'conflict.resolve'
  | 'quarantine.list'
  | 'quarantine.resend'
  | 'quarantine.withdraw'

export const syncHandlers: VaultHandlers<Calls> = {
  'sync.configure': async ({ url, ca, proxy }, context) => {
    const before = readPlatform(context.db)
    const pem = ca === undefined ? (before?.ca ?? '') : await readCa(context, ca)
    const way = proxy ?? before?.proxy ?? ''
    context.commit(
      () => {
        configure(context.db, { baseUrl: url, ca: pem, proxy: way })
        logLine(context.db, context.ports.now().toISOString(), 'configured', null, url)
      },
      () => ({ entity: 'sync', fields: ['url', 'ca', 'proxy'], note: new URL(url).host }),
    )
    context.ports.emit('changed', { noun: 'sync', ids: [] })
    return { url, pinned: pem !== '', proxy: way }
  },

  'sync.enrol': async ({ code, name }, context) => {
    const platform = addressed(context.db)
    const device = readDevice(context.db)
    const session = await openSession({ ports: context.ports, device, signal: context.signal }, platform)
    if (platform.platformId !== null && session.info.platform.id !== platform.platformId && platform.cursor !== '') {
      throw new Refusal('sync.asks.otherPlatform', { count: 0 })
    }
    const answer = await session.ask('POST', 'v1/enrolments', { token: false, body: { code, device: { id: device.id, publicKey: device.publicKey, name } } })
    const enrolled = jsonOf(enrolmentSchema, answer, 'enrolment')
    await turn(
      context,
      async ({ db, ports }) => {
        const { token, expiresAt: tokenUntil, agency, officer, platformId } = enrolled
        // A change of the epoch is asked about by the next run.
        const epoch = platform.platformId === null || platform.kind === 'listing' || platform.epoch === epochUnknown ? enrolled.epoch : platform.epoch
        if (platform.agencyId !== '' && platform.agencyId !== agency.id) recountDue(db, agency.id)
        writeEnrolment(db, {
          platformId,
          name: session.info.platform.name,
          epoch,
          agencyId: agency.id,
          agencyName: agency.name,
          officer,
          deviceId: device.id,
          token,
          tokenUntil,
        })
        logLine(db, ports.now().toISOString(), 'enrolled', null, `${session.info.platform.name}, ${agency.name}`)
      },
      () => ({ note: enrolled.platformId }),
    )
    context.ports.emit('changed', { noun: 'sync', ids: [] })
    return { platform: session.info.platform.name, agency: enrolled.agency.name, officer: enrolled.officer, notice: session.info.notice }
  },

  'sync.run': ({ secrecy, planned }, context) => {
    askSecrecy(secrecy)
    if (planned && readScheduled(context.db) === null) throw new Refusal('sync.notPlanned')
    // This one is counted too.
    if (context.atWork('sync.run') > 1) throw new Refusal('sync.running')
    context.ports.emit('changed', { noun: 'sync', ids: [] })
    return runSync(context, planned)
  },

  'sync.submit': ({ ids, note, evidence }, context) => {
    // What is handed over is submitted with it.
    if (readPlatform(context.db)?.kind === 'listing') throw new Refusal('listing.noAddress')
    refuseMarks(note)
    const { db } = context
    context.commit(
      () => {
        const entries = [...new Set(ids)].map((id) => {
          const entry = knownEntry(db, id)
          refuseForeign(db, entry)
          if (entry.deletedAt !== null) throw new Refusal('catalogue.deleted')
          return entry
        })
        const open = entries.filter(({ id }) => actOf(db, id, 'submit') === undefined)
        refuseUnready(db, open, context.ports.now().toISOString())
        for (const entry of open) {
          const papers = [...new Set(evidence)].map((sha256) => {
            const link = linkOf(db, entry.rid, sha256)
            if (link === undefined) throw new Refusal('attachment.notOf', { title: entry.content.title })
            if (heldOf(db, sha256) === undefined) throw new Refusal('attachment.notHere', { name: link.name })
            return { sha256, name: link.name }
          })
          putEvidence(db, putAct(context, entry.id, 'submit', note), papers)
        }
      },
      () => ({ entity: 'entry', digest: sha256Hex([...evidence].sort().join('\n')), note: `submit ${ids.length}, evidence ${evidence.length}` }),
    )
    say(context, [])
    return { waiting: waitingIn(db) }
  },

  'sync.withdraw': ({ ids, note }, context) => {
    refuseMarks(note)
    const { db } = context
    const kept = context.commit(
      () => {
        let count = 0
        for (const id of new Set(ids)) {
          const entry = knownEntry(db, id)
          refuseForeign(db, entry)
          const submit = actOf(db, id, 'submit')
          if (submit !== undefined && submit.body === null) {
            dropOutgoing(db, submit.changeId)
            dropEvidence(db, submit.changeId)
            count++
          } else if (submit === undefined && shadowOf(db, id)?.state.status !== 'submitted') {
            throw new Refusal('sync.notSubmitted', { title: entry.content.title })
          } else if (actOf(db, id, 'withdraw') === undefined) putAct(context, id, 'withdraw', note)
        }
        return count
      },
      () => ({ entity: 'entry', note: `withdraw ${ids.length}` }),
    )
    say(context, [])
    return { waiting: waitingIn(db), kept }
  },

  'sync.again': (_input, context) => {
    const asked = context.commit(
      () => askAgain(context.db),
      (count) => ({ entity: 'sync', note: `again ${count}` }),
    )
    say(context, [])
    return { asked }
  },

  'sync.certificate': async ({ file }, context) => ({ certificates: certificatesIn(await readCa(context, file)) }),

  'sync.probe': async (_input, { db, ports, signal }) => {
    const platform = addressed(db)
    const begun = ports.monotonicMs()
    const { info, clockOffsetMs } = await openSession({ ports, device: readDevice(db), signal }, platform)
    return {
      platform: info.platform.name,
      other: platform.platformId !== null && platform.platformId !== info.platform.id,
      notice: info.notice,
      clockOffsetMs,
      tookMs: Math.round(ports.monotonicMs() - begun),
    }
  },

  'sync.now': (_input, { atWork }) => ({ running: atWork('sync.run') > 0 }),

  'sync.schedule': ({ schedule, secrecy }, context) => {
    const { db, ports, user } = context
    if (schedule !== null) askSecrecy(secrecy)
    const now = ports.now()
    const set: Scheduled | null =
      schedule === null || secrecy === undefined
        ? null
        : {
            schedule,
            secrecy,
            by: user.name,
            at: now.toISOString(),
            nextAt: nextRun(schedule, now, 0, Math.random()).toISOString(),
            failures: 0,
          }
    context.commit(
      () => {
        addressed(db)
        writeScheduled(db, set)
        logLine(db, now.toISOString(), 'scheduled', null, `${ruleOf(schedule)}, ${user.name}`)
      },
      () => ({ entity: 'sync', fields: ['schedule'], note: set === null ? ruleOf(null) : `${ruleOf(schedule)}, ${set.secrecy}` }),
    )
    say(context, [])
    return { nextAt: set?.nextAt ?? null }
  },

  'sync.exportLog': exportSyncLog,

  'sync.confirm': async ({ question }, context) => {
    const platform = knownPlatform(context.db)
    if (platform.asks !== question) throw new Refusal('sync.notAsked')
    await context.commitLong(
      async (breathe) => {
        const { db } = context
        writeAsk(db, null, 0)
        logLine(db, context.ports.now().toISOString(), 'confirmed', null, `${question}, ${context.user.name}`)
        if (question !== 'otherPlatform') {
          writeAllowed(db, question)
          return
        }
        // Others' entries came from there and go with it; ours become new ones for the next platform.
        const { stamp, settings } = applyingIn(context, platform.agencyId)
        for (const id of foreignIds(db, platform.agencyId)) {
          await breathe()
          const entry = entryById(db, id)
          if (entry !== undefined && entry.deletedAt === null) deleteEntry(db, stamp, entry, { note: '已换平台', settings })
        }
        dropAllShadows(db)
        forgetSubmissions(db)
        forgetPlatform(db)
      },
      () => ({ entity: 'sync', note: question }),
    )
    say(context, [])
    return {}
  },

  'conflict.list': ({ resolved }, { db }) => ({ conflicts: conflictsWhere(db, resolved).map((conflict) => listed(db, conflict)) }),

  'conflict.get': ({ id }, { db }) => {
    const { conflict, entry, merge } = openConflict(db, id)
    return {
      conflict: listed(db, conflict),
      base: conflict.base,
      mine: entry.content,
      theirs: conflict.theirs,
      result: merge.content,
      overlaps: merge.overlaps,
      onlyMine: merge.mine,
      onlyTheirs: merge.theirs,
      version: entry.version,
    }
  },

  'conflict.resolve': (input, context) => {
    const done = context.commit(
      () => resolve(applyingIn(context, ''), input),
      ({ entry }) => ({ entity: 'entry', entityId: entry, fields: input.decisions.map(({ field }) => field), note: `conflict ${input.id}` }),
    )
    say(context, [done.entry])
    return { version: done.version }
  },

  'quarantine.list': (_input, { db }) => ({
    changes: quarantined(db).map((out) => {
      const act = out.kind === 'act' ? returnedAct(db, out) : null
      const change = JSON.parse(out.body ?? '{}') as Partial<Change>
      return {
        id: out.changeId,
        entry: out.id,
        title: act?.title ?? entryById(db, out.id)?.content.title ?? '',
        kind: out.kind,
        fields: act?.fields ?? (change.kind === 'patch' && change.patch !== undefined ? patchedFields(change.patch) : []),
        case: act?.case ?? null,
        submission: out.kind === 'report' ? returnedReport(db, out) : null,
        problem: JSON.parse(out.problem ?? '{}') as { type: string; title: string; status: number; detail: string; code: string },
        madeAt: out.madeAt,
        officer: out.officer,
      }
    }),
  }),

  'quarantine.resend': ({ ids }, context) => {
    context.commit(
      () => {
        for (const changeId of ids) {
          const out = inTray(context.db, changeId)
          if (out.kind === 'act') {
            resendAct(applyingIn(context, ''), out)
            continue
          }
          if (out.kind === 'report') {
            resendReport(applyingIn(context, ''), out)
            continue
          }
          const entry = knownEntry(context.db, out.id)
          refuseForeign(context.db, entry)
          if (out.kind === 'submit' && entry.deletedAt !== null) throw new Refusal('catalogue.deleted')
          if (out.kind === 'submit') refuseUnready(context.db, [entry], context.ports.now().toISOString())
          dropOutgoing(context.db, changeId)
          if (out.kind !== 'submit' && out.kind !== 'withdraw') continue
          const next = context.ports.newId()
          putOutgoing(context.db, { ...out, changeId: next, body: null, state: 'waiting', problem: null })
          putEvidence(context.db, next, evidenceOf(context.db, changeId))
          dropEvidence(context.db, changeId)
        }
      },
      () => ({ entity: 'sync', note: `resend ${ids.length}` }),
    )
    say(context, [])
    return { waiting: waitingIn(context.db) }
  },

  'quarantine.withdraw': ({ ids }, context) => {
    const entries = context.commit(
      () =>
        ids.map((changeId) => {
          const out = inTray(context.db, changeId)
          giveUp(context, out)
          return out.id
        }),
      () => ({ entity: 'sync', note: `withdraw ${ids.length}` }),
    )
    say(context, entries)
    return { withdrawn: entries.length }
  },
}
