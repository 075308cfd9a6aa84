import { Checkbox, MultiSelect, NumberInput, Paper, Select, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sourceNames, sources } from '../../../../shared/statistics/sources.ts'
import type { Table } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { type EditableColumn, EditableRows } from '../../../components/EditableRows.tsx'
import { Section } from '../../../components/Section.tsx'
import { ConditionsEditor } from '../ConditionsEditor.tsx'

type List = Extract<Table, { kind: 'list' }>
type Column = List['columns'][number]

/** A table of rows: which records, in which order, with which columns. */
export const ListEditor = ({ table, readOnly, onChange }: { table: List; readOnly: boolean; onChange(table: List): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { facts, about } = sources[table.source]
  const factData = Object.entries(facts).map(([value, { words }]) => ({ value, label: words[language] }))
  const columns: EditableColumn<Column>[] = [
    {
      key: 'fact',
      label: t('submissions.form.fact'),
      cell: (row, change, label) => (
        <Select
          aria-label={label}
          data={factData}
          value={row.fact}
          onChange={(fact) => change({ ...row, fact: fact ?? row.fact })}
          allowDeselect={false}
          searchable
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'zh',
      label: t('submissions.form.lineZh'),
      cell: (row, change, label) => (
        <TextInput
          aria-label={label}
          placeholder={facts[row.fact]?.words.zh}
          value={row.words?.zh ?? ''}
          onChange={(event) => change(withWords(row, { zh: event.currentTarget.value, en: row.words?.en ?? '' }))}
          maxLength={200}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'en',
      label: t('submissions.form.lineEn'),
      cell: (row, change, label) => (
        <TextInput
          aria-label={label}
          placeholder={facts[row.fact]?.words.en}
          value={row.words?.en ?? ''}
          onChange={(event) => change(withWords(row, { zh: row.words?.zh ?? '', en: event.currentTarget.value }))}
          maxLength={300}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'width',
      label: t('submissions.form.width'),
      width: 90,
      cell: (row, change, label) => (
        <NumberInput
          aria-label={label}
          value={row.width}
          onChange={(next) => change({ ...row, width: Math.max(4, Math.min(80, Math.round(Number(next)) || 4)) })}
          min={4}
          max={80}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'sum',
      label: t('submissions.form.sum'),
      width: 60,
      cell: (row, change, label) => (
        <Checkbox
          aria-label={label}
          checked={row.sum === true}
          onChange={(event) => {
            const { sum: _, ...rest } = row
            change(event.currentTarget.checked ? { ...rest, sum: true } : rest)
          }}
          disabled={readOnly || facts[row.fact]?.type !== 'number'}
        />
      ),
    },
  ]
  return (
    <Paper p="sm">
      <Stack gap="sm">
        <div>
          <Select
            label={t('submissions.form.source')}
            data={sourceNames.map((name) => ({ value: name, label: sources[name].words[language] }))}
            value={table.source}
            onChange={(next) => {
              const source = sourceNames.find((name) => name === next)
              // Another kind of record knows other facts.
              if (source !== undefined && source !== table.source) onChange({ ...table, source, where: [], order: [], columns: [] })
            }}
            allowDeselect={false}
            readOnly={readOnly}
            maw={320}
          />
          <Text size="2xs" c="dimmed" mt={2}>
            {about[language]}
          </Text>
        </div>
        <ConditionsEditor
          label={t('submissions.form.where')}
          source={table.source}
          where={table.where}
          readOnly={readOnly}
          onChange={(where) => onChange({ ...table, where })}
        />
        <MultiSelect
          label={t('submissions.form.order')}
          data={factData}
          value={table.order}
          onChange={(order) => onChange({ ...table, order })}
          maxValues={5}
          readOnly={readOnly}
        />
        <Section title={t('submissions.form.columns')}>
          <EditableRows
            label={t('submissions.form.columns')}
            columns={columns}
            rows={table.columns}
            onChange={(next) => onChange({ ...table, columns: next })}
            empty={{ fact: factData[0]?.value ?? '', width: 16 }}
            limit={40}
            readOnly={readOnly}
          />
        </Section>
      </Stack>
    </Paper>
  )
}

/** Without words of its own a column is called as its fact is. */
const withWords = ({ words: _, ...row }: Column, words: { zh: string; en: string }): Column => (words.zh === '' && words.en === '' ? row : { ...row, words })
