import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = Omit<PasswordInputProps, 'onChange' | 'value'> & { value: string; onChange(value: string): void }

/** A passphrase to type: can be shown, warns of Caps Lock, is kept by no browser. */
export const PassphraseField = ({ value, onChange, description, autoComplete = 'off', ...rest }: Props) => {
  const { t } = useTranslation()
  const [caps, setCaps] = useState(false)
  const watch = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <PasswordInput
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={watch}
      onKeyUp={watch}
      onBlur={() => setCaps(false)}
      autoComplete={autoComplete}
      spellCheck={false}
      maxLength={200}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': `${t('common.show')} / ${t('common.hide')}` }}
      description={caps ? t('lock.capsLock') : description}
      {...rest}
    />
  )
}
