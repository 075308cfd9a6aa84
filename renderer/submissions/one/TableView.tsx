import { ActionIcon, Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LaidTableView } from '../../../shared/contract/submissions.ts'
import type { Language } from '../../../shared/errors.ts'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatNumber } from '../../components/moments.ts'
import { useOpenRow } from '../../statistics/use-open-row.ts'
import classes from '../submissions.module.css'
import { useFresh } from '../use-fresh.ts'
import { type Submission, upper } from '../words.ts'

/** Without `onFigure` it is to be read alone, as before signing. */
type Props = { one: Submission; table: string; onFigure?: (figure: FigureRef) => void; onExplain?: (figure: FigureRef) => void }

const page = 100

/** One table as it will be handed in; of a draft computed now. */
export const TableView = ({ one: { line }, table: id, onFigure, onExplain }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [skip, setSkip] = useState(0)
  const { value, failure, loading, reload } = useFresh('submission.table', { id: line.id, version: line.version, table: id, lang: language, limit: page, skip })
  const table = value?.table
  if (table === undefined)
    return (
      <div className={classes.sheet}>
        <ErrorNote failure={failure} onRetry={reload} />
        {failure === null && <Skeleton h={280} role="img" aria-label={t('common.loading')} />}
      </div>
    )
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.sheet} aria-label={table.words[language]} aria-busy={loading} tabIndex={0}>
      <ErrorNote failure={failure} onRetry={reload} />
      {(line.state === 'draft' || table.note !== null) && (
        <Text size="xs" c="dimmed" mb={6}>
          {line.state === 'draft' && `${t('submissions.trial')} `}
          {table.note?.[language]}
        </Text>
      )}
      <Table className="mulu-table" aria-label={table.words[language]} layout="fixed" {...(table.kind === 'list' ? { miw: listWidth(table) } : {})}>
        <Table.Thead>
          <Table.Tr>
            {table.columns.map((column, at) => (
              <Table.Th key={column.words.zh} ta={right(column.type) ? 'right' : 'left'} w={widthOf(table, at)}>
                {upper(column.words[language], language)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a page keep their places
            <Row key={skip + at} table={table} row={row} language={language} onFigure={onFigure} onExplain={onExplain} />
          ))}
        </Table.Tbody>
      </Table>
      {table.total === 0 && (
        <Text size="sm" c="dimmed" p="sm">
          {t('submissions.noRows')}
        </Text>
      )}
      {table.total > page && (
        <Group gap="xs" mt="xs">
          <Button variant="default" size="compact-sm" disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - page))}>
            {t('submissions.pageBefore')}
          </Button>
          <Text size="xs" role="status">
            {t('submissions.page', { from: skip + 1, to: Math.min(skip + page, table.total), total: formatNumber(table.total, language) })}
          </Text>
          <Button variant="default" size="compact-sm" disabled={skip + page >= table.total} onClick={() => setSkip(skip + page)}>
            {t('submissions.pageNext')}
          </Button>
        </Group>
      )}
    </section>
  )
}

type Type = LaidTableView['columns'][number]['type']
const right = (type: Type): boolean => type === 'number' || type === 'percent'

/** A column of a sheet in pixels; the widest of lines takes what is left. */
const widthOf = ({ kind, columns }: LaidTableView, at: number): number | undefined => {
  const column = columns[at]
  if (column === undefined) return undefined
  if (kind === 'list') return column.type === 'day' ? 108 : Math.max(60, column.width * 8)
  if (at === columns.length - 1) return undefined
  return Math.max(at === 0 ? 52 : column.type === 'number' ? 112 : 64, Math.min(270, column.width * 7.4))
}

/** A list has many columns: it is as wide as they are, and scrolls. */
const listWidth = (table: LaidTableView): number => table.columns.reduce((sum, _, at) => sum + (widthOf(table, at) ?? 0), 0)

const sayCell = (value: string | number | null, type: Type, digits: number | null, language: Language): string => {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (digits === null || !right(type)) return formatNumber(value, language)
  return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

type RowProps = {
  table: LaidTableView
  row: LaidTableView['rows'][number]
  language: Language
  onFigure: Props['onFigure'] | undefined
  onExplain: Props['onExplain'] | undefined
}

const Row = ({ table, row, language, onFigure, onExplain }: RowProps) => {
  const { t } = useTranslation()
  const { figure } = row
  const openRow = useOpenRow()
  const open = row.row === null || onFigure === undefined ? null : openRow(row.row)
  // What a row is called: its number or code, or the first text where it has none.
  const named = row.cells.findIndex((cell, at) => at > 0 && typeof cell === 'string' && cell !== '')
  const label = String(row.cells[1] ?? '')
  if (row.kind === 'group')
    return (
      <Table.Tr className={classes.group}>
        <Table.Th colSpan={table.columns.length} scope="colgroup">
          {label}
        </Table.Th>
      </Table.Tr>
    )
  return (
    <Table.Tr data-kind={row.kind}>
      {table.columns.map((column, at) => {
        const figured = at >= 3 && at <= 5 && table.kind === 'lines'
        const value = row.cells[at] ?? null
        // A change says which way it went, as on paper.
        const sign = figured && at === 5 && typeof value === 'number' && value > 0 ? '+' : ''
        const said = sign + sayCell(value, figured ? (row.type ?? column.type) : column.type, figured ? row.digits : null, language)
        const remark = table.kind === 'lines' && at === table.columns.length - 1
        return (
          <Table.Td key={column.words.zh} ta={right(column.type) ? 'right' : 'left'} className={at === 1 && row.kind === 'part' ? classes.part : classes.cell}>
            {at === table.figureColumn && figure !== null && onFigure !== undefined ? (
              <Anchor
                component="button"
                type="button"
                size="xs"
                aria-label={`${label} ${said === '' ? t('submissions.noFigure') : said}`}
                onClick={() => onFigure(figure)}
              >
                {said === '' ? '—' : said}
              </Anchor>
            ) : remark && figure !== null && onExplain !== undefined ? (
              <Group gap={4} wrap="nowrap" justify="space-between" align="flex-start">
                <span className={classes.cell}>{said}</span>
                <ActionIcon size="xs" aria-label={`${t('submissions.explain.action')} ${label}`} onClick={() => onExplain(figure)}>
                  <IconPencil size={13} aria-hidden />
                </ActionIcon>
              </Group>
            ) : open !== null && at === named ? (
              <Anchor component="button" type="button" size="xs" ta="left" onClick={open}>
                {said}
              </Anchor>
            ) : (
              said
            )}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}
