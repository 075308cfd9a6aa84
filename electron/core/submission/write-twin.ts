import { attachmentBytes } from '../../../shared/attachments.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import { createSha256 } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { composeWithoutRows } from './compose.ts'
import { type Digests, digestsOfAll, inBuffers, writePieces } from './pieces.ts'
import { rowsFrom, type Submission, sourcesOfRows } from './store.ts'

function* rowPieces(db: ReadDb, { rid }: Submission, sources: readonly SourceName[]): Generator<string> {
  yield '{'
  for (const [n, source] of sources.entries()) {
    yield `${n === 0 ? '' : ','}${JSON.stringify(source)}:[`
    let first = true
    for (const row of rowsFrom(db, rid, source, 0)) {
      yield `${first ? '' : ','}${canonicalJson(row)}`
      first = false
    }
    yield ']'
  }
  yield '}'
}

/** The document's canonical JSON in pieces, members in their order, the snapshot source by source. */
function* twinPieces(db: ReadDb, one: Submission): Generator<string> {
  const document = composeWithoutRows(one)
  const beside = new Set(document.beside?.map(({ source }) => source))
  // A source without a row stands there too, since it was counted.
  const all = [...new Set([...sourcesOfRows(db, one.rid), ...(Object.keys(document.computed.counts) as SourceName[])])]
  const own = all.filter((source) => !beside.has(source)).sort()
  const names = [...Object.keys(document), 'rows'].sort()
  yield '{'
  for (const [at, name] of names.entries()) {
    yield `${at === 0 ? '' : ','}${JSON.stringify(name)}:`
    if (name !== 'rows') {
      yield canonicalJson(document[name as keyof typeof document])
      continue
    }
    const rows = createSha256()
    for (const piece of rowPieces(db, one, own)) {
      rows.update(piece)
      yield piece
    }
    // Rows that are not those that were frozen leave in nothing, signed or not; those in files beside are known by their files.
    if (beside.size === 0 && rows.hex() !== document.computed.rowsSha256) throw new Refusal('submission.altered', { version: one.version })
  }
  yield '}'
}

/** Writes the document's canonical JSON; its digests are those of the file. */
export const writeTwin = (db: ReadDb, one: Submission, path: string): Promise<Digests> => writePieces(twinPieces(db, one), path)

/** What it is known by, however long it is. */
export const digestsOfTwin = (db: ReadDb, one: Submission): Promise<Digests> => digestsOfAll(inBuffers(twinPieces(db, one)))

/** The same at once, where it is signed or leaves as a paper. Throws `submission.tooLong` for what no paper may be. */
export const twinBytes = (db: ReadDb, one: Submission, most = attachmentBytes): Buffer => {
  const pieces: Buffer[] = []
  let bytes = 0
  for (const data of inBuffers(twinPieces(db, one))) {
    bytes += data.length
    if (bytes > most) throw new Refusal('submission.tooLong', { version: one.version, limit: most >> 20 })
    pieces.push(data)
  }
  return Buffer.concat(pieces)
}
