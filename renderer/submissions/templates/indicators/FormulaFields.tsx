import { Group, Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Formula, Indicator } from '../../../../shared/statistics/indicator.ts'
import { type SourceName, sourceNames, sources } from '../../../../shared/statistics/sources.ts'
import { useLanguage } from '../../../app/language.ts'
import { ConditionsEditor } from '../ConditionsEditor.tsx'
import { formulaKinds, withKind, withSource } from './formula.ts'

type Props = { indicator: Indicator; readOnly: boolean; onChange(indicator: Indicator): void }

/** Which rows are counted and how. */
export const FormulaFields = ({ indicator, readOnly, onChange }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { formula } = indicator
  const put = (next: Formula, source: SourceName | null = null) => {
    const { by, ...rest } = indicator
    // What is given by a fact of other records is given by none.
    const keeps = by !== undefined && next.kind !== 'manual' && source === null
    onChange({ ...rest, formula: next, ...(keeps ? { by } : {}) })
  }
  const kind = (
    <Select
      label={t('submissions.form.formulaKind')}
      data={formulaKinds.map((each) => ({ value: each, label: t(`submissions.form.formulaKinds.${each}`) }))}
      value={formula.kind}
      onChange={(next) => put(withKind(formula, formulaKinds.find((each) => each === next) ?? formula.kind))}
      allowDeselect={false}
      w={170}
      readOnly={readOnly}
    />
  )
  if (formula.kind === 'manual') return kind
  const { facts, about } = sources[formula.source]
  const factsOf = (...types: string[]) =>
    Object.entries(facts).flatMap(([value, { words, type }]) => (types.includes(type) ? [{ value, label: words[language] }] : []))
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start">
        {kind}
        <Select
          label={t('submissions.form.source')}
          data={sourceNames.map((name) => ({ value: name, label: sources[name].words[language] }))}
          value={formula.source}
          onChange={(next) => {
            const source = sourceNames.find((name) => name === next)
            if (source !== undefined && source !== formula.source) put(withSource(formula, source), source)
          }}
          allowDeselect={false}
          w={200}
          readOnly={readOnly}
        />
        {(formula.kind === 'sum' || formula.kind === 'mean') && (
          <Select
            label={t('submissions.form.ofFact')}
            data={factsOf('number')}
            value={formula.fact === '' ? null : formula.fact}
            onChange={(fact) => put({ ...formula, fact: fact ?? '' })}
            allowDeselect={false}
            w={200}
            readOnly={readOnly}
            error={factsOf('number').length === 0 ? t('submissions.form.noNumbers') : undefined}
          />
        )}
        <Select
          label={t('submissions.form.by')}
          data={factsOf('text', 'choice')}
          value={indicator.by ?? null}
          onChange={(by) => {
            const { by: _, ...rest } = indicator
            onChange(by === null ? rest : { ...rest, by })
          }}
          clearable
          w={200}
          readOnly={readOnly}
        />
      </Group>
      <Text size="2xs" c="dimmed">
        {about[language]}
      </Text>
      <ConditionsEditor
        label={t(formula.kind === 'ratio' ? 'submissions.form.whereUnder' : 'submissions.form.where')}
        source={formula.source}
        where={formula.where}
        readOnly={readOnly}
        onChange={(where) => put({ ...formula, where })}
      />
      {formula.kind === 'ratio' && (
        <ConditionsEditor
          label={t('submissions.form.whereOver')}
          source={formula.source}
          where={formula.over}
          readOnly={readOnly}
          onChange={(over) => put({ ...formula, over })}
        />
      )}
    </Stack>
  )
}
