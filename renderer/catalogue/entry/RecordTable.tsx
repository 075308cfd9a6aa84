import { ActionIcon, Button, VisuallyHidden } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/catalogue.ts'
import styles from './entry.module.css'
import { FieldNotes } from './FieldNotes.tsx'
import { useForm } from './form-context.tsx'

type Column<T> = { head: string; width?: string; cell(record: T, set: (change: Partial<T>) => void, row: number): ReactNode }

type Props<T> = {
  field: 'codes' | 'formats' | 'shareBasis'
  label: string
  columns: readonly Column<T>[]
  value: readonly T[]
  empty: T
  max: number
  addLabel: string
  findings: readonly Finding[]
  onChange(value: T[]): void
}

/** A field of several records, one per line: codes, formats, bases. With none yet, an empty line is there to type in. */
export const RecordTable = <T extends object>({ field, label, columns, value, empty, max, addLabel, findings, onChange }: Props<T>) => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const shown = value.length === 0 ? [empty] : value
  return (
    <div className={styles.wide} data-field={field}>
      <table className={styles.records} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ head, width }) => (
              <th key={head} scope="col" style={{ width }}>
                {head}
              </th>
            ))}
            <th scope="col" style={{ width: 28 }}>
              <VisuallyHidden>{t('catalogue.form.remove')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((record, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record has no identity but its place
            <tr key={row}>
              {columns.map(({ head, cell }) => (
                <td key={head}>{cell(record, (change) => onChange(shown.with(row, { ...record, ...change })), row)}</td>
              ))}
              <td>
                {!readOnly && value.length > 0 && (
                  <ActionIcon size={30} aria-label={t('catalogue.form.removeRow', { row: row + 1 })} onClick={() => onChange(value.toSpliced(row, 1))}>
                    <IconX size={15} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FieldNotes findings={findings} />
      {!readOnly && value.length > 0 && value.length < max && (
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} aria-hidden />} onClick={() => onChange([...value, empty])}>
          {addLabel}
        </Button>
      )}
    </div>
  )
}
