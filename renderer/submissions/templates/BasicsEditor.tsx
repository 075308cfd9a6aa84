import { Checkbox, Group, Paper, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { periodKinds } from '../../../shared/statistics/periods.ts'
import { type CoverField, coverSources } from '../../../shared/submissions/template.ts'
import { type EditableColumn, EditableRows } from '../../components/EditableRows.tsx'
import { Section } from '../../components/Section.tsx'
import classes from '../submissions.module.css'
import { freeName } from './free-name.ts'
import type { EditorProps } from './TemplateEditor.tsx'
import { WordsFields } from './WordsFields.tsx'

/** What the form is called, which periods it is for, and its cover. */
export const BasicsEditor = ({ template, readOnly, onChange }: EditorProps) => {
  const { t } = useTranslation()
  const columns: EditableColumn<CoverField>[] = [
    {
      key: 'zh',
      label: t('submissions.form.nameZh'),
      cell: (row, change, label) => (
        <TextInput
          aria-label={label}
          value={row.words.zh}
          onChange={(event) => change({ ...row, words: { ...row.words, zh: event.currentTarget.value } })}
          maxLength={200}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'en',
      label: t('submissions.form.nameEn'),
      cell: (row, change, label) => (
        <TextInput
          aria-label={label}
          value={row.words.en}
          onChange={(event) => change({ ...row, words: { ...row.words, en: event.currentTarget.value } })}
          maxLength={300}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'from',
      label: t('submissions.form.coverFrom'),
      width: 200,
      cell: (row, change, label) => (
        <Select
          aria-label={label}
          data={coverSources.map((each) => ({ value: each, label: t(`submissions.form.coverSources.${each}`) }))}
          value={row.from}
          onChange={(next) => change({ ...row, from: coverSources.find((each) => each === next) ?? 'typed' })}
          allowDeselect={false}
          readOnly={readOnly}
        />
      ),
    },
    {
      key: 'required',
      label: t('submissions.form.required'),
      width: 70,
      cell: (row, change, label) => (
        <Checkbox
          aria-label={label}
          checked={row.required}
          onChange={(event) => change({ ...row, required: event.currentTarget.checked })}
          disabled={readOnly}
        />
      ),
    },
    {
      key: 'place',
      label: t('submissions.form.coverHead'),
      width: 90,
      cell: (row, change, label) => (
        <Checkbox
          aria-label={label}
          checked={row.place === 'head'}
          onChange={(event) => {
            const { place: _, ...rest } = row
            change(event.currentTarget.checked ? { ...rest, place: 'head' } : rest)
          }}
          disabled={readOnly}
        />
      ),
    },
  ]
  const names = template.cover.map(({ id }) => id)
  const empty: CoverField = { id: '', words: { zh: '', en: '' }, from: 'typed', required: false }
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.form.section.basics')} tabIndex={0}>
      <Stack gap="md">
        <Paper p="md">
          <Stack gap="xs">
            <WordsFields
              label={{ zh: t('submissions.form.nameZh'), en: t('submissions.form.nameEn') }}
              words={template.words}
              most={{ zh: 200, en: 300 }}
              readOnly={readOnly}
              onChange={(words) => onChange({ ...template, words })}
            />
            <WordsFields
              label={{ zh: t('submissions.form.aboutZh'), en: t('submissions.form.aboutEn') }}
              words={template.about}
              most={{ zh: 1000, en: 1500 }}
              readOnly={readOnly}
              required={false}
              onChange={(about) => onChange({ ...template, about })}
            />
            <Checkbox.Group
              label={t('submissions.form.periods')}
              value={[...template.periods]}
              onChange={(next) => onChange({ ...template, periods: periodKinds.filter((kind) => next.includes(kind)) })}
              readOnly={readOnly}
            >
              <Group gap="md" mt={4}>
                {periodKinds.map((kind) => (
                  <Checkbox key={kind} value={kind} label={t(`submissions.kinds.${kind}`)} disabled={readOnly} />
                ))}
              </Group>
            </Checkbox.Group>
          </Stack>
        </Paper>
        <Paper p="md">
          <Section title={t('submissions.cover.title')} about={t('submissions.form.coverAbout')}>
            <EditableRows
              label={t('submissions.cover.title')}
              columns={columns}
              rows={template.cover}
              onChange={(cover) => onChange({ ...template, cover: cover.map((row) => (row.id === '' ? { ...row, id: freeName('field', names) } : row)) })}
              empty={empty}
              limit={40}
              readOnly={readOnly}
            />
          </Section>
        </Paper>
      </Stack>
    </section>
  )
}
