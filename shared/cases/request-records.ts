import { z } from 'zod'
import { daySchema } from '../moments.ts'
import { officers } from './casework.ts'
import { line, text } from './fields.ts'

/** What an office writes down of a sharing that runs; nothing of it leaves. */
const kept = { roles: officers, needs: [], events: [], to: null, internal: true } as const

export const requestRecords = {
  // 平台外直接共享 is an exception: why, how often, how much, until when (Hebei art.9); its statistics go to the platform (Jiangsu art.14).
  recordDirect: {
    ...kept,
    words: { zh: '登记平台外直接共享', en: 'record direct sharing outside the platform' },
    party: ['applicant', 'respondent'],
    from: ['granted', 'partly', 'delivered', 'suspended'],
    fields: z
      .strictObject({
        reason: text,
        channel: line,
        period: z.strictObject({ from: daySchema, to: daySchema }),
        times: z.number().int().min(1).max(1_000_000),
        volume: line,
        platformBy: daySchema.nullable(),
      })
      .refine(({ period: { from, to } }) => from <= to, { path: ['period'] }),
  },
  // 前置机核对: whether the front-end database is in step with the business database (Hebei art.10).
  checkFrontEnd: {
    ...kept,
    words: { zh: '登记前置库同步核对', en: 'record a check of the front-end database' },
    party: ['respondent'],
    from: ['granted', 'partly', 'delivered', 'suspended'],
    fields: z
      .strictObject({
        on: daySchema,
        businessOn: daySchema,
        frontEndOn: daySchema,
        sync: z.enum(['inStep', 'behind']),
        difference: z.string().max(2000),
        mendedOn: daySchema.nullable(),
        by: line,
      })
      .refine(({ sync, difference }) => sync === 'inStep' || difference.trim() !== '', { path: ['difference'] }),
  },
  // 授权清单: who may use what (Hebei art.14). Persons named in an agreement's annex are on it without an act.
  permit: {
    ...kept,
    words: { zh: '登记使用授权', en: 'record a permission to use' },
    party: ['applicant'],
    from: ['granted', 'partly', 'delivered', 'suspended'],
    fields: z
      .strictObject({
        person: line,
        office: z.string().max(200),
        post: z.string().max(100),
        system: z.string().max(200),
        permission: line,
        period: z.strictObject({ from: daySchema, to: daySchema }),
        grantedBy: line,
      })
      .refine(({ period: { from, to } }) => from <= to, { path: ['period'] }),
  },
  endPermit: {
    ...kept,
    // Of every permission the person was given for this request until then.
    words: { zh: '收回使用授权', en: 'withdraw a permission' },
    party: ['applicant'],
    from: ['granted', 'partly', 'delivered', 'suspended', 'ended'],
    fields: z.strictObject({ person: line, on: daySchema, reason: text }),
    after: ['permit'],
  },
} as const
