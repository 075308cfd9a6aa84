import { randomUUID } from 'node:crypto'
import { attachmentBytes } from '../../shared/attachments.ts'
import { ferryLimits } from '../../shared/ferry/limits.ts'
import { type About, mediumMarkSchema, mediumNumberSchema } from '../../shared/ferry/manifest.ts'
import { inGroups } from '../../shared/ferry/parties.ts'
import { secrecyMarks } from '../../shared/secrecy.ts'
import type { Database } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { duePapers } from '../store/device-papers.ts'
import { cursorOf, feedPage, seqOf } from '../store/feed.ts'
import { identityOf } from '../store/platform.ts'
import { rulePacks, ruleSet } from '../store/rule-packs.ts'
import { cardOfDevice, ownParty } from './cards.ts'
import { notePlace, placeOf, previousTo, putPackage, waitingVerdicts } from './packages.ts'
import { linesOfPaper } from './papers.ts'
import { partBytesOn, type VolumeFile, writePackage } from './write.ts'

export type Asked = {
  deviceId: string
  folder: string
  full: boolean
  encrypt: boolean
  /** '' = the package's first digits. */
  medium: string
  mark: string
  mediaBytes: number | null
  /** How many bytes of papers go along at most. */
  paperBytes: number
}

export type Given = { packageId: string; full: boolean; counts: Record<string, number>; files: VolumeFile[]; fingerprint: string }

const atOnce = 1000

const labelOf = ({ medium, mark, mediaBytes, paperBytes }: Asked, packageId: string) => {
  const number = mediumNumberSchema.safeParse(medium === '' ? packageId.slice(0, 8) : medium)
  const marked = mediumMarkSchema.safeParse(mark)
  // A medium for more than 内部 has no place here (practice L11).
  if (!number.success || secrecyMarks(number.data).length > 0) throw new Refused('package.medium', `--media ${medium}`)
  if (!marked.success) throw new Refused('package.medium', `--mark ${mark}`)
  if (mediaBytes !== null && !(Number.isSafeInteger(mediaBytes) && mediaBytes >= 100_000)) throw new Refused('package.medium', '--media-bytes')
  if (!(Number.isSafeInteger(paperBytes) && paperBytes >= 0)) throw new Refused('package.medium', '--paper-bytes')
  return { number: number.data, mark: marked.data }
}

/**
 * Writes a package for a device: the verdicts that are not known to have arrived, then the feed's lines since the place it
 * is known to have come to, then the papers it asked for or is not known to have. `full`, or a device that asks for it or
 * was never heard of: from the beginning. Throws a Refused.
 */
export const giveDown = async (db: Database, asked: Asked, now: Date): Promise<Given> => {
  const known = await cardOfDevice(db, asked.deviceId)
  if (known === null) throw new Refused('card.unknown', asked.deviceId)
  const { device, card } = known
  if (device.revokedAt !== null) throw new Refused('package.revoked', asked.deviceId)
  const own = await ownParty(db, now)
  const { epoch } = await identityOf(db)
  const packageId = randomUUID()
  const medium = labelOf(asked, packageId)
  const place = await placeOf(db, device.id, epoch)
  const full = asked.full || place.wantsFull || place.seq === '0'
  const after = full ? '' : cursorOf(epoch, place.seq)

  // The manifest is written when the lines have been: then it is known where they end.
  const counts = { verdicts: 0, states: 0, gone: 0 }
  const told = { cases: 0, submissions: 0 }
  const papers = { sent: [] as string[], later: 0 }
  const seen = { cursor: after, verdictsTo: '0' }
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      const some = await waitingVerdicts(db, device.id, seen.verdictsTo, atOnce)
      for (const { body } of some) {
        counts.verdicts++
        yield `{"kind":"verdict",${body.slice(1)}`
      }
      seen.verdictsTo = some.at(-1)?.place ?? seen.verdictsTo
      if (some.length < atOnce) break
    }
    for (let more = true; more; ) {
      const page = await feedPage(db, device.agencyId, seen.cursor, atOnce, epoch)
      for (const { kind, text } of page.lines) {
        if (kind === 'case') told.cases++
        else if (kind === 'submission') told.submissions++
        else counts[kind === 'gone' ? 'gone' : 'states']++
        yield text
      }
      seen.cursor = page.cursor
      more = page.more
    }
    yield* paperLines()
  }
  async function* paperLines(): AsyncGenerator<string> {
    let left = Math.min(asked.paperBytes, ferryLimits.paperBytes)
    for (const due of await duePapers(db, device, seqOf(seen.cursor, epoch))) {
      // It stays due: the next package, or the one after, has room for it.
      if (due.bytes > left || due.bytes > attachmentBytes) {
        papers.later++
        continue
      }
      left -= due.bytes
      yield* linesOfPaper(db, due.holder, due, partBytesOn(asked.mediaBytes))
      papers.sent.push(due.sha256)
    }
  }
  const allCounts = (): Record<string, number> => ({
    ...counts,
    ...(told.cases > 0 && { cases: told.cases }),
    ...(told.submissions > 0 && { submissions: told.submissions }),
    ...(papers.sent.length > 0 && { papers: papers.sent.length }),
    ...(papers.later > 0 && { later: papers.later }),
  })
  const written = await writePackage(
    asked.folder,
    own,
    {
      kind: 'down',
      packageId,
      madeAt: now.toISOString(),
      recipient: { kind: 'copy', id: device.id, agency: { id: device.agencyId, name: device.agencyName }, fingerprint: known.fingerprint },
      epoch,
      previous: await previousTo(db, device.id),
      about: () => ({ after, cursor: seen.cursor, rulePacks }) satisfies About<'down'>,
      ruleSet,
      medium,
      mode: asked.encrypt ? 'encrypted' : 'clear',
      expiresOn: null,
      mediaBytes: asked.mediaBytes,
      ageRecipient: card.ageRecipient,
    },
    lines(),
    allCounts,
  )
  try {
    await db.transaction(async (connection) => {
      await putPackage(connection, {
        id: packageId,
        deviceId: device.id,
        direction: 'out',
        kind: 'down',
        sha256: written.sha256,
        medium: medium.number,
        at: now.toISOString(),
        epoch,
        counts: allCounts(),
        papers: papers.sent,
        seq: seqOf(seen.cursor, epoch),
        verdictsTo: seen.verdictsTo,
      })
      if (full) await notePlace(connection, device.id, epoch, '0', false)
    })
    await written.place()
  } catch (error) {
    await written.discard()
    throw error
  }
  return { packageId, full, counts: allCounts(), files: written.files, fingerprint: inGroups(own.party.fingerprint) }
}
