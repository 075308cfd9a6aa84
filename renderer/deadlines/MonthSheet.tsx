import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import classes from './deadlines.module.css'
import { byDay, type Month, sayMonth, useDayWords, useItemWords } from './words.ts'

/** So many items of a day find room on one A4 page. */
const room = 6

/** A month on one page, crosswise. */
export const MonthSheet = ({ month }: { month: Month }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const say = useItemWords()
  const dayWords = useDayWords()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const items = byDay(month)
  const weeks = Array.from({ length: month.days.length / 7 }, (_, week) => month.days.slice(week * 7, week * 7 + 7))
  return (
    <div className={`mulu-wide ${classes.sheet}`}>
      <h1>{t('deadlines.sheetTitle', { month: sayMonth(month.month, language) })}</h1>
      <p>
        {pair(t('life.sheet.agency'), agency)}　{pair(t('deadlines.madeOn'), month.today)}
        {month.earlier.count > 0 && `　${t('deadlines.sheetEarlier', { count: month.earlier.count })}`}
      </p>
      <table data-weeks={weeks.length}>
        <thead>
          <tr>
            {[...t('deadlines.weekdays')].map((weekday, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: Tuesday and Thursday have the same letter
              <th key={at}>{weekday}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.day}>
              {week.map((day) => {
                const due = day.day.startsWith(month.month) ? (items.get(day.day) ?? []) : []
                return (
                  <td key={day.day} data-works={day.works} data-few={due.length}>
                    <b>{day.day.startsWith(month.month) ? Number(day.day.slice(8)) : `${Number(day.day.slice(5, 7))}/${Number(day.day.slice(8))}`}</b>{' '}
                    {[dayWords(day).mark, day.name].filter((part) => part !== '').join(' ')}
                    {due.slice(0, due.length > room ? room - 1 : room).map((item) => {
                      const { step, about } = say(item)
                      return (
                        <div key={item.key}>
                          · {item.kind === 'awaited' && `${t('deadlines.awaited')} `}
                          {step} {about}
                        </div>
                      )
                    })}
                    {due.length > room && <div>{t('deadlines.sheetMore', { count: due.length - room + 1 })}</div>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
