import { ActionIcon, Badge, Button, Group, Menu, NavLink, Paper, Stack } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Table, TemplateTrouble } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import classes from '../../submissions.module.css'
import { freeName, moved } from '../free-name.ts'
import type { EditorProps } from '../TemplateEditor.tsx'
import type { Unfinished } from '../unfinished.ts'
import { WordsFields } from '../WordsFields.tsx'
import { LinesEditor } from './LinesEditor.tsx'
import { ListEditor } from './ListEditor.tsx'
import { StatementsEditor } from './StatementsEditor.tsx'

const kinds = ['lines', 'list', 'statements', 'remedies'] as const

const emptyTable = (kind: (typeof kinds)[number], id: string): Table => {
  const common = { id, words: { zh: '', en: '' } }
  switch (kind) {
    case 'lines':
      return { ...common, kind, lines: [] }
    case 'list':
      return { ...common, kind, source: 'entry', where: [], order: [], columns: [] }
    case 'statements':
      return { ...common, kind, lines: [] }
    case 'remedies':
      return { ...common, kind }
  }
}

type Props = EditorProps & { troubles: readonly TemplateTrouble[]; unfinished: readonly Unfinished[] }

/** The form's tables in their order, and the one that is chosen. */
export const TablesEditor = ({ template, readOnly, onChange, troubles, unfinished }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { tables } = template
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, tables.length - 1)
  const table = tables[at]
  const put = (next: Table) => onChange({ ...template, tables: tables.map((one, i) => (i === at ? next : one)) })
  const turn = (by: -1 | 1) => {
    onChange({ ...template, tables: moved(tables, at, by) })
    setChosen(Math.max(0, Math.min(tables.length - 1, at + by)))
  }
  const add = (kind: (typeof kinds)[number]) => {
    const id = freeName(
      'table',
      tables.map((one) => one.id),
    )
    onChange({ ...template, tables: [...tables, emptyTable(kind, id)] })
    setChosen(tables.length)
  }
  const wrongAt = (one: Table): number => troubles.filter(({ where }) => where === one.id).length + unfinished.filter((place) => place.table === one.id).length
  return (
    <div className={classes.tables}>
      <nav aria-label={t('submissions.form.section.tables')} className={classes.contents}>
        {tables.map((one, i) => (
          <NavLink
            key={one.id}
            component="button"
            label={one.words[language] || t('submissions.form.unnamed')}
            description={t(`submissions.form.tableKinds.${one.kind}`)}
            active={i === at}
            rightSection={
              wrongAt(one) > 0 && !readOnly ? (
                <Badge size="xs" color="orange">
                  {wrongAt(one)}
                </Badge>
              ) : undefined
            }
            onClick={() => setChosen(i)}
            py={4}
            px="xs"
          />
        ))}
        {!readOnly && (
          <Stack gap={6} mt={8}>
            <Group gap={4}>
              <ActionIcon aria-label={t('submissions.form.tableUp')} disabled={at <= 0} onClick={() => turn(-1)}>
                <IconArrowUp size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon aria-label={t('submissions.form.tableDown')} disabled={at >= tables.length - 1} onClick={() => turn(1)}>
                <IconArrowDown size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('submissions.form.tableRemove')}
                disabled={tables.length <= 1}
                onClick={() => onChange({ ...template, tables: tables.filter((_, i) => i !== at) })}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Group>
            <Menu position="bottom-start">
              <Menu.Target>
                <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} disabled={tables.length >= 40}>
                  {t('submissions.form.tableAdd')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {kinds.map((kind) => (
                  <Menu.Item key={kind} onClick={() => add(kind)}>
                    {t(`submissions.form.tableKinds.${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </Stack>
        )}
      </nav>
      {table !== undefined && (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section key={table.id} className={classes.sheet} aria-label={table.words[language] || t('submissions.form.unnamed')} tabIndex={0}>
          <Stack gap="sm">
            <Paper p="sm">
              <Stack gap="xs">
                <WordsFields
                  label={{ zh: t('submissions.form.tableNameZh'), en: t('submissions.form.tableNameEn') }}
                  words={table.words}
                  most={{ zh: 200, en: 300 }}
                  readOnly={readOnly}
                  onChange={(words) => put({ ...table, words })}
                />
                <WordsFields
                  label={{ zh: t('submissions.form.noteZh'), en: t('submissions.form.noteEn') }}
                  words={table.note ?? { zh: '', en: '' }}
                  most={{ zh: 1000, en: 1500 }}
                  readOnly={readOnly}
                  required={false}
                  onChange={(note) => {
                    const { note: _, ...rest } = table
                    put(note.zh === '' && note.en === '' ? rest : { ...rest, note })
                  }}
                />
              </Stack>
            </Paper>
            {table.kind === 'lines' && <LinesEditor template={template} table={table} readOnly={readOnly} onChange={put} />}
            {table.kind === 'list' && <ListEditor table={table} readOnly={readOnly} onChange={put} />}
            {table.kind === 'statements' && <StatementsEditor template={template} table={table} readOnly={readOnly} onChange={put} />}
          </Stack>
        </section>
      )}
    </div>
  )
}
