import { Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { type Figures, figureOf, type Listed, sayFigure } from './figures.ts'
import classes from './statistics.module.css'
import type { Asked } from './statistics-store.ts'

type Props = { figures: Figures; indicators: ReadonlyMap<string, Listed>; onAsk: ((asked: Asked) => void) | null }

/** Every figure with its formula in words, by what it is counted from. */
export const AllFigures = ({ figures, indicators, onAsk }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const groups = Map.groupBy(indicators.values(), ({ sourceWords }) => sourceWords?.[language] ?? t('statistics.byHand'))
  return (
    <table className={classes.all} aria-label={t('statistics.views.all')}>
      <thead>
        <tr>
          <th scope="col">{t('statistics.indicator')}</th>
          <th scope="col" data-number>
            {t('statistics.value')}
          </th>
          <th scope="col">{t('statistics.unit')}</th>
          <th scope="col">{t('statistics.formula')}</th>
        </tr>
      </thead>
      {[...groups].map(([source, listed]) => (
        <tbody key={source}>
          <tr>
            <th colSpan={4} scope="rowgroup" data-group>
              {source}
            </th>
          </tr>
          {listed.map(({ id, words, unit, unitWords, formula, formulaWords, about, by }) => {
            const value = sayFigure(figureOf(figures, id)?.value ?? null, unit, language)
            return (
              <tr key={id}>
                <th scope="row" title={about[language]}>
                  {words[language]}
                  {by !== undefined && (
                    <Text component="span" size="2xs" c="dimmed" ml={6}>
                      {t('statistics.parted')}
                    </Text>
                  )}
                </th>
                <td data-number>
                  {onAsk === null || formula.kind === 'manual' ? (
                    value
                  ) : (
                    <UnstyledButton
                      className={classes.link}
                      aria-label={t('charts.open', { label: words[language], value })}
                      onClick={() => onAsk({ indicator: id, key: null, part: 'over' })}
                    >
                      {value}
                    </UnstyledButton>
                  )}
                </td>
                <td>{unit === 'percent' ? '' : unitWords[language]}</td>
                <td className={classes.formula}>{formulaWords[language]}</td>
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
