import { diffContent, fieldChanges } from '../../../../shared/changes.ts'
import { missingEvidence } from '../../../../shared/entry-life.ts'
import { Refusal } from '../../../../shared/errors.ts'
import type { ReaderHandlers } from '../../context.ts'
import { readSettings } from '../../profile/stored-profile.ts'
import { refuseForeign } from '../../sync/owner.ts'
import { checkStored } from '../checking.ts'
import { knownEntry } from '../view-handlers.ts'
import { approvalHash, approvalLine } from './approval.ts'
import { evidenceNeeds } from './needs.ts'
import { publishedContent } from './published.ts'
import { answersOf } from './queries.ts'

export const answerViewHandlers: Pick<ReaderHandlers, 'catalogue.answers' | 'catalogue.approval' | 'catalogue.published'> = {
  'catalogue.answers': ({ id }, { db, now }) => {
    const answers = answersOf(db, knownEntry(db, id).rid)
    const asked = [...evidenceNeeds(db, now().toISOString())]
    return { answers, asked, missing: missingEvidence(asked, answers) }
  },

  'catalogue.approval': ({ entries }, { db, now }) => {
    const settings = readSettings(db, now().toISOString())
    const named = new Map(entries.map(({ id, base }) => [id, base]))
    const listed = [...named].map(([id, base]) => {
      const entry = knownEntry(db, id)
      if (entry.deletedAt !== null) throw new Refusal('catalogue.deleted')
      refuseForeign(db, entry)
      if (entry.version !== base) throw new Refusal('catalogue.stale', { author: entry.updatedBy, current: entry.version })
      return entry
    })
    const errorsOf = (entry: (typeof listed)[number]): number =>
      checkStored(db, entry.content, entry.rid, settings).findings.filter(({ severity }) => severity === 'error').length
    return { hash: approvalHash(listed), lines: listed.map((entry) => approvalLine(db, entry, errorsOf(entry))) }
  },

  'catalogue.published': ({ id }, { db }) => {
    const entry = knownEntry(db, id)
    const content = publishedContent(db, entry)
    const { sinceAt, outside } = entry.standing
    const publishedVersion = entry.others ? entry.version : entry.standing.publishedVersion
    if (content === null || publishedVersion === null) return { published: null, changes: [] }
    return {
      published: { version: publishedVersion, sinceAt: outside === 'published' ? sinceAt : null, content },
      changes: fieldChanges(diffContent(content, entry.content)),
    }
  },
}
