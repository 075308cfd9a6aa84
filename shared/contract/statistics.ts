import { z } from 'zod'
import { isDay } from '../days.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles } from '../roles.ts'
import { indicatorSchema } from '../statistics/indicator.ts'
import { eraSchema, periodKindSchema, periodSchema, yearStartSchema } from '../statistics/periods.ts'
import { sourceNames } from '../statistics/sources.ts'
import { figureOrigins, noticeRefSchema, sourceRowSchema } from '../submissions/document.ts'
import { figureRefSchema } from '../submissions/template.ts'
import { call } from './define.ts'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const realDay = daySchema.refine(isDay)
const line = (most: number) => z.string().trim().max(most)

/** A period by its kind and a day in it; left out: the one that ended last. */
const wanted = { kind: periodKindSchema.default('quarter'), on: realDay.optional() }

/**
 * 报送通知: the city's. Period and deadline come from it, to the hour, and from nowhere else (practice L12). `after`: each
 * period anew, so many days after its end, at an hour of China's clock; `at`: once.
 */
export const noticeSchema = z.strictObject({
  id: z.uuid(),
  number: line(100), // 文号
  issuer: line(200).min(1),
  title: line(300).min(1),
  receivedOn: realDay,
  kind: periodKindSchema,
  /** Of the one period it asks for; null: of every one from `fromOn` on. */
  period: z.string().max(20).nullable(),
  fromOn: realDay,
  untilOn: realDay.nullable(),
  due: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('at'), at: momentSchema }),
    z.strictObject({
      kind: z.literal('after'),
      n: z.number().int().min(0).max(120),
      unit: z.enum(['workingDay', 'calendarDay']),
      hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    }),
  ]),
  template: z.string().max(60),
  recordedBy: z.string(),
  recordedAt: momentSchema,
})
export type Notice = z.infer<typeof noticeSchema>

export const submissionStates = ['draft', 'frozen', 'signed', 'submitted', 'received', 'returned', 'accepted', 'replaced', 'opening'] as const
export type SubmissionState = (typeof submissionStates)[number]

const periodLineSchema = periodSchema.extend({
  words,
  /** Why it is longer or shorter than others: years begin on another day after it. */
  note: words.nullable(),
  /** Ended before today. */
  ended: z.boolean(),
  notices: z.array(
    noticeRefSchema.extend({
      id: z.uuid(),
      template: z.string(),
      state: z.enum(['later', 'near', 'overdue', 'done', 'doneLate', 'returned']),
      provisional: z.boolean(),
    }),
  ),
  submissions: z.array(z.strictObject({ id: z.uuid(), version: z.number().int(), template: z.string(), words, state: z.enum(submissionStates) })),
})

export type PeriodLine = z.infer<typeof periodLineSchema>

const figureSchema = z.strictObject({ ...figureRefSchema.shape, value: z.string().nullable(), over: z.number().nullable(), under: z.number().nullable() })

/** One step of what made a row what it is: a version of an entry, an act of a case. */
const stepSchema = z.strictObject({
  at: z.string(), // a moment, or a day where only a day is recorded
  who: z.string(),
  what: words,
  /** A version's number, '' of an act. */
  mark: z.string(),
  changes: z.array(words),
})
export type RowStep = z.infer<typeof stepSchema>

const officers = ['statisticsOfficer', 'catalogueOfficer', 'workingBodyHead'] as const

export const statisticsCalls = {
  'period.list': call({
    about: { zh: '统计期、报送通知和期限、已有的报送', en: 'Periods, what notices ask for until when, and the submissions there are' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ kind: periodKindSchema.default('quarter'), until: realDay.optional(), count: z.number().int().min(1).max(60).default(8) }),
    output: z.strictObject({ yearStart: yearStartSchema, kind: periodKindSchema, periods: z.array(periodLineSchema) }),
  }),
  'period.configure': call({
    about: {
      zh: '设定统计年度从哪天开始（如12-21）、自何时起（此前的统计期不变）、通常按月、季还是年报送',
      en: 'Set the day a year of periods begins with, from when (earlier periods stay as they are), and the usual kind of period',
    },
    roles: ['statisticsOfficer', 'workingBodyHead', 'systemAdmin'],
    effect: 'write',
    input: z.strictObject({
      yearStart: yearStartSchema,
      usual: periodKindSchema,
      /** The first day of a year from which it holds; left out: the next that begins; null: from ever, where nothing was submitted that would move. */
      since: realDay.nullable().optional(),
    }),
    output: z.strictObject({ years: z.array(eraSchema) }),
  }),
  'period.settings': call({
    about: { zh: '统计年度的起始日和通常的统计期', en: 'The day a year of periods begins with, and the usual kind' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    /** `yearStart`: as it holds today. */
    output: z.strictObject({ yearStart: yearStartSchema, years: z.array(eraSchema), usual: periodKindSchema, today: daySchema }),
  }),
  'period.notices': call({
    about: { zh: '已登记的报送通知', en: 'Notices on record that ask for submissions' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({ notices: z.array(noticeSchema) }),
  }),
  'period.saveNotice': call({
    about: { zh: '登记或修改报送通知：文号、统计期、截止到几点', en: 'Record a notice that asks for a submission: number, period, deadline to the hour' },
    roles: officers,
    effect: 'write',
    input: z.strictObject({ notice: noticeSchema.omit({ id: true, recordedBy: true, recordedAt: true }).extend({ id: z.uuid().optional() }) }),
    output: z.strictObject({ id: z.uuid() }),
  }),
  'period.removeNotice': call({
    about: { zh: '删除登记有误的报送通知', en: 'Remove a notice that was recorded wrongly' },
    roles: officers,
    effect: 'write',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({}),
  }),
  'indicator.list': call({
    about: { zh: '指标：口径、算式、单位、条款', en: 'Indicators: what they count, how, in which unit, under which article' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ template: z.string().max(60).optional() }),
    output: z.strictObject({
      indicators: z.array(
        indicatorSchema.extend({
          formulaWords: words,
          unitWords: words,
          sourceWords: words.nullable(),
          /** Rules in force today that ask for it. */ rules: z.array(citedSchema),
        }),
      ),
    }),
  }),
  'indicator.explain': call({
    about: {
      zh: '一个数从哪里来：算式、分子分母、逐行的记录；给出一行的编号，再列出它的版本或办理过程和经手人',
      en: 'Where a figure comes from: formula, both parts, the rows one by one; of one row its versions or acts and who made them',
    },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({
      ...wanted,
      /** Of a frozen submission: as it was counted then. */
      submission: z.strictObject({ id: z.uuid(), version: z.number().int().positive() }).optional(),
      ...figureRefSchema.shape,
      key: figureRefSchema.shape.key.default(null),
      part: z.enum(['over', 'under']).default('over'),
      row: z.string().max(120).optional(),
      limit: z.number().int().min(1).max(500).default(50),
      skip: z.number().int().min(0).default(0),
      lang: z.enum(['zh', 'en']).default('zh'),
    }),
    output: z.strictObject({
      period: periodSchema,
      asOf: momentSchema,
      indicator: indicatorSchema,
      formulaWords: words,
      figure: figureSchema.extend({ origin: z.enum(figureOrigins), source: z.string(), by: z.string() }),
      source: z.enum(sourceNames).nullable(),
      rows: z.array(sourceRowSchema),
      total: z.number().int(),
      /** Of the row asked for. */
      steps: z.array(stepSchema),
    }),
  }),
  'statistics.figures': call({
    about: { zh: '一个统计期的全部指标，按期末当时的记录计算', en: "All of a period's figures, from the records as they stood at its end" },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ ...wanted, template: z.string().max(60).optional() }),
    output: z.strictObject({ period: periodSchema, words, asOf: momentSchema, figures: z.array(figureSchema), sealed: z.number().int(), tookMs: z.number() }),
  }),
  'statistics.trend': call({
    about: { zh: '连续几期的指标，供作趋势图', en: 'Figures of several periods in a row' },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ ...wanted, count: z.number().int().min(2).max(24).default(8), indicators: z.array(z.string().max(60)).min(1).max(40) }),
    output: z.strictObject({
      periods: z.array(periodSchema.extend({ words })),
      series: z.array(z.strictObject({ indicator: z.string(), values: z.array(z.string().nullable()) })),
    }),
  }),
}
