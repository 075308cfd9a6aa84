import { z } from 'zod'

/** A moment: UTC, ISO 8601 with milliseconds and Z (`2026-11-22T08:30:00.000Z`). Field names end in `At`. */
export const momentSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** A calendar day without a zone (`2026-11-22`). Field names end in `On`. */
export const daySchema = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** The day a moment falls on in China (UTC+8, no summer time), whatever the clock of this computer shows. */
export const dayInChina = (moment: string): string =>
  // Before four in the afternoon by UTC it is the same day: of thousands of acts few need more.
  moment.length === 24 && moment.slice(11, 13) < '16' ? moment.slice(0, 10) : new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
