import type { AgreementSource, AnswerSource, AssessmentConclusion, ReviewConclusion } from '../../../shared/entry-life.ts'

/** The texts' keys of the words as they are kept. */
export const sourceKeys = {
  平台: 'answers.sources.platform',
  转来: 'answers.sources.forwarded',
  收文登记: 'answers.sources.letter',
  交接单: 'answers.sources.handover',
  电话: 'answers.sources.telephone',
} as const satisfies Record<AnswerSource, string>

export const conclusionKeys = {
  可以公开: 'answers.conclusions.open',
  不得公开: 'answers.conclusions.closed',
} as const satisfies Record<ReviewConclusion, string>

export const assessedKeys = {
  通过: 'life.conclusions.passed',
  不涉及: 'life.conclusions.notConcerned',
  不通过: 'life.conclusions.failed',
} as const satisfies Record<AssessmentConclusion, string>

export const agreementKeys = {
  屏幕: 'answers.sources.screen',
  纸质审批表: 'answers.sources.form',
} as const satisfies Record<AgreementSource, string>
