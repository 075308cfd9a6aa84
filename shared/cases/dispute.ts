import { z } from 'zod'
import { daySchema } from '../moments.ts'
import { heads, message, officers } from './casework.ts'
import { line, text, toAct } from './fields.ts'
import { machine } from './machine.ts'

/** What is disputed decides who is asked: a claim of state secrecy seals the case and goes to the 保密行政管理部门 by paper (practice L2). */
export const disputeSubjects = ['refusal', 'condition', 'delay', 'scope', 'correction', 'classification'] as const

const round = z.strictObject({ on: daySchema, how: line, with: line, outcome: text })

/**
 * 争议协调 in the stages of Order 809 art.28: negotiated, then the competent department of both (the common superior across
 * levels), then the government; Hebei art.13 gives explanation and coordination their days.
 */
export const disputeMachine = machine({
  kind: 'dispute',
  words: { zh: '争议协调', en: 'Dispute' },
  parties: {
    applicant: { zh: '提出方', en: 'who disputes' },
    respondent: { zh: '另一方', en: 'other side' },
    department: { zh: '主管部门', en: 'competent department' },
  },
  states: {
    negotiating: { words: { zh: '协商中', en: 'being negotiated' } },
    explaining: { words: { zh: '待书面说明', en: 'waiting for the written explanation' } },
    coordinating: { words: { zh: '协调中', en: 'being coordinated' } },
    unsettled: { words: { zh: '协调未果，待决定', en: 'not settled, to be decided' } },
    settled: { words: { zh: '已达成一致', en: 'settled' }, closed: true },
    decided: { words: { zh: '已决定', en: 'decided' }, closed: true },
    withdrawn: { words: { zh: '已撤回', en: 'withdrawn' }, closed: true },
  },
  acts: {
    raise: {
      words: { zh: '提出争议', en: 'raise' },
      party: ['applicant'],
      from: ['new'],
      to: 'negotiating',
      fields: z.strictObject({ subject: z.enum(disputeSubjects), matter: text, wanted: text }),
      roles: officers,
      needs: ['headConsent'],
      events: [],
    },
    negotiate: {
      words: { zh: '协商记录', en: 'negotiation' },
      party: ['applicant', 'respondent'],
      from: ['negotiating'],
      to: null,
      fields: round,
      roles: heads,
      needs: [],
      events: [],
    },
    settle: {
      words: { zh: '达成一致', en: 'settle' },
      party: ['applicant'],
      from: ['negotiating', 'explaining', 'coordinating', 'unsettled'],
      to: 'settled',
      fields: z.strictObject({ outcome: text }),
      roles: officers,
      needs: ['headConsent'],
      after: ['negotiate'],
      events: [],
    },
    applyCoordination: {
      words: { zh: '申请主管部门协调', en: 'apply to the competent department' },
      party: ['applicant'],
      from: ['negotiating'],
      to: 'explaining',
      fields: z.strictObject({ to: line, matter: text }),
      roles: officers,
      needs: ['headConsent'],
      after: ['negotiate'],
      paper: true,
      events: ['coordinationApplied'],
      tellsDepartment: true,
    },
    explain: {
      words: { zh: '提交书面说明', en: 'explain in writing' },
      party: ['respondent'],
      from: ['explaining'],
      to: 'coordinating',
      fields: z.strictObject({ reasons: text, basis: z.string().max(2000) }),
      roles: officers,
      needs: ['headConsent', 'secrecyReview'],
      paper: true,
      events: ['explanationReceived'],
    },
    coordinate: {
      words: { zh: '协调达成一致', en: 'coordinate: agreed' },
      party: ['department'],
      from: ['explaining', 'coordinating'],
      to: 'settled',
      fields: z.strictObject({ outcome: text }),
      roles: officers,
      needs: [],
      events: ['coordinated'],
    },
    failCoordination: {
      words: { zh: '协调未果', en: 'coordinate: not agreed' },
      party: ['department'],
      from: ['explaining', 'coordinating'],
      to: 'unsettled',
      fields: z.strictObject({ outcome: text }),
      roles: officers,
      needs: [],
      events: ['coordinated'],
    },
    decide: {
      words: { zh: '作出决定', en: 'decide' },
      party: ['department'],
      from: ['unsettled'],
      to: 'decided',
      fields: z.strictObject({ decision: text, by: line, with: z.string().max(300) }),
      roles: officers,
      needs: [],
      paper: true,
      events: [],
    },
    acknowledge: {
      words: { zh: '签收决定', en: 'acknowledge the decision' },
      party: ['applicant', 'respondent'],
      from: ['decided'],
      to: null,
      fields: z.strictObject({ to: toAct }),
      roles: officers,
      needs: [],
      answers: ['decide'],
      events: [],
    },
    message: { ...message, party: ['applicant', 'respondent', 'department'], from: ['negotiating', 'explaining', 'coordinating', 'unsettled'] },
    withdraw: {
      words: { zh: '撤回', en: 'withdraw' },
      party: ['applicant'],
      from: ['negotiating', 'explaining', 'coordinating', 'unsettled'],
      to: 'withdrawn',
      fields: z.strictObject({ reason: text }),
      roles: officers,
      needs: [],
      events: [],
    },
  },
  next: [
    { in: ['negotiating'], party: 'applicant', act: 'negotiate', unless: ['negotiate'] },
    { in: ['negotiating'], party: 'applicant', act: 'applyCoordination', after: ['negotiate'] },
    { in: ['explaining'], party: 'respondent', act: 'explain', clock: 'dispute.explain' },
    { in: ['coordinating'], party: 'department', words: { zh: '协调', en: 'coordinate' }, act: 'coordinate', clock: 'dispute.coordinate' },
    { in: ['unsettled'], party: 'department', act: 'decide' },
  ],
  clocks: ['dispute.explain', 'dispute.coordinate'],
})
