import { receiptLineSchema } from '../../shared/ferry/inner.ts'
import { ferryLimits } from '../../shared/ferry/limits.ts'
import { type About, aboutSchemas, packageKinds } from '../../shared/ferry/manifest.ts'
import type { Verdict } from '../../shared/platform-api/schemas.ts'
import type { Connection, Database } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { storeWhole } from '../store/attachments.ts'
import { noteArrived, noteWanted } from '../store/device-papers.ts'
import { seqOf } from '../store/feed.ts'
import { identityOf } from '../store/platform.ts'
import { inTurn, pushIn } from '../store/push.ts'
import { cardByFingerprint, type Known, type Own, ownParty } from './cards.ts'
import { linesInClear } from './inside.ts'
import { noteDelivered, notePlace, packageById, putPackage, putVerdicts, type Remembered, writeCounts } from './packages.ts'
import { namedIn, papersIn, parsed, wantedIn } from './papers.ts'
import { verifyAs } from './signing.ts'
import { openVolumes, type Volumes } from './volumes.ts'

/** What was done with a package. `already`: it was taken in then, and nothing changed now. */
export type Taken = {
  packageId: string
  kind: string
  agency: string
  device: string
  already: string | null
  counts: Record<string, number>
  warnings: string[]
}

/** Who signed it, for whom, and that this may be taken from them. Throws the first of what is wrong. */
const checkOutside = async (db: Connection, own: Own, { manifest, manifestBytes, signature, sm2 }: Volumes): Promise<Known> => {
  const { sender, recipient } = manifest
  const known = await cardByFingerprint(db, sender.fingerprint)
  if (known === null || sender.kind !== 'copy' || known.device.id !== sender.id)
    throw new Refused('package.signer', `${sender.agency.name}, ${sender.fingerprint}`)
  if (!verifyAs(known.card, 'package', manifestBytes, { signature, sm2 })) throw new Refused('package.signature')
  if (known.device.revokedAt !== null) throw new Refused('package.revoked', sender.id)
  if (recipient.kind !== 'platform' || recipient.id !== own.party.id || recipient.fingerprint !== own.party.fingerprint)
    throw new Refused('package.recipient', `${recipient.agency.name}, ${recipient.fingerprint}`)
  // Known only once it has had a package of ours.
  if (sender.agency.id !== null && sender.agency.id !== known.device.agencyId) throw new Refused('package.inside', sender.agency.name)
  if (!packageKinds.some((kind) => kind === manifest.kind)) throw new Refused('package.kind', manifest.kind)
  if (manifest.kind === 'down' || manifest.kind === 'peer') throw new Refused('package.direction', manifest.kind)
  return known
}

const aboutOf = <K extends 'up' | 'receipt'>(kind: K, { manifest }: Volumes): About<K> => {
  const parsed = aboutSchemas[kind].safeParse(manifest.about)
  if (!parsed.success) throw new Refused('package.invalid', 'about')
  return parsed.data as About<K>
}

/** 0: a copy that has seen nothing of the platform yet. */
const checkEpoch = ({ manifest }: Volumes, epoch: number): void => {
  if (manifest.epoch !== 0 && manifest.epoch !== epoch) throw new Refused('package.epoch', `${manifest.epoch}, ${epoch}`)
}

const takenBefore = ({ manifest, sha256 }: Volumes, before: Remembered): Remembered => {
  if (before.direction !== 'in' || before.sha256 !== sha256) throw new Refused('package.idReused', manifest.packageId)
  return before
}

/**
 * Takes in a package of a device: verified to its last part before anything is written, then applied in one transaction, by
 * the same way as a post. The time of receipt is the platform's, now. A second time it changes nothing. Throws a Refused.
 */
export const takePackage = async (db: Database, paths: readonly string[], now: Date, only: 'receipt' | null = null): Promise<Taken> => {
  const volumes = await openVolumes(paths)
  try {
    const own = await ownParty(db, now)
    const known = await checkOutside(db, own, volumes)
    const { packageId, kind } = volumes.manifest
    if (only !== null && kind !== only) throw new Refused('package.direction', kind)
    const answer = { packageId, kind, agency: known.device.agencyName, device: known.device.id }
    const before = await packageById(db, packageId)
    if (before !== undefined) {
      const { at, counts } = takenBefore(volumes, before)
      return { ...answer, already: at, counts: JSON.parse(counts) as Taken['counts'], warnings: [] }
    }
    const { epoch } = await identityOf(db)
    if (kind === 'up') checkEpoch(volumes, epoch)
    await checkLines(linesInClear(volumes, known.card, own.ageIdentity), kind)
    const warnings = await warningsOf(db, volumes)
    const { already, counts } = await db.transaction(async (connection) => {
      await inTurn(connection)
      // Since it was looked at, others may have been at work: a device revoked, the same package taken in.
      await checkOutside(connection, own, volumes)
      const fresh = await putPackage(connection, {
        id: packageId,
        deviceId: known.device.id,
        direction: 'in',
        kind,
        sha256: volumes.sha256,
        medium: volumes.manifest.medium.number,
        at: now.toISOString(),
        epoch,
        counts: {},
        seq: null,
        verdictsTo: null,
      })
      if (!fresh) {
        const other = await packageById(connection, packageId)
        return { already: other?.at ?? null, counts: JSON.parse(other?.counts ?? '{}') as Taken['counts'] }
      }
      const lines = linesInClear(volumes, known.card, own.ageIdentity)
      const done =
        kind === 'up' ? await takeChanges(connection, volumes, known, lines, now, epoch) : await takeReceipt(connection, volumes, known, lines, now, epoch)
      await writeCounts(connection, packageId, done)
      return { already: null, counts: done }
    })
    return { ...answer, already, counts, warnings }
  } finally {
    await volumes.close()
  }
}

/** Every line is no longer than lines may be; every paper is whole, what its digest says, and named by a submission beside it. */
const checkLines = async (lines: AsyncIterable<Buffer>, kind: string): Promise<void> => {
  const reader = papersIn()
  const papers = new Set<string>()
  for await (const line of lines) {
    if (line.length > ferryLimits.lineBytes) throw new Refused('package.tooLarge', 'line')
    if (kind !== 'up') continue
    const paper = reader.take(line)
    if (paper === 'other') {
      if (papers.size > 0) for (const sha256 of namedIn(parsed(line))) papers.delete(sha256)
    } else if (paper !== null) papers.add(paper.head.sha256)
  }
  reader.end()
  const [unnamed] = papers
  if (unnamed !== undefined) throw new Refused('package.paperUnnamed', unnamed)
}

/** For people to know; nothing is refused for it: changes stand on their own base, whatever else did not arrive. */
const warningsOf = async (db: Connection, { manifest: { previous } }: Volumes): Promise<string[]> =>
  previous !== null && (await packageById(db, previous.packageId)) === undefined
    ? [`此前的交换包未曾收到 · the package before it did not arrive: ${previous.packageId}, ${previous.medium}`]
    : []

const atOnce = 1000

const takeChanges = async (
  db: Connection,
  volumes: Volumes,
  { device }: Known,
  lines: AsyncIterable<Buffer>,
  now: Date,
  epoch: number,
): Promise<Record<string, number>> => {
  const { known, wants } = aboutOf('up', volumes)
  const at = now.toISOString()
  await notePlace(db, device.id, epoch, placeIn(known.cursor, epoch), wants === 'full')
  if (known.packageId !== null) await noteDelivered(db, device.id, known.packageId, at)
  const counts: Record<string, number> = { changes: 0 }
  let waiting: unknown[] = []
  const post = async (): Promise<void> => {
    if (waiting.length === 0) return
    const { verdicts } = await pushIn(db, device, waiting, now, epoch)
    for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1
    await putVerdicts(db, device.id, volumes.manifest.packageId, byChange(verdicts))
    waiting = []
  }
  const reader = papersIn()
  const papers = new Set<string>()
  for await (const line of lines) {
    const paper = reader.take(line)
    if (paper === null) continue
    if (paper !== 'other') {
      const { sha256 } = paper.head
      papers.add(sha256)
      const body = Buffer.from(paper.data.buffer, paper.data.byteOffset, paper.data.length)
      await storeWhole(db, { sha256, agencyId: device.agencyId, body, at })
      continue
    }
    const value = parsed(line)
    const wanted = wantedIn(value)
    if (wanted !== null) {
      await noteWanted(db, device.id, wanted)
      counts.wanted = (counts.wanted ?? 0) + wanted.length
      continue
    }
    counts.changes = (counts.changes ?? 0) + 1
    // A broken one is rejected alone, as in a post.
    waiting.push(value)
    if (waiting.length === atOnce) await post()
  }
  await post()
  // What it brought it has, whatever it asked for before.
  await noteArrived(db, device.id, [...papers])
  return papers.size === 0 ? counts : { ...counts, papers: papers.size }
}

/** A change that stands twice in a package was answered by its first verdict. */
const byChange = (verdicts: readonly Verdict[]): { changeId: string; body: string }[] => {
  const bodies = new Map<string, string>()
  for (const verdict of verdicts) if (verdict.changeId !== null && !bodies.has(verdict.changeId)) bodies.set(verdict.changeId, JSON.stringify(verdict))
  return [...bodies].map(([changeId, body]) => ({ changeId, body }))
}

/** A cursor of ours in a copy's hands. One that can not be read, or is of another epoch, says nothing. */
const placeIn = (cursor: string, epoch: number): string => {
  try {
    return seqOf(cursor, epoch)
  } catch {
    return '0'
  }
}

const takeReceipt = async (
  db: Connection,
  volumes: Volumes,
  { device }: Known,
  lines: AsyncIterable<Buffer>,
  now: Date,
  epoch: number,
): Promise<Record<string, number>> => {
  const { of } = aboutOf('receipt', volumes)
  const ours = await packageById(db, of.packageId)
  if (ours === undefined || ours.direction !== 'out' || ours.deviceId !== device.id || ours.sha256 !== of.sha256)
    throw new Refused('package.notOurs', of.packageId)
  const delivered = await noteDelivered(db, device.id, of.packageId, now.toISOString())
  if (delivered !== null && delivered.epoch === epoch) await notePlace(db, device.id, epoch, delivered.seq, null)
  const counts: Record<string, number> = { lines: 0 }
  for await (const line of lines) {
    const read = receiptLineSchema.safeParse(parsed(line))
    const what = !read.success ? 'unreadable' : read.data.kind === 'heard' ? 'heard' : read.data.effect
    counts.lines = (counts.lines ?? 0) + 1
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}
