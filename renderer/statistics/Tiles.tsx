import { Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { type Figures, figureOf, type Listed, leading, sayFigure, stepOf, type Trend } from './figures.ts'
import classes from './statistics.module.css'
import type { Asked } from './statistics-store.ts'

type Props = {
  figures: Figures
  indicators: ReadonlyMap<string, Listed>
  trend: Trend | null /** null: on paper nothing is to be pressed. */
  onAsk: ((asked: Asked) => void) | null
}

/** The figures a leader asks for first, each with its change to the period before. */
export const Tiles = ({ figures, indicators, trend, onAsk }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  // The change is of this very period, or of none.
  const same = trend?.periods.at(-1)?.id === figures.period.id ? trend : null
  return (
    <ul className={classes.tiles}>
      {leading.map((id) => {
        const indicator = indicators.get(id)
        if (indicator === undefined) return null
        const figure = figureOf(figures, id)
        const value = sayFigure(figure?.value ?? null, indicator.unit, language)
        const step = stepOf(same, id)
        const good = step === null || step === 0 || indicator.direction === 'none' ? null : step > 0 === (indicator.direction === 'more')
        const said = (
          <>
            <Text component="span" size="xs" c="dimmed" className={classes.label}>
              {indicator.words[language]}
            </Text>
            <span className={classes.number}>
              {value}
              {indicator.unit !== 'percent' && figure?.value != null && (
                <Text component="span" size="xs" c="dimmed" ml={4}>
                  {indicator.unitWords[language]}
                </Text>
              )}
            </span>
            <Text component="span" size="2xs" c="dimmed" data-good={good ?? undefined} className={classes.step}>
              {step === null
                ? t('statistics.noStep')
                : step === 0
                  ? t('statistics.level')
                  : t('statistics.step', { step: `${step > 0 ? '+' : '−'}${Math.abs(step)}` })}
              {good !== null && ` · ${t(good ? 'statistics.better' : 'statistics.worse')}`}
            </Text>
          </>
        )
        return (
          <li key={id}>
            {onAsk === null ? (
              <div className={classes.tile}>{said}</div>
            ) : (
              <UnstyledButton className={classes.tile} onClick={() => onAsk({ indicator: id, key: null, part: 'over' })} title={indicator.about[language]}>
                {said}
              </UnstyledButton>
            )}
          </li>
        )
      })}
    </ul>
  )
}
