import { Button, Drawer, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { factValueWords } from '../../shared/statistics/indicator.ts'
import { periodWords } from '../../shared/statistics/periods.ts'
import { originWords } from '../../shared/submissions/tables.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import { CitedRule } from '../components/CitedRule.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment, formatNumber } from '../components/moments.ts'
import { type Listed, sayFigure } from './figures.ts'
import { SourceRowLine } from './SourceRowLine.tsx'
import classes from './statistics.module.css'
import type { Asked } from './statistics-store.ts'

const page = 50
const most = 500

export type Explained = Output<'indicator.explain'>

/** The period a figure is of; of a frozen submission as it was counted then. */
export type Of = { kind: Explained['period']['kind']; on: string; submission?: { id: string; version: number } }

type Props = {
  asked: Asked
  of: Of
  rules: Listed['rules']
  onAsk(asked: Asked): void
  onClose(): void
}

/** Where a figure comes from: its formula in words, the rows it stands on, and of each row its versions or acts and who made them. */
export const ExplainDrawer = ({ asked, of, rules, onAsk, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair, aside } = usePunctuation()
  const [limit, setLimit] = useState(page)
  const { value, failure, loading, reload } = useLoad('indicator.explain', { ...of, ...asked, limit, lang: language }, ['catalogue', 'case', 'task'])
  const indicator = value?.indicator
  const formula = indicator?.formula
  const key =
    value === null || asked.key === null || formula === undefined || formula.kind === 'manual' || indicator?.by === undefined
      ? ''
      : factValueWords(formula.source, indicator.by, asked.key)[language]
  const name = indicator === undefined ? t('statistics.explain') : key === '' ? indicator.words[language] : aside(indicator.words[language], key)
  const figure = value?.figure
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title={name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && loading && <Skeleton h={240} role="img" aria-label={t('common.loading')} />}
        {value !== null && indicator !== undefined && figure !== undefined && (
          <>
            <div>
              <Text size="xl" fw={700}>
                {sayFigure(figure.value, indicator.unit, language)}
                {formula?.kind === 'ratio' && figure.under !== null && (
                  <Text component="span" size="sm" c="dimmed" ml={8}>
                    {formatNumber(figure.over ?? 0, language)} ÷ {formatNumber(figure.under, language)}
                  </Text>
                )}
              </Text>
              <Text size="xs" c="dimmed">
                {periodWords(value.period)[language]} · {t('statistics.asOf', { at: formatMoment(value.asOf) })}
              </Text>
            </div>
            {figure.origin !== 'computed' && (
              <Text size="sm">{pair(originWords[figure.origin][language], [figure.source, figure.by].filter((part) => part !== '').join(' · '))}</Text>
            )}
            <div>
              <Text size="sm">{pair(t('statistics.formula'), value.formulaWords[language])}</Text>
              <Text size="xs" c="dimmed">
                {indicator.about[language]}
              </Text>
              {rules
                .filter(({ title }, at) => rules.findIndex((one) => one.title.zh === title.zh) === at)
                .map((cited) => (
                  <CitedRule key={cited.rule} cited={cited} />
                ))}
            </div>
            {formula?.kind === 'ratio' && (
              <SegmentedControl
                aria-label={t('statistics.part')}
                value={asked.part}
                onChange={(part) => onAsk({ ...asked, part: part === 'under' ? 'under' : 'over' })}
                data={[
                  { value: 'over', label: t('statistics.over', { count: figure.over ?? 0 }) },
                  { value: 'under', label: t('statistics.under', { count: figure.under ?? 0 }) },
                ]}
              />
            )}
            <Text size="xs" c="dimmed" role="status">
              {t('statistics.rows', { count: value.total })}
            </Text>
            <ul className={classes.rows} aria-busy={loading}>
              {value.rows.map((row) => (
                <SourceRowLine key={row.id} row={row} explained={value} asked={asked} of={of} />
              ))}
            </ul>
            {value.total > value.rows.length && limit < most && (
              <Button variant="default" loading={loading} onClick={() => setLimit(Math.min(most, limit + page))}>
                {t('statistics.more', { count: Math.min(page, value.total - value.rows.length) })}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Drawer>
  )
}
