import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { attachmentsPerEntry } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sql } from '../db/sql.ts'
import { submittedWith } from '../sync/evidence.ts'
import { fetchPaper } from '../sync/fetch-paper.ts'
import { refuseForeign } from '../sync/owner.ts'
import { readKind } from './kind.ts'
import { dropLink, type Held, heldOf, linkOf, linksOf, partBytes, partsOf, putAttachment, putLink, putPart } from './queries.ts'
import { readWhole } from './read-whole.ts'

type Calls = 'attachment.add' | 'attachment.fetch' | 'attachment.open' | 'attachment.remove'

export const attachmentHandlers: VaultHandlers<Calls> = {
  'attachment.add': async ({ file, secrecy, entries }, context) => {
    askSecrecy(secrecy)
    const { path, name } = await context.ports.files.read(file)
    refuseMarks(name)
    const data = await readWhole(path, name)
    const type = await readKind(data, name)
    const sha256 = sha256Hex(data)
    const { db } = context
    const [at, by] = [context.ports.now().toISOString(), context.user.name]
    const ids = [...new Set(entries)]
    const added = await context.commitLong(
      async (breathe) => {
        const open: StoredEntry[] = []
        for (const id of ids) {
          const entry = knownEntry(db, id)
          refuseForeign(db, entry)
          if (entry.deletedAt !== null) throw new Refusal('catalogue.deleted')
          if (linkOf(db, entry.rid, sha256) !== undefined) continue
          if (linksOf(db, entry.rid).length >= attachmentsPerEntry) {
            throw new Refusal('attachment.tooMany', { title: entry.content.title, limit: attachmentsPerEntry })
          }
          open.push(entry)
        }
        if (heldOf(db, sha256) === undefined) {
          putAttachment(db, { sha256, type, bytes: data.length }, at, by)
          for (let n = 0; n * partBytes < data.length; n++) {
            await breathe()
            putPart(db, sha256, n, data.subarray(n * partBytes, (n + 1) * partBytes))
          }
        }
        for (const { rid } of open) putLink(db, { rid, sha256, name, at, by })
        return open.length
      },
      (count) => ({ entity: 'attachment', ...(ids.length === 1 ? { entityId: ids[0] as string } : {}), digest: sha256, note: `${type}, ${count}` }),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: ids.length > 100 ? [] : ids })
    return { sha256, name, type, bytes: data.length, added }
  },

  'attachment.fetch': fetchPaper,

  'attachment.open': async ({ entry: id, sha256, file, purpose }, context) => {
    refuseMarks(purpose)
    const { db } = context
    const entry = knownEntry(db, id)
    const link = linkOf(db, entry.rid, sha256)
    if (link === undefined) throw new Refusal('attachment.unknown')
    const held: Held | undefined = heldOf(db, sha256)
    if (held === undefined) throw new Refusal('attachment.notHere', { name: link.name })
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
        () => ({ entity: 'attachment', entityId: id, digest: sha256, note: held.type }),
      )
      await target.done()
      done = true
    } finally {
      if (!done) await target.discard()
    }
    return { bytes: held.bytes, sha256 }
  },

  'attachment.remove': ({ entry: id, sha256 }, context) => {
    const { db } = context
    context.commit(
      () => {
        const entry = knownEntry(db, id)
        refuseForeign(db, entry)
        const link = linkOf(db, entry.rid, sha256)
        if (link === undefined) throw new Refusal('attachment.unknown')
        if (submittedWith(db, id).has(sha256)) throw new Refusal('attachment.sent', { name: link.name })
        dropLink(db, entry.rid, sha256)
      },
      () => ({ entity: 'attachment', entityId: id, digest: sha256 }),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: [id] })
    return {}
  },
}
