import { Text, Title } from '@mantine/core'
import { IconCalendarDue } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../shared/clock-words.ts'
import { useLanguage } from '../app/language.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import classes from './deadlines.module.css'
import { ItemLine } from './ItemLine.tsx'
import { byDay, type Month, useDayWords } from './words.ts'

/** The month as a list, day by day: for a narrow window and for whoever listens. */
export const MonthList = ({ month }: { month: Month }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const say = useDayWords()
  const items = byDay(month)
  const days = month.days.filter(({ day }) => items.has(day) && day.startsWith(month.month))
  if (days.length === 0 && month.earlier.items.length === 0)
    return (
      <EmptyState icon={<IconCalendarDue size={32} stroke={1.3} />} title={t('deadlines.nothingMonth')}>
        {t('deadlines.nothingHint')}
      </EmptyState>
    )
  return (
    <>
      {month.earlier.items.length > 0 && (
        <section className={classes.day} aria-labelledby="deadline-earlier">
          <Title order={2} size="h4" id="deadline-earlier">
            {t('deadlines.earlier', { count: month.earlier.count })}
          </Title>
          <ul className={classes.items}>
            {month.earlier.items.map((item) => (
              <ItemLine key={item.key} item={item} past={month.earlier.until} />
            ))}
          </ul>
        </section>
      )}
      {days.map((day) => (
        <section key={day.day} className={classes.day} aria-labelledby={`deadline-${day.day}`}>
          <Title order={2} size="h4" id={`deadline-${day.day}`}>
            {sayDay(day.day, language, month.today)}{' '}
            <Text component="span" size="xs" c="dimmed">
              {[day.day === month.today ? t('deadlines.today') : '', say(day).said].filter((part) => part !== '').join(' · ')}
            </Text>
          </Title>
          <ul className={classes.items}>
            {items.get(day.day)?.map((item) => (
              <ItemLine key={item.key} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
