import { z } from 'zod'
import { message, officers } from './casework.ts'
import { items, line, nothing, resource, text, toAct } from './fields.ts'
import { machine } from './machine.ts'

export const correctionTypes = ['error', 'inconsistency'] as const

/** Of 多源不一致: which other source says what, in words. Single values, never tables of data (practice L3). */
const source = z.strictObject({ agency: line, resource: line, says: z.string().trim().min(1).max(500) })

const report = z
  .strictObject({
    type: z.enum(correctionTypes),
    resource,
    items,
    wrong: text, // what is wrong, and where
    evidence: text, // what shows it
    sources: z.array(source).max(20),
  })
  .refine(({ type, sources }) => type === 'error' || sources.length > 0, { path: ['sources'] })

/** 校核: errors and sources that differ, to whoever provides the data; a written report to the department, and its written feedback (Ningbo art.20). */
export const correctionMachine = machine({
  kind: 'correction',
  words: { zh: '数据校核', en: 'Correction' },
  parties: {
    applicant: { zh: '提出方', en: 'who found it' },
    respondent: { zh: '提供方', en: 'provider' },
    department: { zh: '主管部门', en: 'competent department' },
  },
  states: {
    reported: { words: { zh: '待核实', en: 'to be verified' } },
    corrected: { words: { zh: '已更正，待确认', en: 'corrected, to be confirmed' } },
    upheld: { words: { zh: '核实无误，待确认', en: 'found right, to be confirmed' } },
    closed: { words: { zh: '已办结', en: 'closed' }, closed: true },
    withdrawn: { words: { zh: '已撤回', en: 'withdrawn' }, closed: true },
  },
  acts: {
    report: {
      words: { zh: '提出校核申请', en: 'ask for a correction' },
      party: ['applicant'],
      from: ['new'],
      to: 'reported',
      fields: report,
      roles: officers,
      needs: ['secrecyReview'],
      events: ['correctionReceived'],
    },
    reportDepartment: {
      words: { zh: '书面报告主管部门', en: 'report to the competent department in writing' },
      party: ['applicant'],
      from: ['reported', 'corrected', 'upheld'],
      to: null,
      fields: nothing,
      roles: officers,
      needs: [],
      once: true,
      paper: true,
      events: [],
      tellsDepartment: true,
    },
    correct: {
      words: { zh: '核实并更正', en: 'verify and correct' },
      party: ['respondent'],
      from: ['reported'],
      to: 'corrected',
      fields: z.strictObject({ result: text, corrected: text }),
      roles: officers,
      needs: ['headConsent'],
      events: ['corrected'],
    },
    uphold: {
      words: { zh: '核实无误并说明', en: 'verify, and explain that it is right' },
      party: ['respondent'],
      from: ['reported'],
      to: 'upheld',
      fields: z.strictObject({ result: text, explanation: text }),
      roles: officers,
      needs: ['headConsent'],
      events: ['corrected'],
    },
    opinion: {
      words: { zh: '会同核实意见', en: 'opinion on sources that differ' },
      party: ['department'],
      from: ['reported', 'corrected', 'upheld'],
      to: null,
      fields: z.strictObject({ opinion: text }),
      roles: officers,
      needs: [],
      events: [],
    },
    feedback: {
      words: { zh: '书面反馈', en: 'written feedback' },
      party: ['department'],
      from: ['reported', 'corrected', 'upheld'],
      to: null,
      fields: z.strictObject({ result: text }),
      roles: officers,
      needs: [],
      after: ['reportDepartment'],
      paper: true,
      events: [],
    },
    confirm: {
      words: { zh: '确认办结', en: 'confirm' },
      party: ['applicant'],
      from: ['corrected', 'upheld'],
      to: 'closed',
      fields: z.strictObject({ to: toAct }),
      roles: officers,
      needs: [],
      answers: ['correct', 'uphold'],
      events: [],
    },
    reopen: {
      words: { zh: '仍有疑义，重新提出', en: 'still in doubt' },
      party: ['applicant'],
      from: ['corrected', 'upheld'],
      to: 'reported',
      fields: z.strictObject({ to: toAct, wrong: text }),
      roles: officers,
      needs: ['secrecyReview'],
      answers: ['correct', 'uphold'],
      events: ['correctionReceived'],
    },
    message: { ...message, party: ['applicant', 'respondent', 'department'], from: ['reported', 'corrected', 'upheld'] },
    withdraw: {
      words: { zh: '撤回', en: 'withdraw' },
      party: ['applicant'],
      from: ['reported'],
      to: 'withdrawn',
      fields: z.strictObject({ reason: text }),
      roles: officers,
      needs: [],
      events: [],
    },
  },
  next: [
    { in: ['reported'], party: 'respondent', words: { zh: '核实处理', en: 'verify' }, act: 'correct', clock: 'correction.handle' },
    { in: ['reported'], party: 'applicant', act: 'reportDepartment', unless: ['reportDepartment'], ruled: true },
    { in: ['corrected', 'upheld'], party: 'applicant', act: 'confirm' },
    {
      in: ['reported', 'corrected', 'upheld'],
      party: 'department',
      act: 'feedback',
      after: ['reportDepartment'],
      unless: ['feedback'],
    },
  ],
  clocks: ['correction.handle'],
})
