import type { HandOver } from '../../../shared/contract/ferry.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { type Failure, Refusal } from '../../../shared/errors.ts'
import type { DoneEffect } from '../../../shared/ferry/inner.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, Context, VaultHandlers, ViewContext } from '../context.ts'
import { stop } from '../sync/turn.ts'
import { appliedBefore, checkInside, checkOrder, checkOutside, checkParts, isForUs, openingOf, refusalOf, signerOf, warningsOf } from './examine.ts'
import { mediumOf, putMedium } from './media.ts'
import { noEffects, noVerdicts, putPackage } from './packages.ts'
import type { Looked } from './papers.ts'
import { takePeer } from './peer-take.ts'
import { type Taken, TooManyGone, takePackage } from './take.ts'
import { hashVolume, openVolumes, type Volumes } from './volumes.ts'

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

/** Gives other calls the thread between two pieces, and ends when it is asked to. */
const breathing =
  ({ signal }: { signal: AbortSignal }) =>
  async () => {
    await nextTurn()
    if (signal.aborted) throw new Refusal('call.cancelled')
  }

const said = ({ code, message, action, params }: Failure) => ({ code, message, action, params })

/** What the lines did, as the audit notes it. */
const countsInNote = ({ taken, merged, conflict, passedOver }: Record<DoneEffect, number>): string =>
  `${taken} taken, ${merged} merged, ${conflict} conflict, ${passedOver} passed over`

/** A name or number that carries a classification mark is refused whole (practice L1). */
const markedManifest = ({ manifest }: Volumes): void => {
  refuseMarks([manifest.medium.number, manifest.sender.agency.name, manifest.recipient.agency.name])
}

type Files = Output<'ferry.verify'>['files']
type Papers = ReadonlyMap<string, Looked>

const hashFiles = async (context: ViewContext, { volumes }: Volumes): Promise<Files> => {
  const total = volumes.reduce((sum, { bytes }) => sum + bytes, 0)
  const breathe = breathing(context)
  const files: Files = []
  let before = 0
  for (const volume of volumes) {
    const sha256 = await hashVolume(volume, async (bytes) => {
      context.progress('verify', before + bytes, total)
      await breathe()
    })
    before += volume.bytes
    files.push({ name: volume.name, volume: volume.volume, bytes: volume.bytes, sha256 })
  }
  return files
}

const verify = async (context: ViewContext, volumes: Volumes): Promise<Output<'ferry.verify'>> => {
  const { db } = context
  const { manifest, missing } = volumes
  markedManifest(volumes)
  const { known, standing, signed } = signerOf(db, volumes)
  const breathe = breathing(context)
  const files = await hashFiles(context, volumes)
  const problems: Failure[] = []
  const check = async (work: () => unknown): Promise<boolean> => {
    const failure = await refusalOf(work)
    if (failure !== null && !problems.some(({ code }) => code === failure.code)) problems.push(failure)
    return failure === null
  }
  let applied: { at: string; by: string } | null = null
  const outside = await check(() => checkOutside(db, volumes))
  await check(() => {
    applied = appliedBefore(db, volumes)
  })
  if (outside && applied === null) await check(() => checkOrder(db, volumes))
  const parts = await check(() => checkParts(volumes, breathe))
  const opening = openingOf(db, volumes)
  const canOpen = known !== null && missing.length === 0 && (opening === null || isForUs(db, volumes))
  const inside = !parts || !canOpen || (await check(() => checkInside(volumes, known, opening, breathe)))
  return {
    packageId: manifest.packageId,
    kind: manifest.kind,
    madeAt: manifest.madeAt,
    sender: manifest.sender,
    recipient: manifest.recipient,
    signer: {
      standing,
      name: known?.identity.agency ?? manifest.sender.agency.name,
      fingerprint: manifest.sender.fingerprint,
      signed,
      sm2: signed && known !== null && known.card.sm2Key !== null,
    },
    forUs: isForUs(db, volumes),
    epoch: manifest.epoch,
    medium: manifest.medium,
    mode: manifest.mode,
    expiresOn: manifest.expiresOn,
    volumes: { of: manifest.volumes, present: volumes.volumes.map(({ volume }) => volume), missing },
    files,
    counts: manifest.counts,
    whole: signed && parts && inside && missing.length === 0,
    applied,
    problems: problems.map(said),
    warnings: warningsOf(db, volumes, context.ports.now()).map(said),
  }
}

/** Everything before the first write: who signed it, for whom, in which order, and that every part is as it was signed. */
const verified = async (context: AsideContext, volumes: Volumes): Promise<{ applied: { at: string; by: string } | null; papers: Papers }> => {
  markedManifest(volumes)
  const { card } = checkOutside(context.db, volumes)
  const applied = appliedBefore(context.db, volumes)
  if (applied !== null) return { applied, papers: new Map() }
  try {
    checkOrder(context.db, volumes)
  } catch (error) {
    // Put back to a backup: a person is asked, as by REST.
    if (error instanceof Refusal && error.failure.code === 'sync.asks.restored') return stop(context, 'restored', 0)
    throw error
  }
  const breathe = breathing(context)
  const total = volumes.manifest.parts.length
  const papers = await checkInside(volumes, card, openingOf(context.db, volumes), async (part) => {
    context.progress('verify', part, total)
    await breathe()
  })
  return { applied: null, papers }
}

type Taking = { papers: Papers; list: number; ahead: boolean; decided: ReadonlyMap<string, string | null>; breathe(): Promise<void> }

const take = async (inside: Context, volumes: Volumes, { papers, list, ahead, decided, breathe }: Taking): Promise<Taken> => {
  // Since it was looked at, others may have written: a card revoked, the same package taken in.
  const { card } = checkOutside(inside.db, volumes)
  checkOrder(inside.db, volumes)
  const options = {
    stamp: stampOf(inside),
    card,
    opening: openingOf(inside.db, volumes),
    papers,
    list,
    breathe,
    progress: (part: number) => {
      inside.progress('apply', part, volumes.manifest.parts.length)
    },
  }
  return volumes.manifest.kind === 'peer' ? takePeer(inside.db, volumes, { ...options, ahead, decided }) : takePackage(inside.db, volumes, options)
}

const formOf = ({ manifest }: Volumes, files: Files, officer: string): HandOver => ({
  packageId: manifest.packageId,
  kind: manifest.kind,
  direction: 'in',
  madeAt: manifest.madeAt,
  sender: manifest.sender,
  recipient: manifest.recipient,
  medium: manifest.medium,
  mode: manifest.mode,
  expiresOn: manifest.expiresOn,
  purpose: '',
  officer,
  review: null,
  volumes: files.map(({ name, volume, bytes, sha256 }) => ({
    name,
    volume,
    bytes,
    sha256,
    sha256sum: `${sha256}  ${name}`,
    certutil: `certutil -hashfile "${name}" SHA256`,
  })),
  counts: manifest.counts,
})

/** Nothing of it is here: the transaction was taken back. Whatever is unusual is asked about, as by REST. */
const asking = async <T>(context: AsideContext, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooManyGone) return stop(context, 'deletions', error.count)
    throw error
  }
}

const withVolumes = async <T>(context: ViewContext, handles: readonly string[], work: (volumes: Volumes) => Promise<T>): Promise<T> => {
  const volumes = await openVolumes(context.ports.files, handles)
  try {
    return await work(volumes)
  } finally {
    await volumes.close()
  }
}

const preview = async (context: AsideContext, volumes: Volumes, limit: number): Promise<Output<'ferry.preview'>> => {
  const { packageId, kind } = volumes.manifest
  const warnings = warningsOf(context.db, volumes, context.ports.now()).map(said)
  const { applied, papers } = await verified(context, volumes)
  if (applied !== null)
    return { packageId, kind, applied, effects: noEffects(), verdicts: noVerdicts(), changes: [], papers: [], passedOver: [], cases: [], warnings }
  // The same work as taking it in, taken back: what is shown is what would be.
  const taken = await asking(context, () =>
    context.inTurn((inside) =>
      inside.commitLong(
        async (breathe) => {
          inside.db.exec('SAVEPOINT preview')
          const value = await take(inside, volumes, { papers, list: limit, ahead: true, decided: new Map(), breathe })
          inside.db.exec('ROLLBACK TO preview')
          inside.db.exec('RELEASE preview')
          return value
        },
        () => ({ entity: 'package', entityId: packageId, digest: volumes.sha256 }),
      ),
    ),
  )
  const { effects, verdicts, changes, passedOver, cases } = taken
  return { packageId, kind, applied: null, effects, verdicts, changes, papers: taken.papers, passedOver, cases, warnings }
}

const takeIn = async (
  context: AsideContext,
  volumes: Volumes,
  { handedOverBy, cases: chosen }: Pick<Parsed<'ferry.import'>, 'handedOverBy' | 'cases'>,
): Promise<Output<'ferry.import'>> => {
  const { manifest, sha256 } = volumes
  const { packageId, kind } = manifest
  const warnings = warningsOf(context.db, volumes, context.ports.now()).map(said)
  const { applied, papers } = await verified(context, volumes)
  const nothing = { effects: noEffects(), verdicts: noVerdicts(), freed: 0, quarantined: 0, conflicts: 0, passedOver: [], newPapers: 0, ends: '', cases: [] }
  const files = await hashFiles(context, volumes)
  const decided = new Map(chosen.map(({ id, into }) => [id, into]))
  const taken = await asking(context, () =>
    context.inTurn((inside) =>
      inside.commitLong(
        async (breathe) => {
          const before = applied ?? appliedBefore(inside.db, volumes)
          if (before !== null) return { ...nothing, already: before }
          const value = await take(inside, volumes, { papers, list: 0, ahead: false, decided, breathe })
          const { db, ports, user } = inside
          const at = ports.now().toISOString()
          const form = formOf(volumes, files, user.name)
          putPackage(db, {
            packageId,
            direction: 'in',
            kind,
            sha256,
            peerId: manifest.sender.id,
            form,
            recordedAt: at,
            recordedBy: user.name,
            effects: value.effects,
            ends: value.ends,
          })
          putMedium(db, mediumOf(form, { id: ports.newId(), at, by: user.name, handedOverBy, receivedBy: user.name }))
          return { ...value, already: null }
        },
        ({ already, effects, freed, newPapers }) => ({
          entity: 'package',
          entityId: packageId,
          digest: sha256,
          note:
            already === null
              ? `${manifest.medium.number}, ${countsInNote(effects)}, ${freed} answered${newPapers === 0 ? '' : `, ${newPapers} papers`}`
              : 'already',
        }),
      ),
    ),
  )
  context.ports.emit('changed', { noun: 'catalogue', ids: [] })
  context.ports.emit('changed', { noun: 'sync', ids: [] })
  context.ports.emit('changed', { noun: 'submission', ids: [] })
  if (kind === 'peer') context.ports.emit('changed', { noun: 'case', ids: [] })
  const { already, effects, verdicts, freed, quarantined, conflicts, passedOver, newPapers, cases } = taken
  return { packageId, kind, already, effects, verdicts, freed, quarantined, conflicts, papers: newPapers, passedOver, cases, warnings }
}

export const inHandlers: Pick<VaultHandlers, 'ferry.verify' | 'ferry.preview' | 'ferry.import'> = {
  'ferry.verify': ({ files }, context) => withVolumes(context, files, (volumes) => verify(context, volumes)),
  'ferry.preview': ({ files, limit }, context) => withVolumes(context, files, (volumes) => preview(context, volumes, limit)),
  'ferry.import': ({ files, secrecy, handedOverBy, cases }, context) => {
    askSecrecy(secrecy)
    refuseMarks(handedOverBy)
    return withVolumes(context, files, (volumes) => takeIn(context, volumes, { handedOverBy, cases }))
  },
}
