import { Button, Drawer, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { factValueWords, unitWords } from '../../../shared/statistics/indicator.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { originWords } from '../../../shared/submissions/tables.ts'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatNumber } from '../../components/moments.ts'
import { Facts } from '../../ferry/Facts.tsx'
import classes from '../submissions.module.css'
import { clockInChina, upper } from '../words.ts'
import { RowLine } from './RowLine.tsx'

type Props = {
  figure: FigureRef
  period: Period
  /** Of a frozen submission: as it was counted then. */
  submission: { id: string; version: number } | null
  onClose(): void
}

const page = 50

/** Where a figure comes from: its formula in words, the rows it stands on, and of each row who made it what it is. */
export const FigurePanel = ({ figure: { indicator: id, key }, period, submission, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { aside } = usePunctuation()
  const [part, setPart] = useState<'over' | 'under'>('over')
  const [skip, setSkip] = useState(0)
  const asked = { indicator: id, key, part, kind: period.kind, on: period.until, lang: language, ...(submission === null ? {} : { submission }) }
  const { value, failure, loading, reload } = useLoad('indicator.explain', { ...asked, limit: page, skip }, ['catalogue', 'case', 'task'])
  const indicator = value?.indicator
  const said =
    indicator === undefined || key === null || indicator.by === undefined || value?.source == null
      ? ''
      : factValueWords(value.source, indicator.by, key)[language]
  const name = indicator === undefined ? t('submissions.figure.title') : said === '' ? indicator.words[language] : aside(indicator.words[language], said)
  return (
    <Drawer opened onClose={onClose} position="right" size={660} title={name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && failure === null && <Skeleton h={220} role="img" aria-label={t('common.loading')} />}
        {value !== null && indicator !== undefined && (
          <>
            <Text size="xl" fw={700}>
              {value.figure.value ?? '—'}{' '}
              <Text span size="sm">
                {unitWords[indicator.unit][language]}
              </Text>
            </Text>
            <Facts
              rows={[
                [t('submissions.figure.formula'), value.formulaWords[language]],
                [t('submissions.figure.about'), indicator.about[language]],
                [t('submissions.figure.asOf'), `${periodWords(value.period)[language]} · ${clockInChina(value.asOf)}`],
                value.figure.origin === 'computed'
                  ? null
                  : [
                      upper(originWords[value.figure.origin][language], language),
                      [value.figure.source, value.figure.by].filter((each) => each !== '').join(' · '),
                    ],
              ]}
            />
            {indicator.formula.kind === 'ratio' && (
              <SegmentedControl
                aria-label={t('submissions.figure.part')}
                value={part}
                onChange={(next) => {
                  setPart(next === 'under' ? 'under' : 'over')
                  setSkip(0)
                }}
                data={[
                  { value: 'over', label: t('submissions.figure.over', { count: value.figure.over ?? 0 }) },
                  { value: 'under', label: t('submissions.figure.under', { count: value.figure.under ?? 0 }) },
                ]}
              />
            )}
            {value.source !== null && (
              <Text size="xs" c="dimmed" role="status">
                {t('submissions.figure.rows', { count: value.total })}
              </Text>
            )}
            <ul className={classes.rows} aria-busy={loading}>
              {value.rows.map((row) => (
                <RowLine key={row.id} row={row} asked={asked} source={value.source} />
              ))}
            </ul>
            {value.total > page && (
              <Group gap="xs">
                <Button variant="default" size="compact-sm" disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - page))}>
                  {t('submissions.pageBefore')}
                </Button>
                <Text size="xs">
                  {t('submissions.page', { from: skip + 1, to: Math.min(skip + page, value.total), total: formatNumber(value.total, language) })}
                </Text>
                <Button variant="default" size="compact-sm" disabled={skip + page >= value.total} onClick={() => setSkip(skip + page)}>
                  {t('submissions.pageNext')}
                </Button>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Drawer>
  )
}
