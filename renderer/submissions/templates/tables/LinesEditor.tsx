import { ActionIcon, Autocomplete, Button, Checkbox, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { sources } from '../../../../shared/statistics/sources.ts'
import { type Table as Form, indicatorsOf, type Line, type Template } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { moved } from '../free-name.ts'

type Lines = Extract<Form, { kind: 'lines' }>
type Props = { template: Template; table: Lines; readOnly: boolean; onChange(table: Lines): void }

const kinds = ['group', 'figure', 'part'] as const
type Kind = (typeof kinds)[number]
const kindOf = (line: Line): Kind => (line.kind === 'group' ? 'group' : line.level === 1 ? 'part' : 'figure')

/** The lines of a table of figures: headings, figures, parts; moved by buttons, or with Alt and the arrow keys. */
export const LinesEditor = ({ template, table, readOnly, onChange }: Props) => {
  const { t } = useTranslation()
  const { lines } = table
  const put = (at: number, line: Line) => onChange({ ...table, lines: lines.map((one, i) => (i === at ? line : one)) })
  const move = (at: number, by: -1 | 1) => onChange({ ...table, lines: moved(lines, at, by) })
  const onKey = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? -1 : 1)
  }
  const first = indicatorsOf(template)[0]?.id ?? ''
  const add = (kind: 'group' | 'figure') =>
    onChange({
      ...table,
      lines: [...lines, kind === 'group' ? { kind, words: { zh: '', en: '' } } : { kind, indicator: first, key: null, level: 0, sums: false }],
    })
  return (
    <div>
      <Table layout="fixed" aria-label={t('submissions.form.lines')} verticalSpacing={2} horizontalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={108}>{t('submissions.form.lineKind')}</Table.Th>
            <Table.Th w={230}>{t('submissions.form.lineFigure')}</Table.Th>
            <Table.Th w={120}>{t('submissions.form.lineKey')}</Table.Th>
            <Table.Th>{t('submissions.form.lineZh')}</Table.Th>
            <Table.Th>{t('submissions.form.lineEn')}</Table.Th>
            <Table.Th w={58}>{t('submissions.form.lineSums')}</Table.Th>
            <Table.Th w={92}>{t('common.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <Table.Tr key={at} onKeyDown={onKey(at)}>
              <LineCells template={template} line={line} n={at + 1} readOnly={readOnly} first={first} onChange={(next) => put(at, next)} />
              <Table.Td>
                <Group gap={0} wrap="nowrap">
                  <ActionIcon size="sm" aria-label={`${t('submissions.form.up')} ${at + 1}`} disabled={readOnly || at === 0} onClick={() => move(at, -1)}>
                    <IconArrowUp size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={`${t('submissions.form.down')} ${at + 1}`}
                    disabled={readOnly || at === lines.length - 1}
                    onClick={() => move(at, 1)}
                  >
                    <IconArrowDown size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={`${t('submissions.form.lineRemove')} ${at + 1}`}
                    disabled={readOnly}
                    onClick={() => onChange({ ...table, lines: lines.filter((_, i) => i !== at) })}
                  >
                    <IconTrash size={14} aria-hidden />
                  </ActionIcon>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!readOnly && (
        <Group gap="xs" mt={6}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={lines.length >= 300}
            onClick={() => add('figure')}
          >
            {t('submissions.form.addFigure')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={lines.length >= 300}
            onClick={() => add('group')}
          >
            {t('submissions.form.addGroup')}
          </Button>
          <Text size="2xs" c="dimmed">
            {t('submissions.form.moveKeys')}
          </Text>
        </Group>
      )}
    </div>
  )
}

type CellsProps = { template: Template; line: Line; n: number; readOnly: boolean; first: string; onChange(line: Line): void }

const LineCells = ({ template, line, n, readOnly, first, onChange }: CellsProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const indicators = indicatorsOf(template)
  const named = line.kind === 'figure' ? indicators.find(({ id }) => id === line.indicator) : undefined
  const words = line.words ?? { zh: '', en: '' }
  const putWords = (next: { zh: string; en: string }) => {
    if (line.kind === 'group') onChange({ ...line, words: next })
    else {
      const { words: _, ...rest } = line
      onChange(next.zh === '' && next.en === '' ? rest : { ...rest, words: next })
    }
  }
  const turn = (kind: Kind) => {
    if (kind === 'group') onChange({ kind: 'group', words })
    else if (line.kind === 'figure') onChange({ ...line, level: kind === 'part' ? 1 : 0 })
    else onChange({ kind: 'figure', indicator: first, key: null, level: kind === 'part' ? 1 : 0, sums: false })
  }
  const by = named?.formula.kind === 'manual' || named?.by === undefined ? undefined : sources[named.formula.source].facts[named.by]
  const notFilled = t('submissions.form.emptyValue')
  return (
    <>
      <Table.Td>
        <Select
          aria-label={`${t('submissions.form.lineKind')} ${n}`}
          data={kinds.map((kind) => ({ value: kind, label: t(`submissions.form.lineKinds.${kind}`) }))}
          value={kindOf(line)}
          onChange={(next) => turn(kinds.find((kind) => kind === next) ?? 'figure')}
          allowDeselect={false}
          readOnly={readOnly}
        />
      </Table.Td>
      <Table.Td>
        {line.kind === 'figure' && (
          <Select
            aria-label={`${t('submissions.form.lineFigure')} ${n}`}
            data={indicators.map(({ id, words: said }) => ({ value: id, label: said[language] }))}
            value={line.indicator}
            onChange={(indicator) => onChange({ ...line, indicator: indicator ?? line.indicator, key: null })}
            allowDeselect={false}
            searchable
            readOnly={readOnly}
            error={named === undefined ? t('submissions.form.unknown', { what: line.indicator }) : undefined}
          />
        )}
      </Table.Td>
      <Table.Td>
        {line.kind === 'figure' && by?.type === 'choice' && (
          <Select
            aria-label={`${t('submissions.form.lineKey')} ${n}`}
            placeholder={t('submissions.form.whole')}
            data={Object.entries(by.values ?? {}).map(([value, said]) => ({ value, label: said[language] }))}
            value={line.key}
            onChange={(key) => onChange({ ...line, key })}
            clearable
            readOnly={readOnly}
          />
        )}
        {line.kind === 'figure' && by !== undefined && by.type !== 'choice' && (
          <Autocomplete
            aria-label={`${t('submissions.form.lineKey')} ${n}`}
            placeholder={t('submissions.form.whole')}
            data={[...Object.keys(by.values ?? {}), notFilled]}
            value={line.key === '' ? notFilled : (line.key ?? '')}
            onChange={(key) => onChange({ ...line, key: key === '' ? null : key === notFilled ? '' : key })}
            maxLength={200}
            readOnly={readOnly}
          />
        )}
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={`${t('submissions.form.lineZh')} ${n}`}
          placeholder={line.kind === 'figure' ? named?.words.zh : undefined}
          value={words.zh}
          onChange={(event) => putWords({ ...words, zh: event.currentTarget.value })}
          maxLength={200}
          readOnly={readOnly}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={`${t('submissions.form.lineEn')} ${n}`}
          placeholder={line.kind === 'figure' ? named?.words.en : undefined}
          value={words.en}
          onChange={(event) => putWords({ ...words, en: event.currentTarget.value })}
          maxLength={300}
          readOnly={readOnly}
        />
      </Table.Td>
      <Table.Td>
        {line.kind === 'figure' && line.level === 0 && (
          <Checkbox
            aria-label={`${t('submissions.form.lineSumsLong')} ${n}`}
            checked={line.sums}
            onChange={(event) => onChange({ ...line, sums: event.currentTarget.checked })}
            disabled={readOnly}
          />
        )}
      </Table.Td>
    </>
  )
}
