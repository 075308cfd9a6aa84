import { z } from 'zod'
import { daySchema } from '../moments.ts'
import { message } from './casework.ts'
import { line, text, toAct } from './fields.ts'
import { machine } from './machine.ts'

const officers = ['confidentialityOfficer', 'catalogueOfficer'] as const
const heads = ['confidentialityOfficer', 'catalogueOfficer', 'workingBodyHead'] as const
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** The whole text on the table, as canonical JSON says it (`agreement-text.ts`), and its digest. */
const proposal = z.strictObject({ text: z.record(z.string(), z.json()), sha256, note: z.string().max(2000) })

/**
 * A side's signature: made here, its artefacts among the papers; or on paper (practice P4): the scan among the papers, with
 * who signed by which 授权, how many copies, and where the original lies. Both bind the digest of the text agreed to.
 */
const signature = z.strictObject({
  to: toAct,
  sha256,
  way: z.enum(['electronic', 'paper']),
  signer: line,
  authorisation: line,
  on: daySchema,
  copies: z.number().int().min(1).max(20),
  keptAt: z.string().max(200),
})

/** 安全保密协议: drafted, negotiated, signed by both, in force until it expires, is replaced or ended. */
export const agreementMachine = machine({
  kind: 'agreement',
  words: { zh: '安全保密协议', en: 'Security agreement' },
  parties: {
    applicant: { zh: '使用方（乙方）', en: 'user (party B)' },
    respondent: { zh: '提供方（甲方）', en: 'provider (party A)' },
    department: { zh: '主管部门', en: 'competent department' },
  },
  states: {
    proposed: { words: { zh: '协商文本', en: 'under negotiation' } },
    agreed: { words: { zh: '文本已定，待签署', en: 'agreed, to be signed' } },
    halfSigned: { words: { zh: '一方已签署', en: 'signed by one side' } },
    inForce: { words: { zh: '已生效', en: 'in force' } },
    concluded: { words: { zh: '已到期了结', en: 'settled at its end' }, closed: true },
    terminated: { words: { zh: '已终止', en: 'terminated' }, closed: true },
    abandoned: { words: { zh: '未签订', en: 'not concluded' }, closed: true },
  },
  acts: {
    propose: {
      words: { zh: '提出文本', en: 'propose the text' },
      party: ['applicant', 'respondent'],
      from: ['new'],
      to: 'proposed',
      fields: proposal,
      roles: officers,
      needs: ['secrecyReview'],
      events: [],
    },
    counter: {
      words: { zh: '提出修改文本', en: 'propose another text' },
      party: ['applicant', 'respondent'],
      from: ['proposed'],
      to: 'proposed',
      fields: proposal.extend({ to: toAct }),
      roles: officers,
      needs: ['secrecyReview'],
      otherThan: ['propose', 'counter', 'reopen'],
      answers: ['propose', 'counter', 'reopen'],
      events: [],
    },
    accept: {
      words: { zh: '同意文本', en: 'accept the text' },
      party: ['applicant', 'respondent'],
      from: ['proposed'],
      to: 'agreed',
      fields: z.strictObject({ to: toAct, sha256 }),
      roles: officers,
      needs: ['headConsent', 'secrecyReview'],
      otherThan: ['propose', 'counter', 'reopen'],
      answers: ['propose', 'counter', 'reopen'],
      same: ['sha256'],
      events: [],
    },
    reopen: {
      words: { zh: '重新协商', en: 'negotiate again' },
      party: ['applicant', 'respondent'],
      from: ['agreed', 'halfSigned'],
      to: 'proposed',
      fields: proposal.extend({ to: toAct, reason: text }),
      roles: officers,
      needs: ['secrecyReview'],
      answers: ['accept', 'sign'],
      events: [],
    },
    sign: {
      words: { zh: '签署（先签方）', en: 'sign first' },
      party: ['applicant', 'respondent'],
      from: ['agreed'],
      to: 'halfSigned',
      fields: signature,
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      answers: ['accept'],
      same: ['sha256'],
      events: [],
    },
    countersign: {
      words: { zh: '签署（后签方）', en: 'countersign' },
      party: ['applicant', 'respondent'],
      from: ['halfSigned'],
      to: 'inForce',
      fields: signature,
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      otherThan: ['sign'],
      answers: ['sign'],
      same: ['sha256'],
      events: [],
    },
    unsign: {
      words: { zh: '撤回签署', en: 'take the signature back' },
      party: ['applicant', 'respondent'],
      from: ['halfSigned'],
      to: 'agreed',
      fields: z.strictObject({ to: toAct, reason: text }),
      roles: officers,
      needs: ['headConsent'],
      sameAs: ['sign'],
      answers: ['sign'],
      events: [],
    },
    file: {
      words: { zh: '备案', en: 'file with the competent department' },
      party: ['applicant', 'respondent'],
      from: ['inForce'],
      to: null,
      fields: z.strictObject({ number: line, on: daySchema }),
      roles: officers,
      needs: [],
      events: [],
    },
    terminate: {
      words: { zh: '终止', en: 'terminate' },
      party: ['applicant', 'respondent'],
      from: ['inForce'],
      to: 'terminated',
      fields: z.strictObject({ on: daySchema, reason: text, disposal: text }),
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      events: [],
    },
    conclude: {
      words: { zh: '到期了结（续签或处置）', en: 'settle at its end (renewed, or data disposed of)' },
      party: ['applicant', 'respondent'],
      from: ['inForce'],
      to: 'concluded',
      fields: z.strictObject({ on: daySchema, how: z.enum(['renewed', 'disposed']), reason: text }),
      roles: officers,
      needs: ['headConsent'],
      events: [],
    },
    message: { ...message, party: ['applicant', 'respondent'], from: ['proposed', 'agreed', 'halfSigned', 'inForce'], roles: heads },
    abandon: {
      words: { zh: '放弃签订', en: 'give up' },
      party: ['applicant', 'respondent'],
      from: ['proposed', 'agreed', 'halfSigned'],
      to: 'abandoned',
      fields: z.strictObject({ reason: text }),
      roles: officers,
      needs: [],
      events: [],
    },
  },
  next: [
    { in: ['proposed'], party: { otherThan: ['propose', 'counter', 'reopen'] }, act: 'accept' },
    { in: ['agreed'], party: 'respondent', act: 'sign' },
    { in: ['halfSigned'], party: { otherThan: ['sign'] }, act: 'countersign' },
    { in: ['inForce'], party: 'applicant', act: 'conclude' },
  ],
  clocks: [],
})
