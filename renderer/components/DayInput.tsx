import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decodeDay } from '../../shared/cell.ts'
import { isDay } from '../../shared/days.ts'
import classes from './DayInput.module.css'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** `2026-11-22`, or '' for none. */
  value: string
  onChange(day: string): void
}

/** A day, typed in any of the ways offices write it, or picked; the same in every system language. */
export const DayInput = ({ value, onChange, readOnly = false, ...rest }: Props) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const unread = typed !== null && decodeDay(typed).problem !== null
  const settle = () => {
    if (typed === null || unread) return
    onChange(decodeDay(typed).value ?? '')
    setTyped(null)
  }
  return (
    <TextInput
      {...rest}
      placeholder={t('common.dayFormat')}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        // Told at once, so that a form whose last field this is can be sent without leaving it first.
        const read = decodeDay(event.currentTarget.value).value
        if (read !== null && isDay(read)) onChange(read)
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
      error={unread ? t('common.dayUnread') : rest.error}
      readOnly={readOnly}
      maxLength={20}
      autoComplete="off"
      rightSection={
        <>
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden
            className={classes.picker}
            value={value}
            onChange={(event) => {
              setTyped(null)
              onChange(event.currentTarget.value)
            }}
          />
          <ActionIcon size="sm" tabIndex={-1} aria-label={t('common.pickDay')} disabled={readOnly} onClick={() => picker.current?.showPicker()}>
            <IconCalendar size={15} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  )
}
