import { VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../shared/clock-words.ts'
import type { DeadlineItem } from '../../shared/contract/deadlines.ts'
import { addDays, isDay, weekdayOf } from '../../shared/days.ts'
import { addToMonth } from '../../shared/deadlines.ts'
import { useLanguage } from '../app/language.ts'
import classes from './deadlines.module.css'
import { byDay, type Month, sayMonth, useDayWords, useItemWords } from './words.ts'

/** So many lines of a day find room; more are told by their number. */
const lines = 3

/** The same date of another month, or its last. */
const sameDate = (day: string, month: string): string => {
  for (let date = Number(day.slice(8)); ; date--) {
    const same = `${month}-${String(date).padStart(2, '0')}`
    if (isDay(same)) return same
  }
}

const moved = (key: string, day: string): string | null => {
  const fromMonday = (weekdayOf(day) + 6) % 7
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return addDays(day, -fromMonday)
    case 'End':
      return addDays(day, 6 - fromMonday)
    case 'PageUp':
      return sameDate(day, addToMonth(day.slice(0, 7), -1))
    case 'PageDown':
      return sameDate(day, addToMonth(day.slice(0, 7), 1))
    default:
      return null
  }
}

type Props = { month: Month; shown: string; onShow(day: string): void }

/** A month in weeks: days off shaded, each day's items in short. One day is chosen; its items stand beside the grid in full. */
export const MonthGrid = ({ month, shown, onShow }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const grid = useRef<HTMLTableElement>(null)
  /** Set by a key: the day that is chosen by it takes the focus, as soon as it is there. */
  const follows = useRef(false)
  const inside = month.days.some(({ day }) => day === shown)
  useEffect(() => {
    if (!follows.current || !inside) return
    follows.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${shown}"]`)?.focus()
  }, [shown, inside])
  const items = byDay(month)
  const say = useDayWords()
  const weeks = Array.from({ length: month.days.length / 7 }, (_, week) => month.days.slice(week * 7, week * 7 + 7))
  // The keyboard comes in at the chosen day; where none is on the sheet, at today or the first.
  const entrance = inside ? shown : (month.days.find(({ day }) => day === month.today)?.day ?? `${month.month}-01`)
  const onKeyDown = (event: KeyboardEvent, day: string) => {
    const to = moved(event.key, day)
    if (to === null) return
    event.preventDefault()
    follows.current = true
    onShow(to)
  }
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: days are moved to and chosen, which is a grid
      role="grid"
      className={classes.grid}
      aria-label={t('deadlines.calendar', { month: sayMonth(month.month, language) })}
      aria-describedby="deadline-keys"
    >
      <thead>
        <tr>
          {[...t('deadlines.weekdays')].map((weekday, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: Tuesday and Thursday have the same letter
            <th key={at} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => {
              const due = items.get(day.day) ?? []
              const { mark, said } = say(day)
              return (
                <td
                  key={day.day}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
                  role="gridcell"
                  tabIndex={day.day === entrance ? 0 : -1}
                  aria-selected={day.day === shown}
                  {...(day.day === month.today ? { 'aria-current': 'date' as const } : {})}
                  data-day={day.day}
                  data-works={day.works}
                  data-other={day.day.slice(0, 7) !== month.month || undefined}
                  data-provisional={day.provisional || undefined}
                  onClick={() => onShow(day.day)}
                  onKeyDown={(event) => onKeyDown(event, day.day)}
                >
                  <div className={classes.head}>
                    <VisuallyHidden>
                      {[sayDay(day.day, language, month.today), said, t('deadlines.items', { count: due.length })].join(language === 'zh' ? '，' : ', ')}
                    </VisuallyHidden>
                    <span className={classes.date} aria-hidden>
                      {Number(day.day.slice(8))}
                    </span>
                    {mark !== '' && (
                      <span className={classes.mark} data-kind={day.kind} aria-hidden>
                        {mark}
                      </span>
                    )}
                    <span className={classes.holiday} aria-hidden>
                      {day.name}
                    </span>
                  </div>
                  <Short items={due} />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Short = ({ items }: { items: readonly DeadlineItem[] }) => {
  const { t } = useTranslation()
  const say = useItemWords()
  const room = items.length <= lines ? lines : lines - 1
  return (
    <ul className={classes.short} data-few={items.length}>
      {items.slice(0, room).map((item) => {
        const { step, about } = say(item)
        return (
          <li key={item.key} data-state={item.due?.state} data-kind={item.kind} title={`${step} ${about}`.trim()}>
            {item.due?.state === 'overdue' && <b>{t('deadlines.overdue')}</b>}
            {item.kind === 'awaited' && item.due?.state !== 'overdue' && <b>{t('deadlines.awaited')}</b>}
            {step} {about}
          </li>
        )
      })}
      {items.length > room && <li data-more>{t('deadlines.more', { count: items.length - room })}</li>}
    </ul>
  )
}
