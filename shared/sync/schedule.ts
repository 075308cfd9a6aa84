import { z } from 'zod'
import { dayInChina } from '../moments.ts'

/** Every so many minutes, or at times of day in China (`08:30`). */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), minutes: z.union([z.literal(15), z.literal(30), z.literal(60)]) }),
  z.strictObject({
    kind: z.literal('times'),
    times: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .min(1)
      .max(12),
  }),
])
export type Schedule = z.infer<typeof scheduleSchema>

const minuteMs = 60_000
/** How long after its time a run may begin: a hundred copies set to the same minute do not come at once. */
export const spreadMs = 2 * minuteMs
const firstPauseMs = minuteMs
const longestPauseMs = 60 * minuteMs

const inChina = (day: string, time: string): number => Date.parse(`${day}T${time}:00.000+08:00`)

/** When its time comes next after a moment, both in milliseconds since 1970; without spread. */
const regular = (schedule: Schedule, fromMs: number): number => {
  if (schedule.kind === 'every') return fromMs + schedule.minutes * minuteMs
  const days = [fromMs, fromMs + 24 * 3_600_000].map((ms) => dayInChina(new Date(ms).toISOString()))
  return Math.min(...days.flatMap((day) => schedule.times.map((time) => inChina(day, time))).filter((ms) => ms > fromMs))
}

/**
 * When the next run begins. After `failures` in a row it is tried again sooner or later than that: a minute, two, four …
 * but never later than its regular time. `random` in [0, 1).
 */
export const nextRun = (schedule: Schedule, from: Date, failures: number, random: number): Date => {
  const fromMs = from.getTime()
  const planned = regular(schedule, fromMs) + Math.floor(random * spreadMs)
  if (failures === 0) return new Date(planned)
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10)) * (0.5 + random)
  return new Date(Math.min(planned, fromMs + Math.floor(pause)))
}

/** The latest moment a next run may be set for; beyond it the clock was put back meanwhile. */
export const latestRun = (schedule: Schedule, now: Date): Date =>
  new Date(now.getTime() + (schedule.kind === 'every' ? schedule.minutes * minuteMs : 24 * 3_600_000) + spreadMs)
