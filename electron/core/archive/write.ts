import { open } from 'node:fs/promises'
import { type Archive, type ArchivedAct, archiveNames, plainEnding, sumLine } from '../../../shared/cases/archive.ts'
import { heldOf, partsOf } from '../attachments/queries.ts'
import { actOf, type CaseFile, papersOf, type StoredAct } from '../case/queries.ts'
import type { AsideContext } from '../context.ts'
import { sha256File, sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { renderDocument } from '../documents/render-document.ts'
import { type NewPart, writeZip } from '../sheets/zip-write.ts'
import { canonicalText } from '../signing/canonical-text.ts'
import { contentsPaper } from './contents.ts'
import type { Mark } from './queries.ts'

const numbered = (n: number, most: number): string => String(n).padStart(Math.max(2, String(most).length), '0')

const actsFor = (acts: readonly StoredAct[]) =>
  acts.map((stored, at) => {
    const body: ArchivedAct = {
      place: stored.place ?? at + 1,
      state: stored.state ?? '',
      act: actOf(stored),
      evidence: stored.evidence,
      records: stored.records,
    }
    const bytes = canonicalText(body)
    return { body, bytes, sha256: sha256Hex(bytes), name: `${archiveNames.acts}/${numbered(body.place, acts.length)}-${stored.act}.json` }
  })

const papersFor = (db: ReadDb, file: CaseFile) => {
  const papers = papersOf(db, file.rid)
  return papers.map(({ sha256, name, bytes }, at) => {
    const held = heldOf(db, sha256)
    return {
      sha256,
      name,
      bytes: held === undefined ? null : bytes,
      held,
      file: held === undefined ? null : `${archiveNames.papers}/${numbered(at + 1, papers.length)}${plainEnding(name)}`,
    }
  })
}

/** Papers of a case that never came. */
export const missingPapers = (db: ReadDb, file: CaseFile): string[] => papersFor(db, file).flatMap(({ name, held }) => (held === undefined ? [name] : []))

/** Writes the package of a closed case. The same case under the same number gives the same bytes. */
export const writeArchive = async (path: string, file: CaseFile, acts: readonly StoredAct[], agency: string, mark: Mark, context: AsideContext) => {
  const { db, progress, signal } = context
  const bodies = actsFor(acts)
  const papers = papersFor(db, file)
  const { id, kind, number, head, party, other, way, state, openedAt, openedBy } = file
  const archive: Archive = {
    format: 'mulu-archive/1',
    number: mark.number,
    archivedOn: mark.on,
    archivedBy: mark.by,
    agency,
    case: { id, kind, number, head, party, other, way, state, openedAt, openedBy },
    acts: bodies.map(({ body, name, sha256 }) => ({ place: body.place, id: body.act.id, act: body.act.act, file: name, sha256 })),
    papers: papers.map(({ name, sha256, file: there, bytes }) => ({ name, sha256, file: there, bytes })),
  }
  const metadata = canonicalText(archive)
  const contents = await renderDocument(
    contentsPaper(
      archive,
      bodies.map(({ body }) => body),
    ),
    'pdf',
    context,
  )
  const sums = [
    sumLine(contents.sha256, archiveNames.contents),
    sumLine(sha256Hex(metadata), archiveNames.metadata),
    ...bodies.map(({ sha256, name }) => sumLine(sha256, name)),
    ...papers.flatMap(({ sha256, file: there }) => (there === null ? [] : [sumLine(sha256, there)])),
  ].join('')
  const total = bodies.length + papers.length
  function* parts(): Generator<NewPart> {
    yield { name: archiveNames.contents, chunks: [contents.bytes] }
    yield { name: archiveNames.metadata, chunks: [metadata] }
    yield { name: archiveNames.sums, chunks: [sums] }
    let done = 0
    for (const { name, bytes } of bodies) {
      yield { name, chunks: [bytes] }
      done++
    }
    for (const { held, file: there } of papers) {
      signal.throwIfAborted()
      progress('write', done++, total)
      if (held !== undefined && there !== null) yield { name: there, chunks: partsOf(db, held) }
    }
  }
  const target = await open(path, 'w')
  let bytes = 0
  try {
    await writeZip(parts(), async (piece) => {
      bytes += piece.length
      await target.write(piece)
    })
    await target.sync()
  } finally {
    await target.close()
  }
  return { sha256: await sha256File(path), bytes, acts: bodies.length, papers: papers.filter(({ held }) => held !== undefined).length }
}
