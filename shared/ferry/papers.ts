import { z } from 'zod'
import { attachmentBytes } from '../attachments.ts'
import { sha256Schema } from './parties.ts'

/**
 * A paper in a package: a line that says what comes, then its bytes in pieces, and nothing between. Text like the rest, so
 * that a volume stays a plain text file; cut into pieces, so that one larger than a medium goes over several.
 *
 *   {"kind":"paper","sha256":"…","bytes":70000,"of":[{"id":"…","version":3}]}
 *   {"kind":"piece","data":"base64"}
 *
 * In an `up` package papers stand before the changes that name them. In a `down` package they stand behind the states:
 * `of` says which entries name it, and at which version of theirs.
 */
export const paperHeadSchema = z.strictObject({
  kind: z.literal('paper'),
  sha256: sha256Schema,
  bytes: z.number().int().positive(),
  of: z.array(z.strictObject({ id: z.uuid(), version: z.number().int().positive() })).max(10_000),
})
export type PaperHead = z.infer<typeof paperHeadSchema>

/** The digest of the whole says whether it is what it should be; a pattern over so long a text would cost more than it tells. */
const pieceSchema = z.strictObject({ kind: z.literal('piece'), data: z.string().max(8 << 20) })

/** A line of an `up` package: papers of submissions that went before, to be carried with the next package. */
export const wantLineSchema = z.strictObject({ kind: z.literal('want'), sha256: z.array(sha256Schema).min(1).max(1000) })

export const paperLine = ({ sha256, bytes, of }: Omit<PaperHead, 'kind'>): string => JSON.stringify({ kind: 'paper', sha256, bytes, of })
export const pieceLine = (base64: string): string => `{"kind":"piece","data":"${base64}"}`

/** How many bytes of a paper go into a piece, so that its line is no longer than a part. */
export const pieceBytes = (partBytes: number): number => Math.max(3, Math.floor(((partBytes - 64) * 3) / 12) * 3)

export type Paper = { head: PaperHead; data: Uint8Array }

/** What is wrong with a paper: the package it stands in is refused whole. */
export type PaperTrouble = 'damaged' | 'tooLarge'
export class BadPaper extends Error {
  readonly why: PaperTrouble
  readonly sha256: string
  constructor(why: PaperTrouble, sha256: string) {
    super(`${why} ${sha256}`)
    this.why = why
    this.sha256 = sha256
  }
}

type Tools = {
  /** The line as a value; anything where it is not JSON. */
  parse(line: Uint8Array): unknown
  fromBase64(text: string): Uint8Array
  sha256(data: Uint8Array): string
}

const begins = (line: Uint8Array, text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (line[at] !== text.charCodeAt(at)) return false
  return true
}

/** Whether a line is of a paper. It is told by how it begins, so that no other line need be understood for it. */
export const isPaperLine = (line: Uint8Array): boolean => begins(line, '{"kind":"paper"') || begins(line, '{"kind":"piece"')

/**
 * Puts papers together again, one at a time, never more than one may have. `take` gives the paper when its last piece came,
 * null before, and 'other' for a line that is of none. Throws BadPaper; `end` where the last one was cut.
 */
export const paperReader = ({ parse, fromBase64, sha256 }: Tools): { take(line: Uint8Array): Paper | null | 'other'; end(): void } => {
  let open: { head: PaperHead; data: Uint8Array; at: number } | null = null
  const seen = new Set<string>()
  const begin = (line: Uint8Array): void => {
    const head = paperHeadSchema.safeParse(parse(line))
    // Each once.
    if (!head.success || seen.has(head.data.sha256)) throw new BadPaper('damaged', head.success ? head.data.sha256 : '')
    if (head.data.bytes > attachmentBytes) throw new BadPaper('tooLarge', head.data.sha256)
    seen.add(head.data.sha256)
    open = { head: head.data, data: new Uint8Array(head.data.bytes), at: 0 }
  }
  const end = (): void => {
    if (open !== null) throw new BadPaper('damaged', open.head.sha256)
  }
  return {
    end,
    take: (line) => {
      if (!isPaperLine(line)) {
        end()
        return 'other'
      }
      if (begins(line, '{"kind":"paper"')) {
        end()
        begin(line)
        return null
      }
      const now = open
      const piece = pieceSchema.safeParse(parse(line))
      if (now === null || !piece.success) throw new BadPaper('damaged', now?.head.sha256 ?? '')
      const bytes = fromBase64(piece.data.data)
      if (bytes.length === 0 || now.at + bytes.length > now.data.length) throw new BadPaper('damaged', now.head.sha256)
      now.data.set(bytes, now.at)
      now.at += bytes.length
      if (now.at < now.data.length) return null
      open = null
      if (sha256(now.data) !== now.head.sha256) throw new BadPaper('damaged', now.head.sha256)
      return { head: now.head, data: now.data }
    },
  }
}
