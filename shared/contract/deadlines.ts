import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { isDay } from '../days.ts'
import { deadlineKinds, isMonth } from '../deadlines.ts'
import { writeHandleSchema } from '../files.ts'
import { daySchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { digestSchema } from './attachments.ts'
import { calendarDaySchema } from './calendar.ts'
import { call } from './define.ts'
import { countsSchema, taskSchema } from './tasks.ts'

const realDaySchema = daySchema.refine(isDay)
const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** One thing that is due, or many tasks alike on one line. Who acts next, until when, under which article. */
const deadlineItemSchema = taskSchema.pick({ entry: true, trigger: true, title: true, owner: true, mine: true, rule: true, article: true, due: true }).extend({
  /** Stays the same as long as the same thing is due. */
  key: z.string(),
  kind: z.enum(deadlineKinds),
  on: daySchema,
  /** More than 1: so many tasks of this kind, rule and owner (of data that are due again: of any rule); `deadline.tasks` lists them. */
  count: z.number().int().positive(),
  step: wordsSchema, // what is to be done
  case: taskSchema.shape.case,
  /** Of a sealed case: its number and the day, nothing else (practice L2). */
  sealed: z.boolean(),
})
export type DeadlineItem = z.infer<typeof deadlineItemSchema>

/** Mine: what stands with my name or one of my roles. Without: the agency's, and what others owe it. */
const mine = z.boolean().default(false)

export const deadlineCalls = {
  'deadline.month': call({
    about: {
      zh: '期限月历：某月每天到期的事项、休息日，以及此前超期的',
      en: 'A month of deadlines: what is due on each day, days off, and what is past its day',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ month: z.string().refine(isMonth), mine }),
    output: z.strictObject({
      month: z.string(),
      today: daySchema,
      /** Whole weeks, Monday to Sunday. */
      days: z.array(calendarDaySchema),
      items: z.array(deadlineItemSchema),
      /** Open, and due before the first of these days and before today. */
      earlier: z.strictObject({ items: z.array(deadlineItemSchema), count: z.number().int(), until: daySchema }),
    }),
  }),
  'deadline.tasks': call({
    about: { zh: '月历上合并为一行的事项，逐件列出', en: 'The tasks that stand on one line of the month, one by one' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      ...{ kind: taskSchema.shape.kind, owner: taskSchema.shape.owner },
      /** Both left out: whatever set their days, as on the one line of data that are due again. */
      rule: taskSchema.shape.rule.optional(),
      trigger: z.uuid().nullable().optional(),
      from: realDaySchema.optional(), // without: from the first
      until: realDaySchema,
      limit: z.number().int().min(1).max(500).default(50),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({ items: z.array(deadlineItemSchema), total: z.number().int() }),
  }),
  'deadline.counts': call({
    about: { zh: '未办事项按种类计数：超期、临期、没有规定日期、以后', en: 'Open items counted by kind: overdue, near, without a day, later' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ mine }),
    output: z.strictObject({ kinds: z.array(z.strictObject({ kind: taskSchema.shape.kind, ...countsSchema.shape })) }),
  }),
  'deadline.export': call({
    about: {
      zh: '导出期限（.ics 日历文件，可导入手机和邮件的日历），记入副本登记',
      en: 'Export deadlines as .ics for other calendars; kept in the register of copies',
    },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    input: z.strictObject({
      file: writeHandleSchema,
      from: realDaySchema,
      until: realDaySchema,
      mine,
      lang: z.enum(['zh', 'en']).default('zh'),
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      purpose: z.string().trim().max(200).default(''),
    }),
    output: z.strictObject({ events: z.number().int(), sha256: digestSchema, bytes: z.number().int() }),
  }),
}
