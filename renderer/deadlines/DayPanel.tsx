import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../shared/clock-words.ts'
import type { DeadlineItem } from '../../shared/contract/deadlines.ts'
import { useLanguage } from '../app/language.ts'
import classes from './deadlines.module.css'
import { ItemLine } from './ItemLine.tsx'
import { type Month, useDayWords } from './words.ts'

/** What is due on the chosen day, or was before the month. */
export const DayPanel = ({ month, shown }: { month: Month; shown: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const say = useDayWords()
  const day = month.days.find((one) => one.day === shown)
  const earlier = shown === 'earlier'
  const items: readonly DeadlineItem[] = earlier ? month.earlier.items : month.items.filter(({ on }) => on === shown)
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.panel} aria-labelledby="deadline-day" tabIndex={0}>
      <Title order={2} size="h3" id="deadline-day">
        {earlier ? t('deadlines.earlierTitle') : sayDay(shown, language, month.today)}
      </Title>
      <Text size="xs" c="dimmed" mb={6} aria-live="polite">
        {[shown === month.today ? t('deadlines.today') : '', day === undefined ? '' : say(day).said, t('deadlines.items', { count: items.length })]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('deadlines.nothing')}
        </Text>
      ) : (
        <ul className={classes.items}>
          {items.map((item) => (
            <ItemLine key={item.key} item={item} past={earlier ? month.earlier.until : null} />
          ))}
        </ul>
      )}
    </section>
  )
}
