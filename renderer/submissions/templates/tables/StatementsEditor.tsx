import { MultiSelect, Paper, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { indicatorsOf, type Table, type Template } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { type EditableColumn, EditableRows } from '../../../components/EditableRows.tsx'
import { freeName } from '../free-name.ts'

type Statements = Extract<Table, { kind: 'statements' }>
type Line = Statements['lines'][number]

/** Matters to look into, each with the figures that ask for a look. */
export const StatementsEditor = ({
  template,
  table,
  readOnly,
  onChange,
}: {
  template: Template
  table: Statements
  readOnly: boolean
  onChange(table: Statements): void
}) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = (key: 'zh' | 'en', label: string): EditableColumn<Line> => ({
    key,
    label,
    cell: (row, change, name) => (
      <TextInput
        aria-label={name}
        value={row.words[key]}
        onChange={(event) => change({ ...row, words: { ...row.words, [key]: event.currentTarget.value } })}
        maxLength={key === 'zh' ? 200 : 300}
        readOnly={readOnly}
      />
    ),
  })
  const columns: EditableColumn<Line>[] = [
    words('zh', t('submissions.form.lineZh')),
    words('en', t('submissions.form.lineEn')),
    {
      key: 'indicators',
      label: t('submissions.form.statementFigures'),
      width: 330,
      cell: (row, change, label) => (
        <MultiSelect
          aria-label={label}
          data={indicatorsOf(template).map(({ id, words: said }) => ({ value: id, label: said[language] }))}
          value={row.indicators.map(({ indicator }) => indicator)}
          onChange={(next) => change({ ...row, indicators: next.map((indicator) => ({ indicator, key: null })) })}
          maxValues={5}
          searchable
          readOnly={readOnly}
        />
      ),
    },
  ]
  const taken = table.lines.map(({ id }) => id)
  return (
    <Paper p="sm">
      <EditableRows
        label={t('submissions.form.lines')}
        columns={columns}
        rows={table.lines}
        onChange={(lines) => onChange({ ...table, lines: lines.map((line) => (line.id === '' ? { ...line, id: freeName('matter', taken) } : line)) })}
        empty={{ id: '', words: { zh: '', en: '' }, indicators: [] }}
        limit={60}
        readOnly={readOnly}
      />
    </Paper>
  )
}
