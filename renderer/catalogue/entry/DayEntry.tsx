import { ActionIcon, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decodeDay } from '../../../shared/cell.ts'
import styles from './entry.module.css'
import { noteProps } from './FieldNotes.tsx'
import { useLabel } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

/** A day, typed in any of the ways offices write it, or picked. What can not be read stays in the box, unsaved, and says so. */
export const DayEntry = ({ field, asked = false }: { field: 'publishedOn'; asked?: boolean }) => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const { value = null, set, findings } = useField(field)
  const [typed, setTyped] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const label = useLabel()
  const unread = typed !== null && decodeDay(typed).problem !== null
  const settle = () => {
    if (typed === null || unread) return
    set(decodeDay(typed).value)
    setTyped(null)
  }
  return (
    <TextInput
      className={styles.cell}
      data-field={field}
      label={label(field)}
      withAsterisk={asked}
      placeholder={t('catalogue.form.dayFormat')}
      value={typed ?? value ?? ''}
      readOnly={readOnly}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
      rightSection={
        readOnly ? null : (
          <>
            <input
              ref={picker}
              type="date"
              tabIndex={-1}
              aria-hidden
              className={styles.picker}
              value={value ?? ''}
              onChange={(event) => {
                setTyped(null)
                set(event.currentTarget.value === '' ? null : event.currentTarget.value)
              }}
            />
            <ActionIcon size="sm" aria-label={t('catalogue.form.pickDay')} onClick={() => picker.current?.showPicker()}>
              <IconCalendar size={15} aria-hidden />
            </ActionIcon>
          </>
        )
      }
      {...noteProps(findings)}
      {...(unread ? { error: t('catalogue.form.dayFormat') } : {})}
    />
  )
}
