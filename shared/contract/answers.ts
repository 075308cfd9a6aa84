import { z } from 'zod'
import {
  agreementSources,
  answerKinds,
  answerSources,
  assessmentConclusions,
  assessmentKinds,
  evidenceKinds,
  reviewConclusions,
  withheldKinds,
} from '../entry-life.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

/** Entries, each at the version that was seen. */
export const entriesSchema = z
  .array(z.strictObject({ id: z.uuid(), base: z.number().int().positive() }))
  .min(1)
  .max(10_000)

/** Where the paper is kept, or the picture of the screen. */
export const evidenceSchema = z.string().max(500)
export const numberSchema = z.string().max(100).default('') // 文号, 来文号 or the form's number
export const reasonSchema = z.string().max(2000).default('')
export const pastDaySchema = daySchema.refine((on) => !Number.isNaN(Date.parse(on)))
const nameSchema = z.string().max(100)

/** 承办人—处室负责人—分管领导 (practice P5). */
const reviewPeople = { handledBy: nameSchema, officeHead: nameSchema, leader: nameSchema }

/** `already`: on record before; nothing was written for these. */
export const recordedSchema = z.strictObject({ recorded: z.number().int(), already: z.number().int() })

const shared = {
  id: z.uuid(),
  /** The version an answer or step made; the one a review or assessment looked at. */
  version: z.number().int(),
  number: z.string(),
  reason: z.string(),
  evidence: z.string(),
  recordedBy: z.string(),
  recordedAt: momentSchema,
  /** The text was changed since: what looked at the text no longer stands for it. */
  outdated: z.boolean(),
}

/** What is on record about an entry, newest first. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...shared,
    kind: z.enum([...answerKinds, ...withheldKinds]),
    receivedAt: momentSchema,
    source: z.enum(answerSources),
    publishedOn: daySchema.nullable(),
  }),
  z.strictObject({ ...shared, kind: z.literal('checked') }),
  z.strictObject({
    ...shared,
    kind: z.enum(['agreed', 'declined']),
    source: z.enum(agreementSources),
    agreedBy: z.string(),
    agreedOn: daySchema,
    hash: z.string(), // of the 审批表 that was signed; '' on screen
  }),
  z.strictObject({ ...shared, kind: z.enum(assessmentKinds), reviewedOn: daySchema, conclusion: z.enum(assessmentConclusions), ...reviewPeople }),
  z.strictObject({ ...shared, kind: z.literal('secrecyReviewed'), reviewedOn: daySchema, conclusion: z.enum(reviewConclusions), ...reviewPeople }),
])
export type Answer = z.infer<typeof answerSchema>

/** As the letter or the platform's page says it (practice P1, P3). */
const answerFields = {
  entries: entriesSchema,
  receivedAt: momentSchema.refine((at) => !Number.isNaN(Date.parse(at))), // the department's time, not ours
  source: z.enum(answerSources),
  number: numberSchema,
  reason: reasonSchema,
  evidence: evidenceSchema,
}
const answerRoles = ['catalogueOfficer', 'workingBodyHead'] as const

const reviewFields = {
  entries: entriesSchema,
  reviewedOn: pastDaySchema,
  number: numberSchema,
  reason: reasonSchema,
  evidence: evidenceSchema,
}

/** What others say of an entry, by hand with its evidence (decisions F2, practice P1, P3, P5). Each call is for all its entries or none. */
export const answerCalls = {
  'catalogue.submit': call({
    about: {
      zh: '报送：登记部门收到目录的时间和凭据（评估和部门负责人审核同意须齐全）',
      en: 'Submit: when the department received the entries, with its evidence; refused while an assessment or agreement is missing',
    },
    roles: answerRoles,
    effect: 'write',
    input: z.strictObject(answerFields),
    output: recordedSchema,
  }),
  'catalogue.return': call({
    about: { zh: '登记部门退回，逐条写明理由', en: "Record the department's return, with its reason for each entry" },
    roles: answerRoles,
    effect: 'write',
    input: z.strictObject({
      ...answerFields,
      /** An entry's own reason stands before the one for all. */
      entries: z
        .array(z.strictObject({ id: z.uuid(), base: z.number().int().positive(), reason: z.string().max(2000).optional() }))
        .min(1)
        .max(10_000),
    }),
    output: recordedSchema,
  }),
  'catalogue.publish': call({
    about: { zh: '登记部门审核并发布；发布的是报送的那一版', en: "Record the department's publication, of the version that was submitted" },
    roles: answerRoles,
    effect: 'write',
    input: z.strictObject({ ...answerFields, publishedOn: daySchema.optional() }), // becomes the entry's 发布日期
    output: recordedSchema,
  }),
  'catalogue.withdraw': call({
    about: { zh: '登记已发布的目录撤下', en: 'Record that the department took published entries down' },
    roles: answerRoles,
    effect: 'write',
    input: z.strictObject(answerFields),
    output: recordedSchema,
  }),
  'catalogue.recordReview': call({
    about: { zh: '登记保密审查（拟向社会开放的目录）', en: 'Record the secrecy review of what is to be opened' },
    roles: ['confidentialityOfficer'],
    effect: 'write',
    input: z.strictObject({ ...reviewFields, conclusion: z.enum(reviewConclusions), ...reviewPeople }),
    output: recordedSchema,
  }),
  'catalogue.recordAssessment': call({
    about: {
      zh: '登记保密风险评估、个人信息保护影响评估；可以整批写“不涉及”并说明理由',
      en: 'Record an assessment of secrecy risk or of the impact on personal information; 不涉及 with a reason, for a whole list at once',
    },
    roles: ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead'],
    effect: 'write',
    input: z.strictObject({
      ...reviewFields,
      kind: z.enum(assessmentKinds),
      conclusion: z.enum(assessmentConclusions),
      handledBy: nameSchema,
      officeHead: nameSchema.default(''),
      leader: nameSchema.default(''),
    }),
    output: recordedSchema,
  }),
  'catalogue.answers': call({
    about: { zh: '一条目录的办理记录和下一步还缺什么', en: 'What is on record of an entry, and what the next step still lacks' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      answers: z.array(answerSchema),
      /** What the rules in force ask for before a submission. */
      asked: z.array(z.enum(evidenceKinds)),
      /** Asked for and not there for the present text. */
      missing: z.array(z.enum(evidenceKinds)),
    }),
  }),
}
