import { Badge, Button, NavLink, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '../../../../shared/statistics/indicator.ts'
import type { TemplateTrouble } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import classes from '../../submissions.module.css'
import { freeName } from '../free-name.ts'
import type { EditorProps } from '../TemplateEditor.tsx'
import { IndicatorFields } from './IndicatorFields.tsx'

const empty = (id: string): Indicator => ({
  ...{ id, words: { zh: '', en: '' }, about: { zh: '', en: '' }, unit: 'count', digits: 0, direction: 'none' },
  formula: { kind: 'count', source: 'entry', where: [] },
})

/** The region's own indicators; the standard ones are used as they are. */
export const IndicatorsEditor = ({ template, readOnly, onChange, troubles }: EditorProps & { troubles: readonly TemplateTrouble[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { indicators } = template
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, indicators.length - 1)
  const indicator = indicators[at]
  const add = () => {
    onChange({
      ...template,
      indicators: [
        ...indicators,
        empty(
          freeName(
            'own.figure',
            indicators.map(({ id }) => id),
          ),
        ),
      ],
    })
    setChosen(indicators.length)
  }
  const adding = !readOnly && (
    <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} disabled={indicators.length >= 200} onClick={add}>
      {t('submissions.form.addIndicator')}
    </Button>
  )
  if (indicator === undefined)
    return (
      <EmptyState title={t('submissions.form.noIndicators')} actions={adding}>
        {t('submissions.form.noIndicatorsHint')}
      </EmptyState>
    )
  return (
    <div className={classes.tables}>
      <nav aria-label={t('submissions.form.section.indicators')} className={classes.contents}>
        {indicators.map((one, i) => (
          <NavLink
            key={one.id}
            component="button"
            label={one.words[language] || t('submissions.form.unnamed')}
            active={i === at}
            rightSection={
              troubles.some(({ where }) => where === one.id) ? (
                <Badge size="xs" color="orange">
                  !
                </Badge>
              ) : undefined
            }
            onClick={() => setChosen(i)}
            py={4}
            px="xs"
          />
        ))}
        <Stack mt={8}>{adding}</Stack>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section key={indicator.id} className={classes.sheet} aria-label={indicator.words[language] || t('submissions.form.unnamed')} tabIndex={0}>
        <IndicatorFields
          indicator={indicator}
          readOnly={readOnly}
          onChange={(next) => onChange({ ...template, indicators: indicators.map((one, i) => (i === at ? next : one)) })}
        />
        {!readOnly && (
          <Button variant="subtle" color="red" mt="sm" onClick={() => onChange({ ...template, indicators: indicators.filter((_, i) => i !== at) })}>
            {t('submissions.form.removeIndicator')}
          </Button>
        )}
        <Text size="2xs" c="dimmed" mt={4} className="mulu-mono">
          {indicator.id}
        </Text>
      </section>
    </div>
  )
}
