import { type AttachmentType, attachmentBytes } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { BadPaper, type Paper, paperLine, paperReader, pieceBytes, pieceLine, wantLineSchema } from '../../../shared/ferry/papers.ts'
import { readKind } from '../attachments/kind.ts'
import { type Held, missingPapers, partsOf } from '../attachments/queries.ts'
import { createSha256, sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** As a refusal names a paper of which only the digest is known. */
export const shortDigest = (sha256: string): string => (sha256 === '' ? '—' : sha256.slice(0, 16))

const strict = new TextDecoder('utf-8', { fatal: true })
const parse = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(strict.decode(line))
  } catch {
    return null
  }
}

/** Throws `ferry.paperDamaged`, `ferry.paperTooLarge`. A line longer than lines may be is of no paper. */
export const papersIn = (): { take(line: Buffer | null): Paper | null | 'other'; end(): void } => {
  const reader = paperReader({ parse, fromBase64: (text) => Buffer.from(text, 'base64'), sha256: sha256Hex })
  const orRefuse = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof BadPaper)) throw error
      const paper = shortDigest(error.sha256)
      throw error.why === 'tooLarge'
        ? new Refusal('ferry.paperTooLarge', { paper, limit: attachmentBytes >> 20 })
        : new Refusal('ferry.paperDamaged', { paper })
    }
  }
  return {
    take: (line) => orRefuse(() => (line === null ? 'other' : reader.take(line))),
    end: () => orRefuse(reader.end),
  }
}

/** A paper that is whole, as it was looked at before anything is applied. `why` is not '': it can not be held, and stays out alone. */
export type Looked = { bytes: number; type: AttachmentType | null; why: '' | 'paperMarked' | 'paperKind' | 'paperForm' }

/** What is in it decides, as when a person attaches it (practice L1). */
export const lookAt = async ({ data }: Paper): Promise<Looked> => {
  const bytes = data.length
  try {
    const whole = Buffer.from(data.buffer, data.byteOffset, bytes)
    const type = await readKind(whole, '', true)
    return { bytes, type, why: (await isPaper(whole)) ? '' : 'paperForm' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { bytes, type: null, why: error.failure.code === 'secrecy.marked' ? 'paperMarked' : 'paperKind' }
  }
}

/** Whether it may be of anything, and not of a submission alone. */
const isPaper = async (data: Buffer): Promise<boolean> => {
  try {
    await readKind(data, '')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

export type Leaving = Held & { name: string }

/**
 * The papers of frozen submissions of entries, acts and submissions of figures, each once, as long as they fit into one package; `later` are those that wait
 * for the next one. Those whose papers are not here leave without: the platform says so, and a person sees it in the tray.
 */
export const leavingPapers = (db: ReadDb, most: number): { papers: Leaving[]; later: ReadonlySet<string> } => {
  const rows = db.all<Leaving & { changeId: string }>(sql`
    SELECT o.change_id AS "changeId", v.sha256, v.name, a.type, a.bytes FROM sync_outbox o JOIN sync_evidence v ON v.change_id = o.change_id
    JOIN attachment a ON a.sha256 = v.sha256 AND a.type <> ''
    WHERE o.kind IN ('submit', 'act', 'report') AND o.body IS NOT NULL AND o.state <> 'quarantined'
      AND NOT (o.entity = 'case' AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = o.id AND c.sealed_on IS NOT NULL)) ORDER BY o.made_at, o.change_id, v.sha256`)
  const papers = new Map<string, Leaving>()
  const later = new Set<string>()
  let used = 0
  for (const group of Map.groupBy(rows, ({ changeId }) => changeId).values()) {
    const more = group.filter(({ sha256 }) => !papers.has(sha256))
    const bytes = more.reduce((sum, paper) => sum + paper.bytes, 0)
    if (used + bytes > most) {
      later.add(group[0]?.changeId ?? '')
      continue
    }
    used += bytes
    for (const { sha256, name, type, bytes: each } of more) papers.set(sha256, { sha256, name, type, bytes: each })
  }
  return { papers: [...papers.values()], later }
}

/** A paper as lines. Throws `attachment.damaged` where it is not what it was: the other side would refuse the package whole. */
export function* linesOfPaper(db: ReadDb, paper: Leaving, partBytes: number): Generator<string> {
  const { sha256, bytes, name } = paper
  const most = pieceBytes(partBytes)
  const hash = createSha256()
  yield paperLine({ sha256, bytes, of: [] })
  for (const part of partsOf(db, paper)) {
    hash.update(part)
    for (let at = 0; at < part.length; at += most) yield pieceLine(Buffer.from(part.subarray(at, at + most)).toString('base64'))
  }
  if (hash.hex() !== sha256) throw new Refusal('attachment.damaged', { name })
}

const wantsAtMost = 1000

/** The line that asks for papers, or null. */
export const wantLine = (db: ReadDb): { text: string; count: number } | null => {
  const sha256 = missingPapers(db, wantsAtMost)
  return sha256.length === 0 ? null : { text: JSON.stringify(wantLineSchema.parse({ kind: 'want', sha256 })), count: sha256.length }
}
