import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { scheduleSchema } from '../sync/schedule.ts'
import { call } from './define.ts'

const office = ['catalogueOfficer', 'workingBodyHead'] as const
const watching = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead', 'systemAdmin'] as const

/** One certificate of an authority, as it is compared on paper. */
export const certificateSchema = z.strictObject({
  subject: z.string(),
  sha256: z.string(),
  fromAt: momentSchema,
  untilAt: momentSchema,
  authority: z.boolean(),
})

/** The schedule as it was set, and who answered the secrecy question for it. */
export const scheduledSchema = z.strictObject({
  schedule: scheduleSchema,
  secrecy: secrecySchema,
  by: z.string(),
  at: momentSchema,
  nextAt: momentSchema,
  /** Runs by schedule that did not finish, in a row. */
  failures: z.number().int().nonnegative(),
})

/** The line to the platform: whom it believes, whether it answers, when it is used by itself, and what was logged. */
export const syncLineCalls = {
  'sync.certificate': call({
    about: { zh: '查看内网证书机构的证书：名称和指纹', en: "What a certificate file of the intranet's authority holds: names and fingerprints" },
    roles: ['systemAdmin'],
    effect: 'read',
    input: z.strictObject({ file: readHandleSchema }),
    output: z.strictObject({ certificates: z.array(certificateSchema) }),
  }),
  'sync.probe': call({
    about: { zh: '试一试平台能否连上，不收发任何内容', en: 'Whether the platform answers; nothing is received or reported' },
    roles: watching,
    effect: 'read',
    long: true,
    input: z.strictObject({}),
    output: z.strictObject({
      platform: z.string(),
      /** Not the one this copy is enrolled with. */
      other: z.boolean(),
      notice: z.string(),
      clockOffsetMs: z.number().int(),
      tookMs: z.number().int().nonnegative(),
    }),
  }),
  'sync.now': call({
    about: { zh: '此刻是否正在同步', en: 'Whether a synchronisation is under way at this moment' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ running: z.boolean() }),
  }),
  'sync.schedule': call({
    about: { zh: '设置定时同步，并回答保密问题', en: 'Set when it synchronises by itself; the secrecy question is answered with it' },
    roles: office,
    effect: 'write',
    input: z.strictObject({
      /** null: not by itself. */
      schedule: scheduleSchema.nullable(),
      /** Asked before anything leaves (practice L1); kept with the setting. Not asked for switching off. */
      secrecy: secrecySchema.optional(),
    }),
    output: z.strictObject({ nextAt: momentSchema.nullable() }),
  }),
  'sync.waiting': call({
    about: { zh: '待上报的目录', en: 'Entries that wait to be reported' },
    roles: watching,
    effect: 'read',
    reader: true,
    input: z.strictObject({ limit: z.number().int().min(1).max(1000).default(200) }),
    output: z.strictObject({
      total: z.number().int().nonnegative(),
      lines: z.array(
        z.strictObject({
          entry: z.uuid(),
          title: z.string(),
          code: z.string(),
          kind: z.string(),
          /** Sent, and not answered yet. */
          sent: z.boolean(),
          at: momentSchema,
          by: z.string(),
        }),
      ),
    }),
  }),
  'sync.exportLog': call({
    about: { zh: '导出同步日志（csv）', en: 'Write the log of the work with the platform out as csv' },
    roles: watching,
    effect: 'export',
    input: z.strictObject({ file: writeHandleSchema, language: z.enum(['zh', 'en']).default('zh') }),
    output: z.strictObject({ lines: z.number().int().nonnegative(), sha256: z.string() }),
  }),
}
