import { z } from 'zod'
import { writeHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { call } from './define.ts'

export const auditEventSchema = z.strictObject({
  seq: z.number().int(),
  at: momentSchema,
  actor: z.string(), // user name, or '' before anyone is known
  second: z.string().nullable(), // the second person
  action: z.string(), // a call's name, or vault.unlockFailed, clock.jumped, …
  outcome: z.string(), // 'ok' or an error code
  entity: z.string().nullable(),
  entityId: z.string().nullable(),
  fields: z.array(z.string()), // names of changed fields, never values
  digest: z.string().nullable(), // SHA-256 of what was changed or exported
  note: z.string().nullable(), // counts, media numbers; never content
  prev: z.string(),
  hash: z.string(),
})
export type AuditEvent = z.infer<typeof auditEventSchema>

/** What the screens can print; each printing is recorded before it happens (practice P12). */
export const printables = [
  'recoverySheet',
  'protections',
  'spillReport',
  'purgeCertificate',
  'approvalForm',
  'changeReport',
  'coverage',
  'deadline',
  'deadlines',
  'statistics',
  'syncLog',
  'handOver',
  'mediaRegister',
  'ledger',
  'ownCard',
  'signingKey',
  'authorisations',
] as const
export type Printable = (typeof printables)[number]

export const auditCalls = {
  'audit.list': call({
    about: { zh: '审计日志', en: 'The audit log' },
    roles: ['auditAdmin', 'securityAdmin'],
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(100),
      actor: z.string().optional(),
      action: z.string().optional(), // a call, or a prefix ending in '.'
      from: momentSchema.optional(),
      to: momentSchema.optional(),
    }),
    output: z.strictObject({ events: z.array(auditEventSchema), next: z.number().int().nullable(), actions: z.array(z.string()), actors: z.array(z.string()) }),
  }),
  'audit.verify': call({
    about: { zh: '验证审计日志的链与签名', en: "Verify the log's chain and signatures" },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({
      events: z.number().int(),
      checkpoints: z.number().int(),
      head: z.string(),
      broken: z.strictObject({ at: z.number().int(), why: z.string() }).nullable(),
    }),
  }),
  'audit.export': call({
    about: { zh: '导出审计日志（验证脚本另走）', en: 'Export the audit log (its verification script travels apart)' },
    roles: ['auditAdmin'],
    effect: 'export',
    aside: true,
    whenSealed: true,
    input: z.strictObject({ file: writeHandleSchema, from: momentSchema.optional(), to: momentSchema.optional() }),
    output: z.strictObject({ events: z.number().int(), head: z.string(), sha256: z.string() }),
  }),
  'audit.printed': call({
    about: { zh: '记录一次打印', en: 'Record that something was printed' },
    roles: 'anyUser',
    effect: 'export',
    whenSealed: true,
    input: z.strictObject({ what: z.enum(printables) }),
    output: z.strictObject({}),
  }),
  'audit.script': call({
    about: { zh: '写出独立的验证脚本', en: 'Write the stand-alone verification script' },
    roles: 'locked',
    effect: 'read',
    noVault: true,
    input: z.strictObject({ file: writeHandleSchema }),
    output: z.strictObject({ sha256: z.string() }),
  }),
}
