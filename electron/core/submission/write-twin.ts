import { open, readFile } from 'node:fs/promises'
import { attachmentBytes } from '../../../shared/attachments.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import { createSha256, sha256Hex } from '../crypto/hash.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { composeWithoutRows } from './compose.ts'
import { rowsOfSource, type Submission } from './store.ts'

export type Digests = { sha256: string; sm3: string; bytes: number }

function* rowPieces(db: ReadDb, { rid }: Submission, sources: readonly SourceName[]): Generator<string> {
  yield '{'
  for (const [n, source] of sources.entries()) {
    yield `${n === 0 ? '' : ','}${JSON.stringify(source)}:[`
    for (const [place, row] of rowsOfSource(db, rid, source).entries()) yield `${place === 0 ? '' : ','}${canonicalJson(row)}`
    yield ']'
  }
  yield '}'
}

/** The document's canonical JSON in pieces, members in their order, the snapshot source by source. */
export function* twinPieces(db: ReadDb, one: Submission): Generator<string> {
  const document = composeWithoutRows(one)
  const sources = db
    .all<{ source: SourceName }>(sql`SELECT DISTINCT source FROM submission_row WHERE rid = ${one.rid} ORDER BY source`)
    .map(({ source }) => source)
  // A source without a row stands there too, since it was counted.
  const all = [...new Set([...sources, ...(Object.keys(document.computed.counts) as SourceName[])])].sort()
  const names = [...Object.keys(document), 'rows'].sort()
  yield '{'
  for (const [at, name] of names.entries()) {
    yield `${at === 0 ? '' : ','}${JSON.stringify(name)}:`
    if (name !== 'rows') {
      yield canonicalJson(document[name as keyof typeof document])
      continue
    }
    const rows = createSha256()
    for (const piece of rowPieces(db, one, all)) {
      rows.update(piece)
      yield piece
    }
    // Rows that are not those that were frozen leave in nothing, signed or not.
    if (rows.hex() !== document.computed.rowsSha256) throw new Refusal('submission.altered', { version: one.version })
  }
  yield '}'
}

const flushAt = 1 << 18

/** Writes the document's canonical JSON; its digests are those of the file. */
export const writeTwin = async (db: ReadDb, one: Submission, path: string): Promise<Digests> => {
  const hash = createSha256()
  const file = await open(path, 'w')
  let bytes = 0
  let pending = ''
  const flush = async () => {
    const data = Buffer.from(pending, 'utf8')
    pending = ''
    hash.update(data)
    bytes += data.length
    await file.write(data)
  }
  try {
    for (const piece of twinPieces(db, one)) {
      pending += piece
      if (pending.length >= flushAt) await flush()
    }
    await flush()
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.hex(), sm3: sm3Bytes(await readFile(path)).toString('hex'), bytes }
}

/** The same at once, where it is signed or leaves as a paper. Throws `attachment.tooLarge` for what no paper may be. */
export const twinBytes = (db: ReadDb, one: Submission, most = attachmentBytes): Buffer => {
  const pieces: Buffer[] = []
  let bytes = 0
  let pending = ''
  const flush = () => {
    const data = Buffer.from(pending, 'utf8')
    pending = ''
    bytes += data.length
    if (bytes > most) throw new Refusal('attachment.tooLarge', { name: '报送.json', limit: most >> 20 })
    pieces.push(data)
  }
  for (const piece of twinPieces(db, one)) {
    pending += piece
    if (pending.length >= flushAt) flush()
  }
  flush()
  return Buffer.concat(pieces)
}

export const digestsOf = (data: Uint8Array): Digests => ({ sha256: sha256Hex(data), sm3: sm3Bytes(data).toString('hex'), bytes: data.length })
