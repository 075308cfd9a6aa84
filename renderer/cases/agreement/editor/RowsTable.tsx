import { ActionIcon, Button, Checkbox, Group, Pagination, Table, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseBlock } from '../../../catalogue/items/clipboard.ts'
import { DayInput } from '../../../components/DayInput.tsx'
import { putAt, valueAt } from '../model/paths.ts'
import { pasted, type Row, type RowColumn } from '../model/rows.ts'
import { usePlaceLabel } from './fields.tsx'
import { Notes } from './Notes.tsx'
import { useAt, useJump, useNotes, usePut, useText } from './text-store.tsx'

const perPage = 30

type Props = {
  list: string
  label: string
  /** What a cell is called, by its key. */
  words(cell: string): string
  columns: readonly RowColumn[]
  empty: Row
  most: number
}

const rowsAt = (text: unknown, list: string): readonly Row[] => {
  const rows = valueAt(text, list)
  return Array.isArray(rows) ? rows : []
}

/** A table to fill in cell by cell, or by a block pasted from a spreadsheet; long ones go by pages. */
export const RowsTable = ({ list, label, words, columns, empty, most }: Props) => {
  const { t } = useTranslation()
  const count = useText(({ text }) => rowsAt(text, list).length)
  const change = useText((state) => state.change)
  const jumpTo = useText((state) => state.jumpTo)
  const jumped = useText(({ jump }) => (jump?.startsWith(`${list}.`) === true ? Number(jump.slice(list.length + 1).split('.')[0]) : -1))
  const notes = useNotes(list)
  const add = useJump<HTMLButtonElement>(list)
  const [page, setPage] = useState(1)
  const pages = Math.max(1, Math.ceil(count / perPage))
  const shown = Math.min(page, pages)
  const first = (shown - 1) * perPage
  useEffect(() => {
    if (jumped >= 0) setPage(Math.floor(jumped / perPage) + 1)
  }, [jumped])
  const put = (how: (rows: readonly Row[]) => readonly Row[]) => change((text) => putAt(text, list, how(rowsAt(text, list))))
  const paste = (row: number, column: number, block: string[][]) => put((rows) => pasted(rows, columns, { row, column }, block, empty, most))
  const append = () => {
    put((rows) => [...rows, empty])
    jumpTo(`${list}.${count}.${columns[0]?.cell ?? ''}`)
  }
  return (
    <div>
      {count > 0 && (
        <Table layout="fixed" aria-label={label} withRowBorders={false} verticalSpacing={2} horizontalSpacing={3} mb={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={34}>{t('agreement.rows.at')}</Table.Th>
              {columns.map(({ cell, width }) => (
                <Table.Th key={cell} w={width} fw={500}>
                  {words(cell)}
                </Table.Th>
              ))}
              <Table.Td w={32} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Array.from({ length: Math.min(perPage, count - first) }, (_, at) => (
              <Line
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                key={first + at}
                list={list}
                at={first + at}
                columns={columns}
                words={words}
                onPaste={paste}
                onRemove={() => put((rows) => rows.filter((__, i) => i !== first + at))}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group gap="sm">
        <Button ref={add} variant="default" size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={count >= most} onClick={append}>
          {t('agreement.rows.add')}
        </Button>
        <Text size="2xs" c="dimmed">
          {t('agreement.rows.pasteHint')}
        </Text>
        {pages > 1 && (
          <Pagination
            total={pages}
            value={shown}
            onChange={setPage}
            size="xs"
            ml="auto"
            getItemProps={(at) => ({ 'aria-label': t('cases.page', { page: at }) })}
            getControlProps={(control) => ({ 'aria-label': t(control === 'next' || control === 'last' ? 'cases.following' : 'cases.preceding') })}
          />
        )}
      </Group>
      <Notes findings={notes} />
    </div>
  )
}

type LineProps = Pick<Props, 'list' | 'columns' | 'words'> & {
  at: number
  onPaste(row: number, column: number, block: string[][]): void
  onRemove(): void
}

const Line = memo(
  ({ list, at, columns, words, onPaste, onRemove }: LineProps) => {
    const { t } = useTranslation()
    const onPasteAt = (column: number) => (event: ClipboardEvent) => {
      const said = event.clipboardData.getData('text/plain')
      if (!/[\t\n]/.test(said.replace(/\r?\n$/, ''))) return
      event.preventDefault()
      onPaste(at, column, parseBlock(said))
    }
    return (
      <Table.Tr>
        <Table.Td>{at + 1}</Table.Td>
        {columns.map((column, index) => (
          <Table.Td key={column.cell} onPaste={onPasteAt(index)}>
            <Cell path={`${list}.${at}.${column.cell}`} column={column} label={`${words(column.cell)} ${at + 1}`} />
          </Table.Td>
        ))}
        <Table.Td>
          <ActionIcon aria-label={t('cases.form.removeRow', { at: at + 1 })} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Table.Td>
      </Table.Tr>
    )
  },
  (before, after) => before.at === after.at && before.list === after.list && before.words === after.words,
)

const Cell = ({ path, column, label }: { path: string; column: RowColumn; label: string }) => {
  const value = useAt(path)
  const put = usePut()
  const notes = useNotes(path)
  const place = usePlaceLabel()
  const box = useJump<HTMLInputElement>(path)
  const wrong = notes.some(({ severity }) => severity === 'error')
  if (column.kind === 'flag')
    return <Checkbox ref={box} aria-label={label} checked={value === true} onChange={(event) => put(path, event.currentTarget.checked)} />
  if (column.kind === 'day')
    return (
      <DayInput
        ref={box}
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(day) => put(path, day === '' ? null : day)}
        error={wrong}
      />
    )
  return (
    <TextInput
      ref={box}
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      title={wrong ? place(path) : typeof value === 'string' ? value : ''}
      maxLength={column.max}
      error={wrong}
      onChange={(event) => put(path, event.currentTarget.value)}
    />
  )
}
