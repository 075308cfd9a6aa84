import type { Output } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type VerdictName, verdictNames } from '../../../shared/platform-api/schemas.ts'
import { writeFailure } from '../../../shared/sync/stored-failure.ts'
import { freezeActs, staleCases } from '../case/leaving-acts.ts'
import type { AsideContext } from '../context.ts'
import { freezeReports, holdReports } from '../submission/leaving.ts'
import { fetchAsked } from '../submission/report-papers.ts'
import { staleSubmissions } from '../submission/reports.ts'
import { readDevice } from '../vault/device.ts'
import { openConflicts } from './conflicts.ts'
import { freeze, thaw } from './freeze.ts'
import { frozen, outboxCounts } from './outbox.ts'
import { forgetTaken } from './passed.ts'
import { epochUnknown, knownPlatform, logLine, type Platform, readTakes, writeAllowed, writeEpoch, writeResult, writeTakes, writeToken } from './platform.ts'
import { askedAgain, fetchPassed, pull } from './pull.ts'
import { againAtMost, changesPerPost, post } from './push.ts'
import { openSession } from './session.ts'
import { staleAll } from './shadow.ts'
import { applyingIn, type Run, saySubmissions, stop, takesKind, turn } from './turn.ts'

export type Ran = Output<'sync.run'>

/** Pull, push, and pull what came of it. Each page and each post is whole or not there; a run that ends anywhere goes on with the next. */
export const runSync = async (context: AsideContext, planned: boolean): Promise<Ran> => {
  const platform = knownPlatform(context.db)
  const device = readDevice(context.db)
  if (platform.kind === 'listing') throw new Refusal('listing.noAddress')
  if (platform.asks !== null) throw new Refusal(`sync.asks.${platform.asks}`, { count: platform.asksCount })
  if (platform.baseUrl === '') throw new Refusal('sync.notConfigured')
  // Met by its card, and no package has told yet which agency this is.
  if (platform.platformId === null || platform.deviceId !== device.id || platform.agencyId === '') throw new Refusal('sync.notEnrolled')
  try {
    return await run(context, platform, planned)
  } catch (error) {
    const code = error instanceof Refusal ? error.failure.code : 'call.failed'
    if (code === 'vault.locked' || code === 'call.cancelled' || code === 'vault.sealed') throw error
    await turn(
      context,
      async ({ db, ports }) => {
        const said = error instanceof Refusal ? writeFailure(error.failure) : code
        writeResult(db, null, said, null)
        logLine(db, ports.now().toISOString(), 'stopped', null, said)
      },
      () => ({ note: `stopped: ${code}` }),
    )
    throw error
  } finally {
    context.ports.emit('changed', { noun: 'sync', ids: [] })
  }
}

const run = async (context: AsideContext, platform: Platform, planned: boolean): Promise<Ran> => {
  const session = await openSession({ ports: context.ports, device: readDevice(context.db), signal: context.signal }, platform)
  const { id, epoch } = session.info.platform
  if (id !== platform.platformId) return stop(context, 'otherPlatform', 0)
  if (epoch !== platform.epoch) {
    if (platform.allowed !== 'restored' && platform.epoch !== epochUnknown) return stop(context, 'restored', 0)
    await turn(
      context,
      async ({ db, ports }) => {
        staleAll(db)
        staleCases(db)
        staleSubmissions(db)
        if (platform.epoch !== epochUnknown) thaw(db, () => ports.newId())
        writeEpoch(db, epoch)
      },
      () => ({ note: `epoch ${epoch}` }),
    )
  }
  const verdicts = Object.fromEntries(verdictNames.map((name) => [name, 0])) as Record<VerdictName, number>
  const going: Run = { context, platform, session, pulled: 0, passedOver: 0, pushed: 0, verdicts, gone: 0, created: 0, living: null, again: new Map() }
  await noteTaken(going)
  await askedAgain(going)
  // What left earlier and was never answered comes first: then it is known which text stands there.
  let unknown = await post(going, frozen(context.db))
  await pull(going)
  await fetchPassed(going)
  for (;;) {
    const except = [...going.again].flatMap(([entry, times]) => (times >= againAtMost ? [entry] : []))
    const { made, more } = await turn(
      context,
      async (inside, breathe) => {
        const applying = applyingIn(inside, platform.agencyId)
        const acts = takesKind(going, 'act') ? freezeActs(applying, changesPerPost) : 0
        const reports = takesKind(going, 'report') ? freezeReports(applying, changesPerPost) : 0
        const { made, more } = await freeze(applying, inside.user.name, changesPerPost, except, breathe)
        return { made: made + acts + reports, more }
      },
      (value) => ({ note: `frozen ${value.made}` }),
    )
    if (made > 0) {
      const waiting = frozen(context.db).filter((out) => !except.includes(out.id))
      unknown = new Set([...unknown, ...(await post(going, waiting))])
    } else if (!more) break
  }
  // A refusal may mean that the platform stands elsewhere by now: the department was quicker.
  if (going.pushed + going.verdicts.rejected > 0) await pull(going)
  await fetchAsked(context)
  if (unknown.size > 0) return stop(context, 'forgotten', unknown.size)
  const by = planned ? 'planned, ' : ''
  return turn(
    context,
    async ({ db, ports }) => {
      const at = ports.now().toISOString()
      const { token, until } = session.token()
      writeToken(db, token, until)
      writeAllowed(db, null)
      writeResult(db, at, null, session.clockOffsetMs)
      logLine(db, at, 'ran', null, `${by}received ${going.pulled}, reported ${going.pushed}, passed over ${going.passedOver}`)
      forgetTaken(db)
      const { quarantined } = outboxCounts(db)
      return { pulled: going.pulled, pushed: going.pushed, verdicts, conflicts: openConflicts(db), quarantined, passedOver: going.passedOver }
    },
    ({ pulled, pushed }) => ({ note: `${by}received ${pulled}, reported ${pushed}` }),
  )
}

/** What the platform takes is remembered: it is said before anything is made for it, also without a line. */
const noteTaken = async (going: Run): Promise<void> => {
  const { context, session } = going
  const { takes } = session.info
  if (readTakes(context.db)?.join() === takes.join()) return
  await turn(
    context,
    async (inside) => {
      writeTakes(inside.db, takes)
      holdReports(applyingIn(inside, ''), takesKind(going, 'report'))
    },
    () => ({ note: `takes ${takes.join(', ')}` }),
  )
  saySubmissions(context)
}
