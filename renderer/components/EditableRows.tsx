import { ActionIcon, Button, Table } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type EditableColumn<R> = {
  key: string
  label: string
  width?: number
  cell(row: R, change: (next: R) => void, label: string): ReactNode
}

type Props<R> = {
  label: string
  columns: readonly EditableColumn<R>[]
  rows: readonly R[]
  onChange(rows: R[]): void
  empty: R
  limit: number
  readOnly: boolean
}

/** A small table of rows to fill in, add and remove; each cell is a field labelled by its column. */
export const EditableRows = <R,>({ label, columns, rows, onChange, empty, limit, readOnly }: Props<R>) => {
  const { t } = useTranslation()
  return (
    <div>
      {rows.length > 0 && (
        <Table layout="fixed" aria-label={label} withRowBorders={false} verticalSpacing={2} horizontalSpacing={4} mb={6}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.key} w={column.width} fw={500}>
                  {column.label}
                </Table.Th>
              ))}
              <Table.Td w={36} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <Table.Tr key={at}>
                {columns.map((column) => (
                  <Table.Td key={column.key}>
                    {column.cell(row, (next) => onChange(rows.map((old, i) => (i === at ? next : old))), `${column.label} ${at + 1}`)}
                  </Table.Td>
                ))}
                <Table.Td>
                  <ActionIcon aria-label={`${t('profile.removeRow')} ${at + 1}`} disabled={readOnly} onClick={() => onChange(rows.filter((_, i) => i !== at))}>
                    <IconTrash size={15} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={readOnly || rows.length >= limit}
        onClick={() => onChange([...rows, empty])}
      >
        {t('profile.addRow')}
      </Button>
    </div>
  )
}
