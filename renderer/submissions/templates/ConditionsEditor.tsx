import { ActionIcon, Button, Group, MultiSelect, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../../shared/statistics/indicator.ts'
import { type Fact, type SourceName, sources } from '../../../shared/statistics/sources.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { firstCondition, operatorOf, operators, operatorsFor, withOperator } from './conditions.ts'

type Props = { label: string; source: SourceName; where: readonly Condition[]; readOnly: boolean; onChange(where: Condition[]): void }

/** What is asked of a row, one line to a condition; all must hold. */
export const ConditionsEditor = ({ label, source, where, readOnly, onChange }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { facts } = sources[source]
  const put = (at: number, next: Condition) => onChange(where.map((one, i) => (i === at ? next : one)))
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      {where.length === 0 && (
        <Text size="2xs" c="dimmed">
          {t('submissions.form.noConditions')}
        </Text>
      )}
      {where.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
        <Group key={at} gap={4} wrap="nowrap" align="flex-start">
          <Select
            aria-label={`${label} ${t('submissions.form.fact')} ${at + 1}`}
            data={Object.entries(facts).map(([value, { words }]) => ({ value, label: words[language] }))}
            value={condition.fact}
            onChange={(fact) => put(at, firstCondition(source, fact ?? condition.fact))}
            allowDeselect={false}
            searchable
            w={190}
            readOnly={readOnly}
          />
          <Select
            aria-label={`${label} ${t('submissions.form.operator')} ${at + 1}`}
            data={operatorsFor(source, condition.fact).map((each) => ({ value: each, label: t(`submissions.form.operators.${each}`) }))}
            value={operatorOf(condition)}
            onChange={(next) => put(at, withOperator(condition, operators.find((each) => each === next) ?? 'is'))}
            allowDeselect={false}
            w={100}
            readOnly={readOnly}
          />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Values
              label={`${label} ${t('submissions.form.value')} ${at + 1}`}
              source={source}
              condition={condition}
              readOnly={readOnly}
              onChange={(next) => put(at, next)}
            />
          </div>
          <ActionIcon aria-label={`${t('common.remove')} ${label} ${at + 1}`} disabled={readOnly} onClick={() => onChange(where.filter((_, i) => i !== at))}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={readOnly || where.length >= 20}
          aria-label={`${t('submissions.form.addCondition')} ${label}`}
          onClick={() => onChange([...where, firstCondition(source, Object.keys(facts)[0] ?? '')])}
        >
          {t('submissions.form.addCondition')}
        </Button>
      </Group>
    </Stack>
  )
}

type ValuesProps = { label: string; source: SourceName; condition: Condition; readOnly: boolean; onChange(next: Condition): void }

const Values = ({ label, source, condition, readOnly, onChange }: ValuesProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const empty = t('submissions.form.emptyValue')
  if ('atLeast' in condition || 'atMost' in condition) {
    const value = 'atLeast' in condition ? condition.atLeast : condition.atMost
    const put = (n: number): Condition => ('atLeast' in condition ? { fact: condition.fact, atLeast: n } : { fact: condition.fact, atMost: n })
    return <NumberInput aria-label={label} value={value} onChange={(next) => onChange(put(Number(next) || 0))} readOnly={readOnly} />
  }
  const values: readonly Fact[] = 'is' in condition ? condition.is : condition.not
  const put = (next: Fact[]) => {
    if (next.length > 0) onChange('is' in condition ? { fact: condition.fact, is: next } : { fact: condition.fact, not: next })
  }
  const spec = sources[source].facts[condition.fact]
  if (spec?.type === 'flag')
    return (
      <Select
        aria-label={label}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={String(values[0] === true)}
        onChange={(next) => put([next === 'true'])}
        allowDeselect={false}
        readOnly={readOnly}
      />
    )
  if (spec?.type === 'choice')
    return (
      <MultiSelect
        aria-label={label}
        data={Object.entries(spec.values ?? {}).map(([value, words]) => ({ value, label: words[language] }))}
        value={values.map(String)}
        onChange={put}
        readOnly={readOnly}
      />
    )
  return (
    <TagsInput
      aria-label={label}
      placeholder={pair(t('submissions.form.enterValue'), empty)}
      data={[...Object.keys(spec?.values ?? {}), empty]}
      value={values.map((one) => (one === null || one === '' ? empty : String(one)))}
      onChange={(next) =>
        put(next.map((one) => (one === empty ? '' : spec?.type === 'number' && one.trim() !== '' && Number.isFinite(Number(one)) ? Number(one) : one)))
      }
      maxTags={50}
      readOnly={readOnly}
    />
  )
}
