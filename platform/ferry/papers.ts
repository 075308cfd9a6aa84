import { BadPaper, type Paper, paperLine, paperReader, pieceBytes, pieceLine, wantLineSchema } from '../../shared/ferry/papers.ts'
import { changeSchema } from '../../shared/platform-api/schemas.ts'
import type { Connection } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { attachmentBytes } from '../store/attachments.ts'
import type { Due } from '../store/device-papers.ts'
import { sha256Hex } from './signing.ts'

const strict = new TextDecoder('utf-8', { fatal: true })
/** A line as a value; null where it is none. */
export const parsed = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(strict.decode(line))
  } catch {
    return null
  }
}

/** Throws a Refused. */
export const papersIn = (): { take(line: Uint8Array): Paper | null | 'other'; end(): void } => {
  const reader = paperReader({ parse: parsed, fromBase64: (text) => Buffer.from(text, 'base64'), sha256: sha256Hex })
  const orRefuse = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof BadPaper)) throw error
      throw new Refused(error.why === 'tooLarge' ? 'package.paperTooLarge' : 'package.paperDamaged', error.sha256)
    }
  }
  return { take: (line) => orRefuse(() => reader.take(line)), end: () => orRefuse(reader.end) }
}

/** The papers a line asks for, or null for any other line. */
export const wantedIn = (value: unknown): string[] | null => {
  const read = wantLineSchema.safeParse(value)
  return read.success ? read.data.sha256 : null
}

/** The papers a line names, where it submits an entry, is an act, or a version of a submission. */
export const namedIn = (value: unknown): string[] => {
  const read = changeSchema.safeParse(value)
  if (!read.success) return []
  const { data } = read
  const named = data.kind === 'submit' ? data.evidence : data.kind === 'act' ? data.statement.papers : data.kind === 'report' ? data.head.papers : []
  return named.map(({ sha256 }) => sha256)
}

/** A paper as lines, read from the database piece by piece. */
export async function* linesOfPaper(db: Connection, agencyId: string, { sha256, bytes, of }: Due, partBytes: number): AsyncGenerator<string> {
  const most = pieceBytes(partBytes)
  yield paperLine({ sha256, bytes, of: of.slice(0, 10_000) })
  for (let from = 0; from < bytes; from += most) {
    const piece = await attachmentBytes(db, agencyId, sha256, from, most)
    if (piece === null) throw new Refused('package.paperDamaged', sha256)
    yield pieceLine(piece.toString('base64'))
  }
}
