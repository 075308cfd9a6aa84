import { z } from 'zod'
import { countedWhy, eventSources, ignoredWhy } from '../clock.ts'
import { dueFactsSchema } from '../clock-words.ts'
import { isDay } from '../days.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { holders } from '../regulations/pack.ts'
import { standingSchema } from '../regulations/standing.ts'
import { calendarDaySchema, missingYearSchema } from './calendar.ts'
import { call } from './define.ts'

/** A moment, or a day where only a day is recorded (收文日期). */
const whenSchema = z.union([momentSchema, daySchema]).refine((when) => isDay(when.slice(0, 10)) && !Number.isNaN(Date.parse(when)))

export const clockEventSchema = z.strictObject({
  kind: z.string().min(1).max(60),
  when: whenSchema,
  source: z.enum(eventSources),
  ruling: z.string().max(100).optional(),
  n: z.number().int().positive().max(1000).optional(),
})

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** One rule's answer; the strictest's is the one that counts. */
const sourceSchema = z.strictObject({
  cited: citedSchema,
  applied: z.boolean(), // in force on the day, and not displaced
  due: daySchema.nullable(),
  limit: wordsSchema, // 10个工作日
})

export const clockCalls = {
  'clock.due': call({
    about: { zh: '推算期限：按一条规则或一类事项，从起算时间到截止日，逐日列出', en: 'Work out a deadline by a rule or a duty, day by day' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({
      rule: z.string().max(80).optional(), // CN-809/21-1:conditional; or
      duty: z.string().max(60).optional(), // request.reply, with what tells the cases apart
      holder: z.enum(holders).optional(),
      starts: z.string().max(60).optional(),
      shareType: z.string().max(20).optional(),
      sensitive: z.array(z.string().max(20)).max(5).optional(),
      at: whenSchema, // when it started
      source: z.enum(eventSources).default('平台'), // and where that is recorded
      events: z.array(clockEventSchema).max(100).default([]), // what happened since
      on: daySchema.optional(), // the law of which day; without: of the day it started
      region: z
        .string()
        .regex(/^(\d{6})?$/)
        .optional(), // whose calendar; without: the profile's
    }),
    output: z.strictObject({
      on: daySchema,
      region: z.string(),
      /** The strictest rule; null when none in force sets a number of days, or they can not be compared. */
      rule: citedSchema.nullable(),
      undecided: z.boolean(),
      due: daySchema.nullable(),
      firstDue: daySchema.nullable(), // without the extension
      provisional: z.array(missingYearSchema),
      facts: dueFactsSchema,
      words: wordsSchema,
      extension: z.strictObject({
        state: z.enum(['none', 'granted', 'missing', 'tooLate']),
        n: z.number().int(),
        lacks: z.array(z.enum(['consent', 'notice', 'days'])),
      }),
      days: z.array(calendarDaySchema.extend({ counted: z.number().int(), why: z.enum(countedWhy) })),
      ignored: z.array(z.strictObject({ event: clockEventSchema, why: z.enum(ignoredWhy) })),
      /** Every rule that speaks, the strictest first. */
      sources: z.array(sourceSchema),
      /** Regulations that spoke of this duty and are not in force on the day, and what stands in their place. */
      lost: z.array(z.strictObject({ pack: z.string(), title: wordsSchema, standing: standingSchema })),
    }),
  }),
}
