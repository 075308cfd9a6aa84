import { canonicalJson } from '../../../shared/canonical.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import { type Beside, rowsHeadSchema, type SourceRow, type SubmissionDocument } from '../../../shared/submissions/document.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { digestsOfAll, inBuffers } from './pieces.ts'
import { rowsFrom, type Submission } from './store.ts'

/**
 * Where rows stand. All within the text, as long as they are less than `inline` together; above it each source of more than `own`
 * leaves in files of its own, none longer than `file`: below what any way out takes of one paper (shared/attachments.ts).
 */
export type BesideLimits = { inline: number; own: number; file: number }
export const besideLimits: BesideLimits = { inline: 24 << 20, own: 1 << 20, file: 30 << 20 }

export const headOf = (source: SourceName): string => canonicalJson({ format: rowsHeadSchema.shape.format.value, source })

function* fileText(source: SourceName, rows: Iterable<string>): Generator<string> {
  yield `${headOf(source)}\n`
  for (const row of rows) yield `${row}\n`
}

const nameOf = (source: SourceName, n: number): string => `报送-行-${source}-${String(n).padStart(2, '0')}.jsonl`

/** A source's rows cut into files, each as long as it may be. */
export const cutIntoFiles = async (source: SourceName, rows: Iterable<SourceRow>, most: number): Promise<Beside[]> => {
  const made: Beside[] = []
  const frame = Buffer.byteLength(headOf(source)) + 1
  let texts: string[] = []
  let bytes = frame
  const close = async () => {
    if (texts.length === 0) return
    const known = await digestsOfAll(inBuffers(fileText(source, texts)))
    made.push({ name: nameOf(source, made.length + 1), source, rows: texts.length, ...known })
    texts = []
    bytes = frame
  }
  for (const row of rows) {
    const text = canonicalJson(row)
    const more = Buffer.byteLength(text) + 1
    if (bytes + more > most) await close()
    texts.push(text)
    bytes += more
  }
  await close()
  return made
}

/** The files of those rows that do not stand in the document. */
export const besideOf = async (rows: SubmissionDocument['rows'], limits = besideLimits): Promise<Beside[]> => {
  const sizes = new Map((Object.keys(rows) as SourceName[]).sort().map((source) => [source, 0]))
  let total = 0
  for (const source of sizes.keys()) {
    let size = 0
    for (const row of rows[source] ?? []) size += Buffer.byteLength(canonicalJson(row)) + 1
    sizes.set(source, size)
    total += size
  }
  const beside: Beside[] = []
  if (total > limits.inline)
    for (const [source, size] of sizes) if (size > limits.own) beside.push(...(await cutIntoFiles(source, rows[source] ?? [], limits.file)))
  return beside
}

/** How many rows of its source stand before a file's own. */
const before = (all: readonly Beside[], { source, name }: Beside): number => {
  let rows = 0
  for (const one of all) {
    if (one.name === name) break
    if (one.source === source) rows += one.rows
  }
  return rows
}

type Kept = { rid: number; version: number; beside: readonly Beside[] }
export const rowsBeside = ({ rid, version, computed }: Pick<Submission, 'rid' | 'version' | 'computed'>): Kept => ({
  rid,
  version,
  beside: computed?.beside ?? [],
})

/** The text of a file from the rows as they are kept now. */
export function* besidePieces(db: ReadDb, { rid, beside }: Kept, file: Beside): Generator<string> {
  function* rows(): Generator<string> {
    let left = file.rows
    for (const row of rowsFrom(db, rid, file.source, before(beside, file))) {
      if (left-- === 0) return
      yield canonicalJson(row)
    }
  }
  yield* fileText(file.source, rows())
}

/** Throws `submission.altered`: words were purged out of the rows since they were frozen. */
export const refuseOtherRows = ({ version }: Pick<Kept, 'version'>, file: Beside, { sha256 }: { sha256: string }): void => {
  if (sha256 !== file.sha256) throw new Refusal('submission.altered', { version })
}

/** The same at once, in slices. No file is longer than `besideLimits.file`. */
export const besideBytes = async (db: ReadDb, one: Kept, file: Beside, breathe: () => Promise<void>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for (const piece of inBuffers(besidePieces(db, one, file))) {
    pieces.push(piece)
    await breathe()
  }
  const data = Buffer.concat(pieces)
  refuseOtherRows(one, file, { sha256: sha256Hex(data) })
  return data
}
