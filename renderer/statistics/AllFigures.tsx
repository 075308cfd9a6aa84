import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { factValueWords } from '../../shared/statistics/indicator.ts'
import { useLanguage } from '../app/language.ts'
import { type Figure, type Figures, figureOf, type Listed, sayFigure } from './figures.ts'
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
          {listed.flatMap((indicator) => {
            const { id, unit, by } = indicator
            const whole = <FigureRow key={id} indicator={indicator} figure={figureOf(figures, id)} onAsk={onAsk} />
            const parts = by === undefined ? [] : figures.figures.filter((one) => one.indicator === id && one.key !== null)
            return [whole, ...parts.map((part) => <FigureRow key={`${id} ${part.key} ${unit}`} indicator={indicator} figure={part} onAsk={onAsk} />)]
          })}
        </tbody>
      ))}
    </table>
  )
}

type RowProps = { indicator: Listed; figure: Figure | undefined; onAsk: Props['onAsk'] }

const FigureRow = ({ indicator, figure, onAsk }: RowProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { id, words, unit, unitWords, formula, formulaWords, about, by } = indicator
  const value = sayFigure(figure?.value ?? null, unit, language)
  const key = figure?.key ?? null
  const part = key === null || formula.kind === 'manual' || by === undefined ? null : factValueWords(formula.source, by, key)[language]
  return (
    <tr data-part={part !== null || undefined}>
      <th scope="row" title={part === null ? about[language] : undefined}>
        {part ?? words[language]}
      </th>
      <td data-number>
        {onAsk === null || formula.kind === 'manual' ? (
          value
        ) : (
          <UnstyledButton
            className={classes.link}
            aria-label={t('charts.open', { label: part ?? words[language], value })}
            onClick={() => onAsk({ indicator: id, key, part: 'over' })}
          >
            {value}
          </UnstyledButton>
        )}
      </td>
      <td>{unit === 'percent' ? '' : unitWords[language]}</td>
      <td className={classes.formula}>{part === null ? formulaWords[language] : ''}</td>
    </tr>
  )
}
