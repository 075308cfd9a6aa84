import { ActionIcon, Button, Group, Input, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../cases.module.css'
import type { Fields } from './schema.ts'

type Props = {
  label: string
  description: string | undefined
  withAsterisk: boolean
  rows: readonly Fields[]
  empty: Fields
  most: number
  onChange(rows: Fields[]): void
  card(fields: Fields, change: (fields: Fields) => void, at: number): ReactNode
}

/** A list whose every row is a small form. */
export const RowCards = ({ label, description, withAsterisk, rows, empty, most, onChange, card }: Props) => {
  const { t } = useTranslation()
  return (
    <Input.Wrapper label={label} description={description} withAsterisk={withAsterisk} labelElement="div" inputWrapperOrder={['label', 'description', 'input']}>
      <div className={classes.stack} style={{ marginTop: 6 }}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <fieldset key={at} className={classes.ground} aria-label={`${label} ${at + 1}`} style={{ margin: 0 }}>
            <Group justify="space-between">
              <Text size="xs" fw={600}>
                {t('cases.form.row', { at: at + 1 })}
              </Text>
              <ActionIcon size="sm" aria-label={t('cases.form.removeRow', { at: at + 1 })} onClick={() => onChange(rows.filter((_, i) => i !== at))}>
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Group>
            {card(row, (next) => onChange(rows.map((old, i) => (i === at ? next : old))), at)}
          </fieldset>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={rows.length >= most}
            aria-label={`${t('cases.form.addRow')} ${label}`}
            onClick={() => onChange([...rows, empty])}
          >
            {t('cases.form.addRow')}
          </Button>
        </Group>
      </div>
    </Input.Wrapper>
  )
}
