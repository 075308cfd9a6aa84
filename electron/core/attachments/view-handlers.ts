import type { Attachment } from '../../../shared/contract/attachments.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { ReaderHandlers } from '../context.ts'
import { submittedWith } from '../sync/evidence.ts'
import { shadowOf } from '../sync/shadow.ts'
import { isAsked, linksOf } from './queries.ts'

export const attachmentViewHandlers: ReaderHandlers<'attachment.list'> = {
  'attachment.list': ({ entry: id }, { db }) => {
    const { rid } = knownEntry(db, id)
    const sent = submittedWith(db, id)
    const listed = linksOf(db, rid).map(
      ({ sha256, name, type, bytes, at, by }): Attachment => ({
        sha256,
        name,
        type: type as Attachment['type'],
        bytes,
        addedAt: at,
        addedBy: by,
        waiting: sent.get(sha256) === '',
        asked: isAsked(db, sha256),
        submittedAt: sent.get(sha256) || null,
      }),
    )
    const here = new Set(listed.map(({ sha256 }) => sha256))
    // A colleague at another desk sent these; the platform tells by which name and digest.
    const told = (shadowOf(db, id)?.state.evidence ?? []).filter(({ sha256 }) => !here.has(sha256))
    return {
      attachments: [
        ...listed,
        ...told.map(
          ({ sha256, name }): Attachment => ({
            sha256,
            name,
            type: null,
            bytes: null,
            addedAt: null,
            addedBy: '',
            waiting: false,
            asked: isAsked(db, sha256),
            submittedAt: null,
          }),
        ),
      ],
    }
  },
}
