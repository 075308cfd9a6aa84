import type { HandOver } from '../../../shared/contract/ferry.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import type { About } from '../../../shared/ferry/manifest.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { freezeActs } from '../case/leaving-acts.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, Context, VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { freeze } from '../sync/freeze.ts'
import { freezeNext, hasNext } from '../sync/freeze-next.ts'
import { frozenAfter } from '../sync/outbox.ts'
import { knownPlatform, logLine } from '../sync/platform.ts'
import { applyingIn } from '../sync/turn.ts'
import { recordCopy } from '../vault/copies.ts'
import { ruleSetOf } from './examine.ts'
import { activeIdentity, type Known, partyOf } from './identities.ts'
import { mediumOf, putMedium } from './media.ts'
import { type Own, ownParty, platformParty } from './own.ts'
import { doneAfter, lastTaken, noEffects, packageById, previousTo, putCarried, putPackage } from './packages.ts'
import { leavingPapers, linesOfPaper, wantLine } from './papers.ts'
import { type Outline, partBytesOn, type Written, writePackage } from './writing.ts'

const changesPerTurn = 200
const linesAtOnce = 200

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

type Writing = Pick<Parsed<'ferry.receipt'>, 'file' | 'medium' | 'mediaBytes' | 'encrypt' | 'expiresOn'>

/** Makes changes of everything that is not confirmed and freezes them: by disc they are the same bytes as by REST. */
const freezeAll = async (context: AsideContext): Promise<void> => {
  const { agencyId } = knownPlatform(context.db)
  const except: string[] = []
  for (let made = 1; made > 0; ) {
    made = await context.inTurn((inside) =>
      inside.commitLong(
        async () => freezeActs(applyingIn(inside, agencyId), changesPerTurn),
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

const outlineOf = (
  context: AsideContext,
  input: Writing,
  kind: string,
  about: Outline['about'],
  to: { known: Known; party: Outline['recipient'] },
): Outline => ({
  kind,
  packageId: context.ports.newId(),
  madeAt: context.ports.now().toISOString(),
  recipient: to.party,
  epoch: Math.max(0, knownPlatform(context.db).epoch),
  previous: previousTo(context.db, to.party.id),
  about,
  ruleSet: ruleSetOf(context.db),
  medium: input.medium,
  mode: input.encrypt ? 'encrypted' : 'clear',
  expiresOn: input.expiresOn ?? null,
  mediaBytes: input.mediaBytes ?? null,
  ageRecipient: to.known.card.ageRecipient,
})

const formOf = ({ manifest, volumes }: Written, own: Own, rest: Pick<HandOver, 'purpose' | 'officer' | 'review'>): HandOver => ({
  packageId: manifest.packageId,
  kind: manifest.kind,
  direction: 'out',
  madeAt: manifest.madeAt,
  sender: own.party,
  recipient: manifest.recipient,
  medium: manifest.medium,
  mode: manifest.mode,
  expiresOn: manifest.expiresOn,
  volumes,
  counts: manifest.counts,
  ...rest,
})

/** In the package's own record, the register and the audit, and then in its place. */
const record = async (
  context: AsideContext,
  written: Written,
  form: HandOver,
  more: (inside: Context, breathe: () => Promise<void>) => Promise<void>,
): Promise<HandOver> => {
  const { manifest, sha256 } = written
  await context.inTurn((inside) =>
    inside.commitLong(
      async (breathe) => {
        const { db, ports, user } = inside
        const at = ports.now().toISOString()
        const { packageId, kind, recipient } = manifest
        putPackage(db, {
          packageId,
          direction: 'out',
          kind,
          sha256,
          peerId: recipient.id,
          form,
          recordedAt: at,
          recordedBy: user.name,
          effects: noEffects(),
          ends: '',
        })
        putMedium(db, mediumOf(form, { id: ports.newId(), at, by: user.name, handedOverBy: user.name, receivedBy: '' }))
        // What a spill report must list (practice L4): each volume is a copy that left.
        for (const { name, sha256: digest } of form.volumes) {
          recordCopy(db, ports.newId(), { kind: 'package', at, where: `${form.medium.number}: ${name}`, sha256: digest, by: user.name, purpose: form.purpose })
        }
        logLine(db, at, 'written', null, `${packageId} ${kind}, ${form.medium.number}`)
        await more(inside, breathe)
      },
      () => ({
        entity: 'package',
        entityId: manifest.packageId,
        digest: sha256Hex(form.volumes.map((volume) => volume.sha256).join('')),
        note: `${form.medium.number}, ${form.volumes.length} volumes`,
      }),
    ),
  )
  await written.place()
  context.ports.emit('changed', { noun: 'sync', ids: [] })
  return form
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

const saidIn = (context: AsideContext, input: Parsed<'ferry.export'>): void => {
  askSecrecy(input.secrecy)
  refuseMarks([input.purpose, input.review, input.medium.number])
  if (input.review.reviewedOn > dayInChina(context.ports.now().toISOString())) throw new Refusal('catalogue.answerInFuture', { day: input.review.reviewedOn })
}

export const outHandlers: Pick<VaultHandlers, 'ferry.export' | 'ferry.receipt'> = {
  'ferry.export': async (input, context) => {
    saidIn(context, input)
    const own = ownParty(context.db)
    const to = platformParty(context.db)
    await freezeAll(context)
    const { epoch, cursor } = knownPlatform(context.db)
    const about: About<'up'> = {
      known: { epoch: Math.max(0, epoch), cursor, packageId: lastTaken(context.db, to.party.id) },
      wants: input.full ? 'full' : 'delta',
    }
    const gone: Gone = { changes: [], papers: 0, later: 0, wanted: 0 }
    const outline = outlineOf(context, input, 'up', about, to)
    const written = await writePackage(context.ports.files, input.file, own, outline, upLines(context, outline.mediaBytes, gone), () => countsOf(gone))
    try {
      const form = formOf(written, own, { purpose: input.purpose, officer: context.user.name, review: input.review })
      await record(context, written, form, async ({ db }, breathe) => {
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
    if (of.heard) throw new Refusal('ferry.receiptHeard')
    refuseMarks(input.medium.number)
    const known = activeIdentity(context.db, of.peerId)
    if (known === undefined) throw new Refusal('ferry.noPlatformCard', { platform: of.form.sender.agency.name })
    const to = { known, party: partyOf(known, { id: null, name: known.card.agency }) }
    const about: About<'receipt'> = { of: { packageId: of.packageId, sha256: of.sha256 } }
    const count = { lines: 0 }
    const outline = outlineOf(context, input, 'receipt', about, to)
    const written = await writePackage(context.ports.files, input.file, own, outline, doneLines(context, of.packageId, count), () => ({ lines: count.lines }))
    try {
      const form = formOf(written, own, { purpose: `回执：${of.form.medium.number}`, officer: context.user.name, review: null })
      await record(context, written, form, async () => undefined)
      return { packageId: outline.packageId, kind: 'receipt', counts: written.manifest.counts, form }
    } catch (error) {
      await written.discard()
      throw error
    }
  },
}
