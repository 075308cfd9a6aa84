import { type Calendar, workingDayFrom } from './calendar.ts'
import { addDays, addMonths } from './days.ts'

/** The steps of 更新周期, as shared/dictionaries.ts lists them. 实时, 不定期 and 其他 name no day. */
const steps: Readonly<Record<string, (from: string) => string>> = {
  每日: (from) => addDays(from, 1),
  每周: (from) => addDays(from, 7),
  每半月: (from) => addDays(from, 15),
  每月: (from) => addMonths(from, 1),
  每季度: (from) => addMonths(from, 3),
  每半年: (from) => addMonths(from, 6),
  每年: (from) => addMonths(from, 12),
}

/** The day by which data refreshed on `from` are to be refreshed again; one that is a day off moves on. null: the cycle names none. */
export const nextRefresh = (cycle: string, from: string, calendar: Calendar): string | null => {
  const step = steps[cycle]
  return step === undefined ? null : workingDayFrom(calendar, step(from))
}
