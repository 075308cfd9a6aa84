import type { Parsed } from '../../../../shared/contract.ts'
import { Refusal } from '../../../../shared/errors.ts'
import type { Context, VaultHandlers } from '../../context.ts'
import { followReview } from '../../work/follow.ts'
import { refuseMarks } from '../gate.ts'
import { hasReview, type NewAnswer, putAnswer } from './queries.ts'
import { blank, needEvidence, recordAll, refuseFuture } from './recording.ts'

type Form = Parsed<'catalogue.recordReview'> | Parsed<'catalogue.recordAssessment'>

/** What looked at the text without changing where the entry stands. It makes no version. */
const record = (form: Form, kind: 'secrecyReviewed' | 'secrecyAssessed' | 'privacyAssessed', context: Context) => {
  const { entries, conclusion, reviewedOn, handledBy, officeHead, leader, number, reason, evidence } = form
  refuseMarks([handledBy, officeHead, leader, number, reason, evidence])
  needEvidence(evidence)
  refuseFuture(context, reviewedOn)
  return recordAll(context, {
    entries,
    isRecorded: ({ rid, version }) => hasReview(context.db, rid, kind, version, number, reviewedOn),
    write: ({ rid, version }, stamp) => {
      const made = { id: stamp.newId(), version, recordedBy: stamp.author, recordedAt: stamp.at }
      putAnswer(context.db, rid, { ...made, kind, reviewedOn, conclusion, handledBy, officeHead, leader, number, reason, evidence } as NewAnswer)
      if (kind === 'secrecyReviewed') followReview(context.db, stamp, rid, version, reviewedOn)
    },
    detail: (ids) => ({ note: `${kind}, ${ids.length}` }),
  })
}

export const reviewHandlers: Pick<VaultHandlers, 'catalogue.recordReview' | 'catalogue.recordAssessment'> = {
  'catalogue.recordReview': (input, context) => {
    if ([input.handledBy, input.officeHead, input.leader].some(blank)) throw new Refusal('catalogue.reviewersNeeded')
    if (input.conclusion === '不得公开' && blank(input.reason)) throw new Refusal('catalogue.reasonNeeded')
    return record(input, 'secrecyReviewed', context)
  },
  'catalogue.recordAssessment': (input, context) => {
    if (blank(input.handledBy)) throw new Refusal('catalogue.assessorNeeded')
    if (input.conclusion !== '通过' && blank(input.reason)) throw new Refusal('catalogue.reasonNeeded')
    return record(input, input.kind, context)
  },
}
