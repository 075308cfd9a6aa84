import { z } from 'zod'
import { caseKindSchema } from '../cases/act.ts'
import { dueFactsSchema } from '../clock-words.ts'
import { isDay } from '../days.ts'
import { writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { doneWith, taskKinds, triggerKinds, triggerStarts } from '../work.ts'
import { fieldChangeSchema, filterSchema } from './catalogue.ts'
import { call } from './define.ts'

const realDaySchema = daySchema.refine(isDay)
const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })
const idsSchema = z.array(z.uuid()).min(1).max(10_000)

/** The living entries of ours meant: what a search finds, or `filter.ids`. */
const chosen = { filter: filterSchema.omit({ deleted: true, whose: true }).default({}), text: z.string().max(200).default('') }

const documentSchema = {
  kind: z.enum(triggerKinds),
  title: z.string().max(500), // of the document, or what happened
  number: z.string().max(100),
  /** 法律, 行政法规, 地方性法规 …; asked for where a law changed. */
  level: z.string().max(32),
  issuedOn: realDaySchema.nullable(), // 公布日
  inForceOn: realDaySchema.nullable(), // 施行日
  happenedOn: realDaySchema.nullable(),
  /** Which of the days sets the clocks going; shown with everything that follows. */
  startsWith: z.enum(triggerStarts),
  note: z.string().max(2000),
}

const triggerSchema = z.strictObject({
  ...documentSchema,
  id: z.uuid(),
  startsOn: daySchema,
  entries: z.number().int(),
  openedBy: z.string(),
  openedAt: momentSchema,
})
export type Trigger = z.infer<typeof triggerSchema>

/** A clock, or one thing to do without one. Three things are always said: who acts next, until when, under which article. */
export const taskSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(taskKinds),
  entry: z.strictObject({ id: z.uuid(), code: z.string(), title: z.string(), office: z.string() }).nullable(),
  trigger: z.strictObject({ id: z.uuid(), kind: z.enum(triggerKinds), title: z.string(), number: z.string(), startsWith: z.enum(triggerStarts) }).nullable(),
  /** A case whose next act it is. */
  case: z.strictObject({ id: z.uuid(), kind: caseKindSchema, number: z.string(), title: z.string(), act: z.string() }).nullable(),
  title: z.string(), // of a notice
  source: z.string(), // where it came from; why the entry was returned
  /** A person, or @role; @department is the competent department. */
  owner: z.string(),
  mine: z.boolean(),
  startsOn: daySchema,
  due: dueFactsSchema.nullable(), // null: nothing sets a day or a manner
  rule: z.string(), // '' = none
  article: wordsSchema.nullable(),
  extension: z.strictObject({ number: z.string(), n: z.number().int(), consentedOn: daySchema, evidence: z.string() }).nullable(),
  /** The rule knows an extension and it has not been used. */
  extensible: z.boolean(),
  openedAt: momentSchema,
})
export type Task = z.infer<typeof taskSchema>

const reportLineSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  provider: z.string(),
  change: z.enum(['新增', '修改', '撤销', '未改']),
  reason: z.string(), // 变更原因
  document: z.string(), // 依据文件
  startsOn: daySchema,
  dueOn: daySchema.nullable(),
  provisional: z.boolean(),
  doneOn: daySchema.nullable(),
  done: z.string(), // with what, in words
  late: z.boolean().nullable(), // null: no day is set, or it is not done and not past
  submittedOn: daySchema.nullable(),
  publishedOn: daySchema.nullable(),
  note: z.string(),
  changes: z.array(fieldChangeSchema),
})
export type ReportLine = z.infer<typeof reportLineSchema>

const openedLineSchema = z.strictObject({
  kind: z.enum(['update', 'report', 'refresh']),
  tasks: z.number().int(),
  rule: z.string(),
  article: wordsSchema.nullable(),
  due: dueFactsSchema.nullable(),
})

/** 超期, 临期, without a day, later. */
export const countsSchema = z.strictObject({ overdue: z.number().int(), near: z.number().int(), atOnce: z.number().int(), later: z.number().int() })

export const taskCalls = {
  'trigger.open': call({
    about: { zh: '登记变更（法律调整、职责变化、数据变化），给涉及的目录开任务', en: 'A change of law, duty or data: opens tasks on the entries it touches' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({
      ...chosen,
      kind: documentSchema.kind,
      title: z.string().trim().min(1).max(500),
      number: documentSchema.number.default(''),
      level: documentSchema.level.default(''),
      issuedOn: documentSchema.issuedOn.default(null),
      inForceOn: documentSchema.inForceOn.default(null),
      happenedOn: documentSchema.happenedOn.default(null),
      startsWith: documentSchema.startsWith,
      note: documentSchema.note.default(''),
      /** Whether contents or needs changed, so that it is to be reported. */
      report: z.boolean().optional(), // without: true for law and duty
    }),
    output: z.strictObject({
      id: z.uuid(),
      entries: z.number().int(),
      startsOn: daySchema,
      opened: z.array(openedLineSchema),
      /** Rules of the same duty that this change does not set going, and what is displaced. */
      aside: z.array(z.strictObject({ rule: z.string(), article: wordsSchema, why: z.enum(['level', 'displaced', 'notInForce']) })),
    }),
  }),
  'trigger.list': call({
    about: { zh: '已登记的变更', en: 'Changes on record' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ limit: z.number().int().min(1).max(500).default(100), skip: z.number().int().min(0).default(0) }),
    output: z.strictObject({ triggers: z.array(triggerSchema.extend({ open: z.number().int() })) }),
  }),
  'trigger.get': call({
    about: { zh: '一次变更的变更报告：每条目录改了什么、期限与完成', en: 'One change as its report: what changed in each entry, until when, done when' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid(), limit: z.number().int().min(1).max(1000).default(200), skip: z.number().int().min(0).default(0) }),
    output: z.strictObject({ trigger: triggerSchema, lines: z.array(reportLineSchema), more: z.boolean() }),
  }),
  'trigger.report': call({
    about: { zh: '写出变更报告（xlsx）', en: 'Write the change report (xlsx)' },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({ id: z.uuid(), file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ rows: z.number().int(), sha256: z.string(), bytes: z.number().int() }),
  }),
  'task.list': call({
    about: { zh: '今日：要办的事，按期限排列', en: 'Today: what is due, in order' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      mine: z.boolean().default(false),
      until: realDaySchema.optional(), // what has a day, up to it; what is to be done at once stays
      kind: z.array(z.enum(taskKinds)).optional(),
      /** The open tasks of one entry. */
      entry: z.uuid().optional(),
      limit: z.number().int().min(0).max(500).default(50),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({ on: daySchema, tasks: z.array(taskSchema), counts: countsSchema, total: z.number().int() }),
  }),
  'task.add': call({
    about: { zh: '登记一件事（监测通报、来文、来电）', en: 'Add a task: a monitor notice, a letter, a call' },
    roles: officeRoles,
    effect: 'write',
    input: z.strictObject({
      title: z.string().trim().min(1).max(500),
      source: z.string().max(500).default(''),
      due: realDaySchema.optional(),
      who: z.string().max(100).default(''), // a person; '' = the catalogue officers
      entry: z.uuid().optional(),
    }),
    output: z.strictObject({ id: z.uuid() }),
  }),
  'task.extend': call({
    about: { zh: '登记主管部门同意延长（文号、日期、凭据）', en: 'Record the consent to an extension: number, day, evidence' },
    roles: ['catalogueOfficer', 'workingBodyHead'],
    effect: 'write',
    input: z.strictObject({
      ids: idsSchema,
      number: z.string().trim().min(1).max(100), // 文号
      consentedOn: realDaySchema,
      n: z.number().int().min(1).max(100).optional(), // of an extension up to so many
      notifiedOn: realDaySchema.optional(),
      evidence: z.string().trim().min(1).max(500),
    }),
    output: z.strictObject({ extended: z.number().int(), dueOn: daySchema.nullable() }), // the last of their new days
  }),
  'task.close': call({
    about: { zh: '办结：以何办结，或不需更新的理由', en: 'Close: done with what, or not needed and why' },
    roles: officeRoles,
    effect: 'write',
    input: z.strictObject({
      ids: idsSchema,
      with: z.enum(doneWith),
      on: realDaySchema.optional(), // without: today
      note: z.string().max(2000).default(''), // the reason, the number and evidence of a report
    }),
    output: z.strictObject({ closed: z.number().int(), already: z.number().int() }),
  }),
  'data.recordRefresh': call({
    about: { zh: '登记数据更新：哪些目录、哪天、谁更新的', en: 'Record that data were refreshed: which, when, by whom' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({
      ...chosen,
      refreshedOn: realDaySchema,
      by: z.string().max(200).default(''), // '' = each entry's own office
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ recorded: z.number().int(), already: z.number().int(), dated: z.number().int() }), // dated: have a next day
  }),
  'data.refreshes': call({
    about: { zh: '一条目录的数据更新记录', en: "When an entry's data were refreshed" },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      cycle: z.string(),
      dueOn: daySchema.nullable(),
      refreshes: z.array(z.strictObject({ refreshedOn: daySchema, by: z.string(), note: z.string(), recordedBy: z.string(), recordedAt: momentSchema })),
    }),
  }),
}
