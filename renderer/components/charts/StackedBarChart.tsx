import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { formatNumber } from '../moments.ts'
import { ChartFrame } from './ChartFrame.tsx'
import classes from './charts.module.css'
import { share } from './facts.ts'

/** `values`: one for each part, in their order. */
export type Stack = { key: string; label: string; values: readonly number[]; onOpen?: () => void }

type Props = {
  title: string
  of: string
  sentence: string
  /** Up to four; the first is what is wanted. */
  parts: readonly string[]
  stacks: readonly Stack[]
  /** As long as each other, so that shares are compared; without: by their numbers. */
  whole?: boolean
  /** Which of the four looks each part has; without: in order. */
  looks?: readonly number[]
}

/** Bars in parts that differ by colour and by pattern; a part wide enough bears its number. */
export const StackedBarChart = ({ title, of, sentence, parts, stacks, whole = false, looks = [0, 1, 2, 3] }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const said = (value: number) => formatNumber(value, language)
  const totalOf = ({ values }: Stack) => values.reduce((sum, value) => sum + value, 0)
  const longest = Math.max(1, ...stacks.map(totalOf))
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{ columns: [of, ...parts, t('charts.total')], rows: stacks.map((stack) => [stack.label, ...stack.values.map(said), said(totalOf(stack))]) }}
    >
      <ul className={classes.legend}>
        {parts.map((part, at) => (
          <li key={part}>
            <span className={classes.swatch} data-part={looks[at]} aria-hidden />
            {part}
          </li>
        ))}
      </ul>
      <ul className={classes.bars}>
        {stacks.map((stack) => {
          const total = totalOf(stack)
          const parted = parts.map((part, at) => `${part} ${said(stack.values[at] ?? 0)}`).join(language === 'zh' ? '，' : ', ')
          const first = `${share(stack.values[0] ?? 0, total)}%`
          const shown = total === 0 ? t('charts.none') : whole ? first : said(total)
          return (
            <li key={stack.key}>
              <span className={classes.name} title={stack.label}>
                {stack.label}
              </span>
              <span className={classes.track} title={parted} aria-hidden>
                {stack.values.map((value, at) => {
                  const width = (value / (whole ? Math.max(1, total) : longest)) * 100
                  return value === 0 ? null : (
                    <span key={parts[at]} className={classes.part} data-part={looks[at]} style={{ width: `${width}%` }}>
                      {width >= 9 && <span className={classes.onPart}>{said(value)}</span>}
                    </span>
                  )
                })}
              </span>
              {stack.onOpen === undefined || total === 0 ? (
                <span className={classes.value} title={parted}>
                  {shown}
                </span>
              ) : (
                <UnstyledButton
                  className={classes.value}
                  data-link
                  title={parted}
                  aria-label={t('charts.open', { label: stack.label, value: shown })}
                  onClick={stack.onOpen}
                >
                  {shown}
                </UnstyledButton>
              )}
            </li>
          )
        })}
      </ul>
    </ChartFrame>
  )
}
