import type { HandOver } from '../../../shared/contract/ferry.ts'
import { Refusal } from '../../../shared/errors.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import type { About } from '../../../shared/ferry/manifest.ts'
import { freezeActs } from '../case/leaving-acts.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, VaultHandlers } from '../context.ts'
import { freezeReports, holdReports } from '../submission/leaving.ts'
import { freeze } from '../sync/freeze.ts'
import { freezeNext, hasNext } from '../sync/freeze-next.ts'
import { frozenAfter } from '../sync/outbox.ts'
import { knownPlatform, readTakes } from '../sync/platform.ts'
import { applyingIn } from '../sync/turn.ts'
import { activeIdentity, partyOf } from './identities.ts'
import { formOf, outlineOf, recordWritten, saidIn } from './out-record.ts'
import { ownParty, platformParty } from './own.ts'
import { doneAfter, lastTaken, packageById, putCarried } from './packages.ts'
import { leavingPapers, linesOfPaper, wantLine } from './papers.ts'
import { partBytesOn, writePackage } from './writing.ts'

const changesPerTurn = 200
const linesAtOnce = 200

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

/** Makes changes of everything that is not confirmed and freezes them: by disc they are the same bytes as by REST. */
const freezeAll = async (context: AsideContext): Promise<void> => {
  const { agencyId } = knownPlatform(context.db)
  const except: string[] = []
  for (let made = 1; made > 0; ) {
    made = await context.inTurn((inside) =>
      inside.commitLong(
        async () => {
          const applying = applyingIn(inside, agencyId)
          // One that said it takes none is sent none; one that was never asked may.
          const takes = readTakes(inside.db)?.includes('submission') !== false
          holdReports(applying, takes)
          return freezeActs(applying, changesPerTurn) + (takes ? freezeReports(applying, changesPerTurn) : 0)
        },
        (value) => ({ entity: 'sync', note: `frozen ${value}` }),
      ),
    )
  }
  for (;;) {
    const { made, more, left } = await context.inTurn((inside) =>
      inside.commitLong(
        (breathe) => freeze(applyingIn(inside, agencyId), inside.user.name, changesPerTurn, except, breathe),
        (value) => ({ entity: 'sync', note: `frozen ${value.made}` }),
      ),
    )
    except.push(...left)
    if (made === 0 && !more) break
  }
  // And on top of what left with an earlier package and was not answered.
  for (let from: number | null = 0; from !== null && hasNext(context.db, from); ) {
    const after: number = from
    const done: { made: number; next: number | null } = await context.inTurn((inside) =>
      inside.commitLong(
        (breathe) => freezeNext(applyingIn(inside, agencyId), inside.user.name, after, changesPerTurn, breathe),
        (value) => ({ entity: 'sync', note: `frozen ${value.made}` }),
      ),
    )
    from = done.next
  }
}

type Gone = { changes: string[]; papers: number; later: number; wanted: number }

/** Papers first, then the changes that name them. */
async function* upLines(context: AsideContext, mediaBytes: number | null, gone: Gone): AsyncGenerator<string> {
  const { papers, later } = leavingPapers(context.db, ferryLimits.paperBytes)
  for (const paper of papers) {
    for (const line of linesOfPaper(context.db, paper, partBytesOn(mediaBytes))) {
      if (context.signal.aborted) throw new Refusal('call.cancelled')
      yield line
      await nextTurn()
    }
    gone.papers++
    context.progress('evidence', gone.papers, papers.length)
  }
  const want = wantLine(context.db)
  if (want !== null) {
    gone.wanted = want.count
    yield want.text
  }
  yield* frozenLines(context, gone, later)
}

async function* frozenLines(context: AsideContext, gone: Gone, later: ReadonlySet<string>): AsyncGenerator<string> {
  const { changes: carried } = gone
  const waiting = new Set<string>()
  for (let after = { madeAt: '', changeId: '' }; ; ) {
    const some = frozenAfter(context.db, after, linesAtOnce)
    for (const { changeId, id, body } of some) {
      if (context.signal.aborted) throw new Refusal('call.cancelled')
      // With a submission whose papers did not fit, what stands on it waits too.
      if (later.has(changeId) || waiting.has(id)) {
        waiting.add(id)
        gone.later++
        continue
      }
      carried.push(changeId)
      yield body ?? ''
    }
    const last = some.at(-1)
    if (last === undefined) return
    after = last
    context.progress('write', carried.length, 0)
    await nextTurn()
  }
}

async function* doneLines(context: AsideContext, packageId: string, count: { lines: number }): AsyncGenerator<string> {
  for (let place = 0; ; ) {
    const some = doneAfter(context.db, packageId, place, linesAtOnce)
    for (const { line } of some) {
      count.lines++
      yield line
    }
    const last = some.at(-1)
    if (last === undefined) return
    place = last.place
    await nextTurn()
  }
}

/** Of the rest only what there is. */
const countsOf = ({ changes, ...rest }: Gone): HandOver['counts'] => ({
  changes: changes.length,
  ...Object.fromEntries(Object.entries(rest).filter(([, count]) => count > 0)),
})

export const outHandlers: Pick<VaultHandlers, 'ferry.export' | 'ferry.receipt'> = {
  'ferry.export': async (input, context) => {
    saidIn(context, input)
    const own = ownParty(context.db)
    const to = platformParty(context.db)
    await freezeAll(context)
    const { epoch, cursor } = knownPlatform(context.db)
    const about: About<'up'> = {
      known: { epoch: Math.max(0, epoch), cursor, packageId: lastTaken(context.db, to.party.id, 'down') },
      wants: input.full ? 'full' : 'delta',
    }
    const gone: Gone = { changes: [], papers: 0, later: 0, wanted: 0 }
    const outline = outlineOf(context, input, { kind: 'up', about, epoch: Math.max(0, epoch) }, to)
    const written = await writePackage(context.ports.files, input.file, own, outline, upLines(context, outline.mediaBytes, gone), () => countsOf(gone))
    try {
      const form = formOf(written, own, { purpose: input.purpose, officer: context.user.name, review: input.review })
      await recordWritten(context, written, form, async ({ db }, breathe) => {
        for (const changeId of gone.changes) {
          putCarried(db, outline.packageId, changeId)
          await breathe()
        }
      })
      return { packageId: outline.packageId, kind: 'up', counts: written.manifest.counts, form }
    } catch (error) {
      await written.discard()
      throw error
    }
  },

  'ferry.receipt': async (input, context) => {
    const own = ownParty(context.db)
    const of = packageById(context.db, input.packageId)
    if (of === undefined || of.direction !== 'in') throw new Refusal('ferry.noSuchPackage')
    if (of.kind === 'peer') throw new Refusal('ferry.noReceipt')
    if (of.heard) throw new Refusal('ferry.receiptHeard')
    refuseMarks(input.medium.number)
    const known = activeIdentity(context.db, of.peerId)
    if (known === undefined) throw new Refusal('ferry.noPlatformCard', { platform: of.form.sender.agency.name })
    const to = { known, party: partyOf(known, { id: null, name: known.card.agency }) }
    const about: About<'receipt'> = { of: { packageId: of.packageId, sha256: of.sha256 } }
    const count = { lines: 0 }
    const outline = outlineOf(context, input, { kind: 'receipt', about, epoch: Math.max(0, knownPlatform(context.db).epoch) }, to)
    const written = await writePackage(context.ports.files, input.file, own, outline, doneLines(context, of.packageId, count), () => ({ lines: count.lines }))
    try {
      const form = formOf(written, own, { purpose: `回执：${of.form.medium.number}`, officer: context.user.name, review: null })
      await recordWritten(context, written, form, async () => undefined)
      return { packageId: outline.packageId, kind: 'receipt', counts: written.manifest.counts, form }
    } catch (error) {
      await written.discard()
      throw error
    }
  },
}
