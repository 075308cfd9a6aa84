import { Autocomplete, Button, Group, NumberInput, Paper, Select, SimpleGrid, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { sources } from '../../../../shared/statistics/sources.ts'
import type { Template, WorkbookBinding } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { Section } from '../../../components/Section.tsx'
import { bindingOf } from './bindings.ts'
import { columnName } from './grid.ts'

type Block = WorkbookBinding['blocks'][number]
type Props = { template: Template; sheets: readonly string[]; readOnly: boolean; onChange(blocks: Block[]): void }

/** Where the rows of a list go in the city's workbook: from which row on, which column holds what. */
export const BlocksEditor = ({ template, sheets, readOnly, onChange }: Props) => {
  const { t } = useTranslation()
  const { blocks } = bindingOf(template)
  const lists = template.tables.flatMap((table) => (table.kind === 'list' ? [table] : []))
  const first = lists[0]
  const add = () => {
    if (first === undefined) return
    onChange([...blocks, { sheet: sheets[0] ?? '', firstRow: 2, table: first.id, columns: first.columns.map(({ fact }) => fact) }])
  }
  if (first === undefined && blocks.length === 0) return null
  return (
    <Section
      title={t('submissions.form.blocks')}
      about={t('submissions.form.blocksAbout')}
      actions={
        !readOnly && (
          <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} disabled={blocks.length >= 20} onClick={add}>
            {t('submissions.form.addBlock')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {blocks.map((block, at) => (
          <OneBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
            key={at}
            n={at + 1}
            template={template}
            sheets={sheets}
            block={block}
            readOnly={readOnly}
            onChange={(next) => onChange(blocks.map((one, i) => (i === at ? next : one)))}
            onRemove={() => onChange(blocks.filter((_, i) => i !== at))}
          />
        ))}
      </Stack>
    </Section>
  )
}

type OneProps = Omit<Props, 'onChange'> & { n: number; block: Block; onChange(block: Block): void; onRemove(): void }

const OneBlock = ({ n, template, sheets, block, readOnly, onChange, onRemove }: OneProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const lists = template.tables.flatMap((table) => (table.kind === 'list' ? [table] : []))
  const list = lists.find(({ id }) => id === block.table)
  const facts = list === undefined ? [] : Object.entries(sources[list.source].facts).map(([value, { words }]) => ({ value, label: words[language] }))
  const resize = (count: number) =>
    onChange({ ...block, columns: Array.from({ length: Math.max(1, Math.min(100, count)) }, (_, at) => block.columns[at] ?? null) })
  return (
    <Paper p="sm" role="group" aria-label={`${t('submissions.form.blocks')} ${n}`}>
      <Group gap="sm" align="flex-end">
        <Autocomplete
          label={t('submissions.form.sheet')}
          data={[...sheets]}
          value={block.sheet}
          onChange={(sheet) => onChange({ ...block, sheet })}
          maxLength={31}
          w={200}
          readOnly={readOnly}
        />
        <NumberInput
          label={t('submissions.form.firstRow')}
          value={block.firstRow}
          onChange={(next) => onChange({ ...block, firstRow: Math.max(1, Math.round(Number(next)) || 1) })}
          min={1}
          w={100}
          readOnly={readOnly}
        />
        <Select
          label={t('submissions.form.blockTable')}
          data={lists.map(({ id, words }) => ({ value: id, label: words[language] }))}
          value={block.table}
          onChange={(table) => {
            const next = lists.find(({ id }) => id === table)
            if (next !== undefined) onChange({ ...block, table: next.id, columns: next.columns.map(({ fact }) => fact) })
          }}
          allowDeselect={false}
          w={240}
          readOnly={readOnly}
        />
        <NumberInput
          label={t('submissions.form.blockColumns')}
          value={block.columns.length}
          onChange={(next) => resize(Math.round(Number(next)) || 1)}
          min={1}
          max={100}
          w={90}
          readOnly={readOnly}
        />
        {!readOnly && (
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
            {t('common.remove')}
          </Button>
        )}
      </Group>
      <SimpleGrid cols={6} spacing={6} verticalSpacing={4} mt="xs">
        {block.columns.map((fact, at) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: a column of a sheet is its place
            key={at}
            label={columnName(at + 1)}
            placeholder={t('submissions.form.leftEmpty')}
            data={facts}
            value={fact}
            onChange={(next) => onChange({ ...block, columns: block.columns.map((one, i) => (i === at ? next : one)) })}
            clearable
            readOnly={readOnly}
          />
        ))}
      </SimpleGrid>
    </Paper>
  )
}
