import { z } from 'zod'
import { calendarPackSchema } from '../calendar.ts'
import { readHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { call } from './define.ts'

const yearSchema = calendarPackSchema.shape.year
const regionSchema = z.string().regex(/^(\d{6})?$/) // '' = the whole country

export const missingYearSchema = z.strictObject({ year: z.number().int(), region: z.string() })

export const calendarDaySchema = z.strictObject({
  day: daySchema,
  kind: z.enum(['working', 'weekend', 'dayOff', 'makeUp']),
  works: z.boolean(),
  name: z.string(), // 国庆节; '' for a plain day
  source: z.string(), // the notice; '' for a plain day of the week
  region: z.string(),
  provisional: z.boolean(),
})

/** One version of one year: where it came from, and whether it counts. */
const calendarVersionSchema = z.strictObject({
  year: z.number().int(),
  region: z.string(),
  version: z.number().int(),
  origin: z.enum(['shipped', 'imported', 'edited']),
  effective: z.boolean(),
  source: z.string(),
  off: z.number().int(),
  work: z.number().int(),
  signedBy: z.string(),
  reason: z.string(),
  recordedAt: momentSchema.nullable(),
  recordedBy: z.string(),
})
export type CalendarVersion = z.infer<typeof calendarVersionSchema>

/** Whose calendar counts here: the profile's region as a code, and a region above it that has holidays of its own. */
const officeSchema = z.strictObject({
  text: z.string(), // as the profile has it
  region: z.string(), // '' = not known, or the whole country
  holidays: z.strictObject({ region: z.string(), name: z.string(), holidays: z.string() }).nullable(),
})

const dayChangeSchema = z.strictObject({
  day: daySchema,
  was: z.enum(['dayOff', 'makeUp']).nullable(),
  is: z.enum(['dayOff', 'makeUp']).nullable(),
  name: z.string(),
})

const packDays = calendarPackSchema.pick({ source: true, off: true, work: true, names: true })

export const calendarCalls = {
  'calendar.list': call({
    about: { zh: '日历包：各年、各版、来源，缺哪些年', en: 'Calendar packs: years, versions, sources, and the years that are missing' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      packs: z.array(calendarVersionSchema),
      office: officeSchema,
      /** Of this year and the next: packs the office's calendar should have and has not. */
      missing: z.array(missingYearSchema),
    }),
  }),
  'calendar.year': call({
    about: { zh: '一年的日历：每天上班还是放假、依据', en: 'One year: what kind of day each is, and where that is written' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({ year: yearSchema, region: regionSchema.optional() }), // without: the profile's
    output: z.strictObject({
      year: z.number().int(),
      region: z.string(),
      missing: z.array(missingYearSchema),
      days: z.array(calendarDaySchema),
      /** The packs that count in it, nearest region first. */
      packs: z.array(calendarPackSchema),
    }),
  }),
  'calendar.import': call({
    about: { zh: '导入签名的日历包；apply 为 false 时只预览', en: 'Import a signed calendar pack; apply false only shows it' },
    roles: ['systemAdmin'],
    effect: 'write',
    input: z.strictObject({ file: readHandleSchema, apply: z.boolean() }),
    output: z.strictObject({
      pack: calendarPackSchema,
      signedBy: z.string(),
      changes: z.array(dayChangeSchema), // against what counts now
      /** The version it has here; null when only shown, or when the same days counted already. */
      version: z.number().int().nullable(),
    }),
  }),
  'calendar.save': call({
    about: { zh: '修改一年的日历（写明理由，旧版保留）', en: 'Edit a year, with a reason; older versions stay' },
    roles: ['systemAdmin'],
    effect: 'write',
    input: packDays.extend({
      year: yearSchema,
      region: regionSchema,
      base: z.number().int().min(0), // the version the edit was made on; 0 = there was none
      reason: z.string().trim().min(1).max(500),
    }),
    output: z.strictObject({ version: z.number().int(), changes: z.array(dayChangeSchema) }),
  }),
}
