import { dayInChina } from '../../../shared/moments.ts'

/** When a bundle arrived of which only the day is known: the last moment of that day here, never later than now. */
export const receivedAt = (day: string, now: Date): string => {
  const end = `${day}T15:59:59.000Z`
  return dayInChina(now.toISOString()) === day || end > now.toISOString() ? now.toISOString() : end
}
