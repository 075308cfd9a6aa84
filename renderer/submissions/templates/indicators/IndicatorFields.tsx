import { Checkbox, Group, NumberInput, Paper, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formulaWords, type Indicator, indicatorUnits, troubleIn, unitWords } from '../../../../shared/statistics/indicator.ts'
import { useLanguage } from '../../../app/language.ts'
import { WordsFields } from '../WordsFields.tsx'
import { FormulaFields } from './FormulaFields.tsx'

type Props = { indicator: Indicator; readOnly: boolean; onChange(indicator: Indicator): void }

const directions = ['more', 'less', 'none'] as const
const firstLimit = { percent: 30, least: 5 }

/** One indicator: what it counts and how; its formula stands in words while it is made. */
export const IndicatorFields = ({ indicator, readOnly, onChange }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { words, about, unit, digits, direction, limit } = indicator
  const trouble = troubleIn(indicator)
  const about2 = (key: 'zh' | 'en') => (
    <Textarea
      label={t(key === 'zh' ? 'submissions.form.countsZh' : 'submissions.form.countsEn')}
      value={about[key]}
      onChange={(event) => onChange({ ...indicator, about: { ...about, [key]: event.currentTarget.value } })}
      autosize
      minRows={2}
      maxRows={5}
      maxLength={key === 'zh' ? 1000 : 1500}
      readOnly={readOnly}
      withAsterisk
    />
  )
  return (
    <Stack gap="sm">
      <Paper p="sm">
        <Stack gap="xs">
          <WordsFields
            label={{ zh: t('submissions.form.nameZh'), en: t('submissions.form.nameEn') }}
            words={words}
            most={{ zh: 200, en: 300 }}
            readOnly={readOnly}
            onChange={(next) => onChange({ ...indicator, words: next })}
          />
          <SimpleGrid cols={2} spacing="sm">
            {about2('zh')}
            {about2('en')}
          </SimpleGrid>
        </Stack>
      </Paper>
      <Paper p="sm">
        <FormulaFields indicator={indicator} readOnly={readOnly} onChange={onChange} />
        <Text size="sm" mt="sm" p="xs" bg="var(--mulu-stripe)" role="status" style={{ overflowWrap: 'anywhere' }}>
          {formulaWords(indicator)[language]}
        </Text>
        {trouble !== '' && (
          <Text size="xs" c="var(--mantine-color-error)">
            {t('submissions.form.unknown', { what: trouble })}
          </Text>
        )}
      </Paper>
      <Paper p="sm">
        <Group gap="sm" align="flex-start">
          <Select
            label={t('submissions.figure.unit')}
            data={indicatorUnits.map((each) => ({
              value: each,
              label: unitWords[each][language] || t(`submissions.form.plainUnits.${each === 'text' ? 'text' : 'count'}`),
            }))}
            value={unit}
            onChange={(next) => onChange({ ...indicator, unit: indicatorUnits.find((each) => each === next) ?? unit })}
            allowDeselect={false}
            w={160}
            readOnly={readOnly}
          />
          <NumberInput
            label={t('submissions.form.digits')}
            value={digits}
            onChange={(next) => onChange({ ...indicator, digits: Math.max(0, Math.min(4, Math.round(Number(next)) || 0)) })}
            min={0}
            max={4}
            w={110}
            readOnly={readOnly}
          />
          <Select
            label={t('submissions.form.direction')}
            data={directions.map((each) => ({ value: each, label: t(`submissions.form.directions.${each}`) }))}
            value={direction}
            onChange={(next) => onChange({ ...indicator, direction: directions.find((each) => each === next) ?? direction })}
            allowDeselect={false}
            w={160}
            readOnly={readOnly}
          />
          <Checkbox
            mt={28}
            label={t('submissions.form.limited')}
            checked={limit !== undefined}
            onChange={(event) => {
              const { limit: _, ...rest } = indicator
              onChange(event.currentTarget.checked ? { ...rest, limit: firstLimit } : rest)
            }}
            disabled={readOnly}
          />
          {limit !== undefined && (
            <>
              <NumberInput
                label={t('submissions.form.limitPercent')}
                value={limit.percent}
                onChange={(next) => onChange({ ...indicator, limit: { ...limit, percent: Math.max(1, Number(next) || 1) } })}
                min={1}
                w={120}
                readOnly={readOnly}
              />
              <NumberInput
                label={t('submissions.form.limitLeast')}
                value={limit.least}
                onChange={(next) => onChange({ ...indicator, limit: { ...limit, least: Math.max(0, Number(next) || 0) } })}
                min={0}
                w={120}
                readOnly={readOnly}
              />
            </>
          )}
        </Group>
      </Paper>
    </Stack>
  )
}
