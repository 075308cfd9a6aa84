import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AttachmentType } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { AuditDetail, Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { readKind } from './kind.ts'
import { type Held, heldOf, partBytes, partsOf, putAttachment, putPart } from './queries.ts'
import { readWhole } from './read-whole.ts'

export type ReadPaper = { sha256: string; name: string; type: AttachmentType; data: Buffer }

/** A file as a paper: neither its name nor its content may bear a classification mark, and it is no table of data. */
export const readPaper = async (context: Pick<Context, 'ports'>, handle: string): Promise<ReadPaper> => {
  const { path, name } = await context.ports.files.read(handle)
  refuseMarks(name)
  const data = await readWhole(path, name)
  return { data, name, type: await readKind(data, name), sha256: sha256Hex(data) }
}

/** Each paper is held once, whoever has it. */
export const storePaper = async (
  db: WriteDb,
  { sha256, type, data }: Omit<ReadPaper, 'name'>,
  at: string,
  by: string,
  breathe: () => Promise<void>,
): Promise<void> => {
  if (heldOf(db, sha256) !== undefined) return
  putAttachment(db, { sha256, type, bytes: data.length }, at, by)
  for (let n = 0; n * partBytes < data.length; n++) {
    await breathe()
    putPart(db, sha256, n, data.subarray(n * partBytes, (n + 1) * partBytes))
  }
}

/** Writes a paper to a file: a copy in clear, entered in the register of copies. */
export const savePaper = async (
  context: Context,
  { sha256, name, file, purpose }: { sha256: string; name: string; file: string; purpose: string },
  detail: AuditDetail,
): Promise<{ bytes: number; sha256: string }> => {
  refuseMarks(purpose)
  const { db } = context
  const held: Held | undefined = heldOf(db, sha256)
  if (held === undefined) throw new Refusal('attachment.notHere', { name })
  const target = await context.ports.files.write(file)
  let done = false
  try {
    await pipeline(Readable.from(partsOf(db, held)), createWriteStream(target.path, { flush: true }))
    context.commit(
      () => {
        db.run(sql`
          INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
          VALUES (${context.ports.newId()}, 'export', ${context.ports.now().toISOString()}, ${target.name}, ${sha256}, ${context.user.name}, ${purpose})`)
      },
      () => ({ ...detail, digest: sha256, note: held.type }),
    )
    await target.done()
    done = true
  } finally {
    if (!done) await target.discard()
  }
  return { bytes: held.bytes, sha256 }
}
