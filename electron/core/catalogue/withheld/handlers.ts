import { Refusal } from '../../../../shared/errors.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { Context, VaultHandlers } from '../../context.ts'
import { exportWithheld } from '../../transfer/export.ts'
import { hasAnswer, putAnswer } from '../answers/queries.ts'
import { blank, needEvidence, recordAll, refuseFuture } from '../answers/recording.ts'
import { refuseMarks } from '../gate.ts'
import type { StoredEntry } from '../queries.ts'
import { withheldResult, withheldType } from './queries.ts'

/** Only what is not shared, with a basis that is named, is submitted; only what was submitted is confirmed or not. */
const allow = (context: Context, kind: string, { rid, content }: StoredEntry): void => {
  const { title } = content
  if (content.shareType !== withheldType) throw new Refusal('withheld.otherType', { title })
  if (!content.shareBasis.some((basis) => !blank(basis.title))) throw new Refusal('withheld.basisNeeded', { title })
  if (kind === 'withheldSubmitted') return
  const last = withheldResult(context.db, rid)
  if (last === null || last.outdated) throw new Refusal('withheld.notSubmitted', { title })
}

export const withheldHandlers: Pick<VaultHandlers, 'withheld.record' | 'withheld.export'> = {
  'withheld.record': (input, context) => {
    const { entries, kind, receivedAt, source, number, reason, evidence } = input
    refuseMarks([number, reason, evidence])
    needEvidence(evidence)
    if (kind === 'withheldRefused' && blank(reason)) throw new Refusal('catalogue.reasonNeeded')
    refuseFuture(context, dayInChina(receivedAt))
    return recordAll(context, {
      entries,
      isRecorded: ({ rid }) => hasAnswer(context.db, rid, kind, number, receivedAt),
      allow: (open) => {
        for (const entry of open) allow(context, kind, entry)
      },
      write: ({ rid, version }, stamp) => {
        const made = { id: stamp.newId(), version, recordedBy: stamp.author, recordedAt: stamp.at }
        putAnswer(context.db, rid, { ...made, kind, receivedAt, source, number, reason, evidence, publishedOn: null })
      },
      detail: (ids) => ({ note: `${kind}, ${ids.length}` }),
    })
  },
  'withheld.export': exportWithheld,
}
