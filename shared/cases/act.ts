import { z } from 'zod'
import { eventSources } from '../clock.ts'
import { isDay } from '../days.ts'
import { daySchema, momentSchema } from '../moments.ts'

/**
 * A case (案卷) between agencies is nothing but its acts: immutable statements by one of its parties. State, clocks and who
 * acts next follow from them (`fold.ts`, `clocks.ts`), here and on the platform by the same code.
 */

/** applicant: who asked, found the error, complains, uses (乙方). respondent: who is asked, provides (甲方). department: the competent one. */
export const parties = ['applicant', 'respondent', 'department'] as const
export const partySchema = z.enum(parties)
export type Party = (typeof parties)[number]

/** What must be on record before an act leaves the office. The working body's head (Order 809 art.20), a 保密审查 (practice P5), the department's head. */
export const needs = ['headConsent', 'secrecyReview', 'departmentHead'] as const
export type Need = (typeof needs)[number]

export const paperSchema = z.strictObject({ name: z.string().min(1).max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export type Paper = z.infer<typeof paperSchema>

export const consentSchema = z.strictObject({
  need: z.enum(needs),
  by: z.string().min(1).max(100),
  on: daySchema,
  /** Where it stands if not on this screen: the signed form, the minutes. */
  evidence: z.string().max(300),
})
export type Consent = z.infer<typeof consentSchema>

/** A moment, or a day where only a day is recorded (收文日期). */
export const whenSchema = z.union([momentSchema, daySchema]).refine((when) => isDay(when.slice(0, 10)))

/** What a party says. It leaves as it is, and is never changed. */
export const statementSchema = z.strictObject({
  id: z.uuid(),
  act: z.string().min(1).max(40),
  party: partySchema,
  officer: z.string().min(1).max(100),
  /** By the clock of who made it: for people to read, nothing is decided by it. */
  madeAt: momentSchema,
  /** 发文字号 of the letter, where there is one. */
  number: z.string().max(100),
  consents: z.array(consentSchema).max(10),
  fields: z.record(z.string().max(40), z.json()),
  note: z.string().max(4000),
  papers: z.array(paperSchema).max(50),
})
export type Statement = z.infer<typeof statementSchema>

/** The statement with where and when it was received: that is what counts. */
export const actSchema = statementSchema.extend({
  agency: z.string().max(100),
  source: z.enum(eventSources),
  when: whenSchema,
  /** 文号 of the competent department's written ruling that lets it count without the platform (practice L3). */
  ruling: z.string().max(100),
})
export type Act = z.infer<typeof actSchema>

export const caseKinds = ['request', 'dispute', 'correction', 'agreement', 'complaint', 'need', 'incident'] as const
export const caseKindSchema = z.enum(caseKinds)
export type CaseKind = (typeof caseKinds)[number]

/** What stays the same over a case's life. */
export const caseHeadSchema = z.strictObject({
  id: z.uuid(),
  kind: caseKindSchema,
  title: z.string().min(1).max(200),
  applicant: z.string().min(1).max(100), // the agency's name
  respondent: z.string().max(100), // '' where there is none: a need, an incident
  /** The case this one is about: the request of a dispute or an agreement, the agreement that is renewed. */
  refers: z.uuid().nullable(),
  /** Whether its information holds 商业秘密 or 个人隐私; decides which rules speak. */
  sensitive: z.array(z.enum(['商业秘密', '个人隐私'])).max(2),
  shareType: z.string().max(20), // of the resource; '' where none is meant
})
export type CaseHead = z.infer<typeof caseHeadSchema>
