import { useTranslation } from 'react-i18next'
import { weekdayOf } from '../../../shared/days.ts'
import type { CalendarYear } from './CalendarPart.tsx'
import classes from './calendar.module.css'

type Day = CalendarYear['days'][number]

/** A month's days in weeks that begin on Monday; null before the first and after the last. */
const weeksOf = (days: readonly Day[]): (Day | null)[][] => {
  const before = days[0] === undefined ? 0 : (weekdayOf(days[0].day) + 6) % 7
  const cells: (Day | null)[] = [...Array.from({ length: before }, () => null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'))

/** The twelve months; what a day is stands on it in a word, its holiday and source in its title. */
export const YearGrid = ({ year, today }: { year: CalendarYear; today: string }) => {
  const { t } = useTranslation()
  const marks = { dayOff: t('calendar.off'), makeUp: t('calendar.work'), working: '', weekend: '' }
  const weekdays = [...t('calendar.weekdays')]
  return (
    <div className={classes.months}>
      {months.map((month) => {
        const days = year.days.filter(({ day }) => day.slice(5, 7) === month)
        return (
          <table key={month} className={classes.month} data-provisional={days.every(({ provisional }) => provisional) || undefined}>
            <caption>{t('calendar.months', { month: Number(month) })}</caption>
            <thead>
              <tr>
                {weekdays.map((weekday, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: Tuesday and Thursday have the same letter
                  <th key={at} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(days).map((week, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place in the month
                <tr key={at}>
                  {week.map((day, weekday) =>
                    day === null ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell is its place
                      <td key={weekday} />
                    ) : (
                      <td
                        key={day.day}
                        data-kind={day.kind}
                        data-today={day.day === today || undefined}
                        title={[day.day, day.name, day.source].filter((part) => part !== '').join(' ')}
                      >
                        {Number(day.day.slice(8))}
                        {marks[day.kind] !== '' && <span className={classes.mark}>{marks[day.kind]}</span>}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </div>
  )
}
