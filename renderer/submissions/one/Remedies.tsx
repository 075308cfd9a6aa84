import { Button, Group, Paper, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { type EditableColumn, EditableRows } from '../../components/EditableRows.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import type { Submission } from '../words.ts'
import { useFill } from './use-fill.ts'

type Remedy = Submission['remedies'][number]
const empty: Remedy = { problem: '', measure: '', responsible: '', dueOn: null, doneOn: null, result: '' }

/** 整改清单: what is to be put right, how, by whom and until when. */
export const Remedies = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const known = one.remedies
  const [rows, setRows] = useState<Remedy[]>([...known])
  const dirty = JSON.stringify(rows) !== JSON.stringify(known)
  useLeaveGuard(dirty)
  const fill = useFill(one.line.id, () => setRows([...known]))
  const text = (key: 'problem' | 'measure' | 'result', width?: number): EditableColumn<Remedy> => ({
    key,
    label: t(`submissions.remedy.${key}`),
    ...(width === undefined ? {} : { width }),
    cell: (row, change, label) => (
      <Textarea
        aria-label={label}
        value={row[key]}
        onChange={(event) => change({ ...row, [key]: event.currentTarget.value })}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1000}
        readOnly={!fills}
      />
    ),
  })
  const day = (key: 'dueOn' | 'doneOn'): EditableColumn<Remedy> => ({
    key,
    label: t(`submissions.remedy.${key}`),
    width: 132,
    cell: (row, change, label) => (
      <DayInput aria-label={label} value={row[key] ?? ''} onChange={(on) => change({ ...row, [key]: on === '' ? null : on })} readOnly={!fills} />
    ),
  })
  const items = one.template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))
  const columns: EditableColumn<Remedy>[] = [
    {
      key: 'statement',
      label: t('submissions.remedy.statement'),
      width: 170,
      cell: (row, change, label) => (
        <Select
          aria-label={label}
          data={items.map(({ id, words }) => ({ value: id, label: words[language] }))}
          value={row.statement ?? null}
          onChange={(statement) => {
            const { statement: _, ...rest } = row
            change(statement === null ? rest : { ...rest, statement })
          }}
          comboboxProps={{ width: 420, position: 'bottom-start' }}
          clearable
          readOnly={!fills}
        />
      ),
    },
    text('problem'),
    text('measure'),
    {
      key: 'responsible',
      label: t('submissions.remedy.responsible'),
      width: 110,
      cell: (row, change, label) => (
        <TextInput
          aria-label={label}
          value={row.responsible}
          onChange={(event) => change({ ...row, responsible: event.currentTarget.value })}
          maxLength={100}
          readOnly={!fills}
        />
      ),
    },
    day('dueOn'),
    day('doneOn'),
    text('result', 180),
  ]
  const complete = rows.every(({ problem }) => problem.trim() !== '')
  return (
    <Paper p="md">
      <Section title={t('submissions.remedy.title')} about={t('submissions.remedy.about')}>
        <EditableRows label={t('submissions.remedy.title')} columns={columns} rows={rows} onChange={setRows} empty={empty} limit={500} readOnly={!fills} />
        <ErrorNote failure={fill.failure} onClose={fill.clear} />
        {fills && (
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" disabled={!dirty} onClick={() => setRows([...known])}>
              {t('submissions.reset')}
            </Button>
            <Button loading={fill.busy} disabled={!dirty || !complete} onClick={() => fill.save({ remedies: rows })}>
              {t('submissions.remedy.save')}
            </Button>
          </Group>
        )}
        {fill.dialog}
      </Section>
    </Paper>
  )
}
