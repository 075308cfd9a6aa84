import { attachmentsPerEntry } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { VaultHandlers } from '../context.ts'
import { submittedWith } from '../sync/evidence.ts'
import { fetchPaper } from '../sync/fetch-paper.ts'
import { refuseForeign } from '../sync/owner.ts'
import { dropLink, linkOf, linksOf, putLink } from './queries.ts'
import { readPaper, savePaper, storePaper } from './take.ts'

type Calls = 'attachment.add' | 'attachment.fetch' | 'attachment.open' | 'attachment.remove'

export const attachmentHandlers: VaultHandlers<Calls> = {
  'attachment.add': async ({ file, secrecy, entries }, context) => {
    askSecrecy(secrecy)
    const { sha256, name, type, data } = await readPaper(context, file)
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
        await storePaper(db, { sha256, type, data }, at, by, breathe)
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
    const entry = knownEntry(context.db, id)
    const link = linkOf(context.db, entry.rid, sha256)
    if (link === undefined) throw new Refusal('attachment.unknown')
    return await savePaper(context, { sha256, name: link.name, file, purpose }, { entity: 'attachment', entityId: id })
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
