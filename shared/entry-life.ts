import type { EntryStatus, Outside, Standing } from './catalogue.ts'

/**
 * The working life of an entry: checked and agreed in the agency (its steps), then 报送—审核—发布 by the department (its
 * answers), which until there is a platform are entered by hand with their evidence (practice P1, P3). What is
 * published stays in force beside a text that is worked on: `status` is how far the text on the desk has come,
 * `standing` what the department last said and of which version.
 */

/** What is recorded of the department: received our list, sent it back, published it, took it down. */
export const answerKinds = ['submitted', 'returned', 'published', 'withdrawn'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** What the agency does with a text before it goes out. */
export const stepKinds = ['checked', 'agreed', 'declined'] as const
export type StepKind = (typeof stepKinds)[number]

/** The separate catalogue of what is not shared: submitted, confirmed, or not. */
export const withheldKinds = ['withheldSubmitted', 'withheldConfirmed', 'withheldRefused'] as const
export type WithheldKind = (typeof withheldKinds)[number]
/** In the table that is handed in. */
export const withheldResultWords: Readonly<Record<WithheldKind, string>> = {
  withheldSubmitted: '已报送，待审查确认',
  withheldConfirmed: '已审查确认',
  withheldRefused: '未予确认',
}

/** Where the answer came from (practice P3): platform, forwarded, register of letters received, hand-over form, telephone. */
export const answerSources = ['平台', '转来', '收文登记', '交接单', '电话'] as const
export type AnswerSource = (typeof answerSources)[number]

/** How the department head agreed: on this screen, or on the signed 目录报送审批表 (practice P6). */
export const agreementSources = ['屏幕', '纸质审批表'] as const
export type AgreementSource = (typeof agreementSources)[number]

/** What a 保密审查 may conclude (practice P5); only the first opens anything. */
export const reviewConclusions = ['可以公开', '不得公开'] as const
export type ReviewConclusion = (typeof reviewConclusions)[number]

/** The assessments before a catalogue is submitted, as they are kept and as the regulations call them. */
export const assessments = { secrecyAssessed: '保密风险评估', privacyAssessed: '个人信息保护影响评估' } as const
export type AssessmentKind = keyof typeof assessments
export const assessmentKinds = ['secrecyAssessed', 'privacyAssessed'] as const satisfies readonly AssessmentKind[]

/** 不涉及 needs its reason and may be said of a whole list at once (practice L6); 不通过 stops the submission. */
export const assessmentConclusions = ['通过', '不涉及', '不通过'] as const
export type AssessmentConclusion = (typeof assessmentConclusions)[number]

/** What must be on record before a submission; which of them are asked for is said by the rules. */
export const evidenceKinds = ['保密风险评估', '个人信息保护影响评估', '部门负责人审核同意'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export type Life = Standing & { status: EntryStatus }

/** The text was changed since the version that is published. */
export const isAmended = ({ publishedVersion, textVersion }: Standing): boolean =>
  publishedVersion !== null && textVersion !== null && textVersion > publishedVersion

/** The text was changed since it was submitted, and the department has not answered yet. */
export const changedSinceSubmitted = ({ submittedVersion, textVersion }: Standing): boolean =>
  submittedVersion !== null && textVersion !== null && textVersion > submittedVersion

const inside: ReadonlySet<EntryStatus> = new Set(['checked', 'agreed'])

/** Where an entry stands again when its text is changed: a check and an agreement name the version they saw. */
export const statusAfterEdit = ({ status, outside }: Life): EntryStatus => (inside.has(status) ? outside : status)

/** Where it stands after the department's answer: a newer text that was checked or agreed meanwhile goes on from there. */
export const statusAfterAnswer = (kind: AnswerKind, life: Life): EntryStatus =>
  kind === 'published' && inside.has(life.status) && changedSinceSubmitted(life) ? life.status : kind

const rules: Readonly<Record<AnswerKind | StepKind, (life: Life) => boolean>> = {
  // What is out there unchanged has nothing new to check.
  checked: (life) =>
    life.status === 'draft' ||
    life.status === 'returned' ||
    life.status === 'withdrawn' ||
    (life.status === 'published' && isAmended(life)) ||
    (life.status === 'submitted' && changedSinceSubmitted(life)),
  agreed: ({ status }) => status === 'checked',
  declined: ({ status }) => inside.has(status),
  submitted: ({ status }) => inside.has(status),
  // A further notice adds its reasons; what is published can be found wanting.
  returned: ({ outside }) => outside === 'submitted' || outside === 'returned' || outside === 'published',
  // What stood before Mulu was submitted outside it (practice P8); a change of the published is submitted first.
  published: (life) => life.outside === 'submitted' || life.outside === 'draft' || (life.outside === 'published' && !isAmended(life)),
  withdrawn: ({ publishedVersion }) => publishedVersion !== null,
}

/** Whether this can be recorded of an entry in this state. */
export const mayRecord = (kind: AnswerKind | StepKind, life: Life): boolean => rules[kind](life)

/** The answers an entry in this state can get; null is "any state", of several entries at once. */
export const answersFor = (life: Life | null): AnswerKind[] => answerKinds.filter((kind) => life === null || mayRecord(kind, life))

/** How the standing changes with an answer that made version `version`. */
export const standingAfter = (kind: AnswerKind, before: Standing, version: number, receivedAt: string): Standing => ({
  ...before,
  outside: kind as Outside,
  sinceAt: receivedAt,
  // What was submitted is what gets published, whatever was changed on the desk since.
  publishedVersion:
    kind === 'published' ? (changedSinceSubmitted(before) ? before.submittedVersion : version) : kind === 'withdrawn' ? null : before.publishedVersion,
  submittedVersion: kind === 'submitted' ? version : null,
})

/** A record as far as the evidence goes; the newest of its kind counts. */
type Evidence = { kind: string; outdated: boolean; conclusion?: string }

/** What of the evidence asked for is not there for the text as it stands. `records` are the newest first. */
export const missingEvidence = (needs: readonly EvidenceKind[], records: readonly Evidence[]): EvidenceKind[] =>
  needs.filter((need) => {
    if (need === '部门负责人审核同意') {
      const newest = records.find(({ kind }) => kind === 'agreed' || kind === 'declined')
      return newest?.kind !== 'agreed' || newest.outdated
    }
    const newest = records.find(({ kind }) => kind in assessments && assessments[kind as AssessmentKind] === need)
    return newest === undefined || newest.outdated || newest.conclusion === '不通过'
  })

export const nextSteps = ['check', 'agree', 'submit', 'publish', 'mend'] as const
export type NextStep = (typeof nextSteps)[number]
/** Who does a step: the officer, the department head, the competent department. */
export const actors = ['officer', 'head', 'department'] as const

/** What comes next for an entry; null: nothing is due of itself. */
export const nextStep = (life: Life): NextStep | null => {
  if (life.status === 'checked') return 'agree'
  if (life.status === 'agreed') return 'submit'
  if (life.status === 'submitted') return 'publish'
  if (life.status === 'returned') return 'mend'
  return life.status === 'draft' || (life.status === 'published' && isAmended(life)) ? 'check' : null
}
