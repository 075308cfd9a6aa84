import { TagsInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { reminderDays } from '../../../../shared/agreements/validity.ts'
import { usePunctuation } from '../../../app/punctuation.ts'
import styles from '../../../catalogue/entry/entry.module.css'
import { FieldGroup } from '../../../catalogue/entry/FieldGroup.tsx'
import { DayAt, NumberAt, usePlaceLabel } from './fields.tsx'
import { useText } from './text-store.tsx'

/** From when until when, when renewal is looked at, and how many are written out. */
export const ValiditySection = () => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const label = usePlaceLabel()
  const validity = useText(({ text }) => text.validity)
  const put = useText((state) => state.put)
  const days = reminderDays({ validity })
  return (
    <FieldGroup title={t('agreement.sections.validity')} hint={t('agreement.validityHint')}>
      <DayAt path="validity.from" needed />
      <DayAt path="validity.until" needed />
      <NumberAt path="validity.originals" min={1} max={50} />
      <NumberAt path="validity.copies" min={0} max={50} />
      <TagsInput
        className={styles.half ?? ''}
        label={label('validity.reminders')}
        value={validity.reminders.map(String)}
        maxTags={10}
        acceptValueOnBlur
        splitChars={[',', '，', '、', ' ']}
        onChange={(said) =>
          put(
            'validity.reminders',
            [...new Set(said.map(Number).filter((n) => Number.isInteger(n) && n >= 1 && n <= 365))].sort((a, b) => b - a),
          )
        }
      />
      {days.length > 0 && (
        <Text size="xs" c="dimmed" className={styles.wide ?? ''}>
          {t('agreement.remindedOn', { days: list(days) })}
        </Text>
      )}
    </FieldGroup>
  )
}
