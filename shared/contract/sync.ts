import { z } from 'zod'
import { attachmentsPerEntry } from '../attachments.ts'
import { caseKindSchema } from '../cases/act.ts'
import { entryContentSchema, secrecySchema } from '../catalogue.ts'
import { readHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { problemSchema, verdictNames } from '../platform-api/schemas.ts'
import { officeRoles } from '../roles.ts'
import { periodSchema } from '../statistics/periods.ts'
import { syncLogKinds } from '../sync/log-words.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'
import { certificateSchema, scheduledSchema } from './sync-line.ts'

/**
 * What a person must answer before the work with the platform goes on (lesson 9): it is another platform; it was put
 * back to a backup; an unusual share of entries is gone from it; it does not know entries it had confirmed.
 */
export const syncQuestions = ['otherPlatform', 'restored', 'deletions', 'forgotten'] as const
export const syncQuestionSchema = z.enum(syncQuestions)
export type SyncQuestion = z.infer<typeof syncQuestionSchema>

const count = z.number().int().nonnegative()

/** Both sides changed the same place. `field` `entry`: one side deleted what the other changed; null stands for deleted. */
export const overlapSchema = z.strictObject({
  field: z.string(),
  itemId: z.uuid().optional(),
  itemName: z.string().optional(),
  base: z.unknown(),
  mine: z.unknown(),
  theirs: z.unknown(),
})

const conflictSchema = z.strictObject({
  id: z.uuid(),
  entry: z.uuid(),
  title: z.string(),
  theirsBy: z.string(),
  theirsVersion: count,
  fields: z.array(z.string()),
  openedAt: momentSchema,
  resolvedAt: momentSchema.nullable(),
  resolvedBy: z.string().nullable(),
})

const fieldChangeSchema = z.strictObject({
  field: z.string(),
  itemId: z.uuid().optional(),
  itemName: z.string().optional(),
  from: z.unknown(),
  to: z.unknown(),
})

const quarantinedSchema = z.strictObject({
  /** Of the change that was refused. */
  id: z.uuid(),
  /** What it is of: an entry, a case, or a submission. */
  entry: z.uuid(),
  /** Of an act on a case: which; null of entries, and of a case that is sealed. */
  case: z
    .strictObject({ id: z.uuid(), kind: caseKindSchema, number: z.string(), act: z.string(), words: z.strictObject({ zh: z.string(), en: z.string() }) })
    .nullable(),
  /** Of a version of a submission: which; null of everything else. */
  submission: z.strictObject({ version: z.number().int(), period: periodSchema, template: z.string(), notice: z.string() }).nullable(),
  title: z.string(),
  kind: z.string(),
  fields: z.array(z.string()),
  problem: problemSchema,
  madeAt: momentSchema,
  officer: z.string(),
})

const office = ['catalogueOfficer', 'workingBodyHead'] as const
const watching = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead', 'systemAdmin'] as const

export const syncCalls = {
  'sync.configure': call({
    about: { zh: '设置平台地址、内网证书和代理', en: "Set the platform's address, the intranet's own certificate authority and a proxy" },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({
      url: z.url({ protocol: /^https?$/ }).max(500),
      /** PEM; from then on no other authority is believed. Left out: that of before. '' : the system's. */
      ca: z.union([readHandleSchema, z.literal('')]).optional(),
      proxy: z.union([z.url({ protocol: /^https?$/ }).max(500), z.literal('')]).optional(),
    }),
    output: z.strictObject({ url: z.string(), pinned: z.boolean(), proxy: z.string() }),
  }),
  'sync.enrol': call({
    about: { zh: '用登记码在平台登记本机', en: 'Enrol this copy with the one-time code the platform gave out' },
    roles: ['systemAdmin'],
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ code: z.string().trim().min(8).max(64), name: z.string().trim().min(1).max(100).default('目录') }),
    output: z.strictObject({ platform: z.string(), agency: z.string(), officer: z.string(), notice: z.string() }),
  }),
  'sync.run': call({
    about: { zh: '与平台同步：接收并上报', en: 'Work together with the platform: receive and report' },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({
      /** Asked before anything leaves (practice L1). */
      secrecy: secrecySchema,
      /** By the schedule: its own answer counts, and the records say so. */
      planned: z.boolean().default(false),
    }),
    output: z.strictObject({
      pulled: count,
      pushed: count,
      verdicts: z.record(z.enum(verdictNames), count),
      /** Open ones, and what waits in the tray, after the run. */
      conflicts: count,
      quarantined: count,
      /** Lines that were not taken: not readable, of a kind this version does not know, or bearing a classification mark. The log names them. */
      passedOver: count,
    }),
  }),
  'sync.submit': call({
    about: { zh: '通过平台报送目录，等待审核', en: 'Submit entries to the department by the platform, with the next run' },
    roles: office,
    effect: 'write',
    input: z.strictObject({
      ids: z.array(z.uuid()).min(1).max(1000),
      note: z.string().max(500).default(''),
      /** Papers that go with it, each added to every one of these entries before (attachment.add). */
      evidence: z.array(digestSchema).max(attachmentsPerEntry).default([]),
    }),
    output: z.strictObject({ waiting: count }),
  }),
  'sync.withdraw': call({
    about: { zh: '撤回报送：主管部门答复之前，下次同步时撤回', en: 'Take a submission back, with the next run, as long as the department has not answered' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000), note: z.string().max(500).default('') }),
    /** `kept`: had not left yet, and will not. */
    output: z.strictObject({ waiting: count, kept: count }),
  }),
  'sync.again': call({
    about: { zh: '重新接收此前没有采用的内容', en: 'Ask the platform again, with the next run, for what could not be taken' },
    roles: ['systemAdmin'],
    effect: 'write',
    input: z.strictObject({}),
    output: z.strictObject({ asked: count }),
  }),
  'sync.status': call({
    about: { zh: '同步状态：上次同步、待上报、需处理', en: 'State: last run, what waits, what needs somebody' },
    roles: watching,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      configured: z.boolean(),
      /** `listing`: the platform has no address, only its own sheets. */
      kind: z.enum(['rest', 'listing']).nullable(),
      enrolled: z.boolean(),
      url: z.string(),
      /** Of the only authorities that are believed; empty: the system's. */
      certificates: z.array(certificateSchema),
      proxy: z.string(),
      platform: z.string(),
      agency: z.string(),
      lastOkAt: momentSchema.nullable(),
      /** The code of the error the last run ended with, and what stands in its blanks. */
      lastError: z.string().nullable(),
      lastErrorParams: z.record(z.string(), z.union([z.string(), z.number()])),
      /** The platform's clock minus this computer's. */
      clockOffsetMs: z.number().int(),
      waiting: count,
      conflicts: count,
      quarantined: count,
      /** Lines of the platform that could not be taken, and are remembered. */
      passedOver: count,
      asks: z.strictObject({ question: syncQuestionSchema, count }).nullable(),
      scheduled: scheduledSchema.nullable(),
    }),
  }),
  'sync.entry': call({
    about: {
      zh: '一条目录在平台上的报送状态：待发、已报送、可否撤回',
      en: 'Where the submission of one entry stands: waiting, with the department, whether it can be taken back',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      /** This copy works with a platform. */
      enrolled: z.boolean(),
      /** The platform has it under review, as far as was heard. */
      submitted: z.boolean(),
      /** On its way, or refused: 报送 and 撤回 of this entry, in the order they were made. */
      acts: z.array(
        z.strictObject({ kind: z.enum(['submit', 'withdraw']), state: z.enum(['waiting', 'sent', 'quarantined']), madeAt: momentSchema, officer: z.string() }),
      ),
    }),
  }),
  'sync.log': call({
    about: { zh: '同步日志', en: 'What happened between this copy and the platform' },
    roles: watching,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      before: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(1000).default(200),
      kind: z.enum(syncLogKinds).optional(),
    }),
    output: z.strictObject({
      lines: z.array(
        z.strictObject({
          seq: z.number().int(),
          at: momentSchema,
          what: z.string(),
          entry: z.string().nullable(),
          title: z.string().nullable(),
          note: z.string(),
        }),
      ),
      /** For `before`; null: there are no older ones. */
      next: z.number().int().nullable(),
    }),
  }),
  'sync.confirm': call({
    about: { zh: '回答同步停下时提出的问题', en: 'Answer the question at which the work with the platform stopped' },
    roles: ['workingBodyHead', 'systemAdmin'],
    effect: 'write',
    input: z.strictObject({ question: syncQuestionSchema }),
    output: z.strictObject({}),
  }),
  'conflict.list': call({
    about: { zh: '两处修改不一致的目录', en: 'Entries changed here and there in the same place' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({ resolved: z.boolean().default(false) }),
    output: z.strictObject({ conflicts: z.array(conflictSchema) }),
  }),
  'conflict.get': call({
    about: { zh: '一处不一致：原文、本机、平台、合并结果', en: 'One of them: base, mine, theirs, result' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      conflict: conflictSchema,
      base: entryContentSchema,
      mine: entryContentSchema,
      theirs: entryContentSchema.nullable(),
      /** What is taken from both sides, with mine where they overlap. */
      result: entryContentSchema,
      overlaps: z.array(overlapSchema),
      onlyMine: z.array(fieldChangeSchema),
      onlyTheirs: z.array(fieldChangeSchema),
      /** The local version to decide on. */
      version: count,
    }),
  }),
  'conflict.resolve': call({
    about: { zh: '逐项决定用本机、平台或另写的内容', en: 'Decide, place by place: mine, theirs or another text' },
    roles: office,
    effect: 'write',
    input: z.strictObject({
      id: z.uuid(),
      /** The local version that was looked at. */
      version: count,
      decisions: z
        .array(z.strictObject({ field: z.string(), itemId: z.uuid().optional(), take: z.enum(['mine', 'theirs', 'value']), value: z.unknown().optional() }))
        .max(10_000),
    }),
    output: z.strictObject({ version: count }),
  }),
  'quarantine.list': call({
    about: { zh: '退回待改：平台不接收的修改', en: 'Changes the platform refused, with its reasons' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ changes: z.array(quarantinedSchema) }),
  }),
  'quarantine.resend': call({
    about: { zh: '改好后重新上报', en: 'Report again, as the entry stands now' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) }),
    output: z.strictObject({ waiting: count }),
  }),
  'quarantine.withdraw': call({
    about: { zh: '放弃上报，恢复为平台上的内容', en: "Give up: back to the platform's text, ours stays in the history" },
    roles: office,
    effect: 'write',
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) }),
    output: z.strictObject({ withdrawn: count }),
  }),
}
