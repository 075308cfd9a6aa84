import { Box, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { passphraseShortest, passphraseStrength, passphraseTrouble } from '../../shared/passphrase.ts'
import { PassphraseField } from './PassphraseField.tsx'

export type NewPassphraseValue = { first: string; again: string }

export const emptyNewPassphrase: NewPassphraseValue = { first: '', again: '' }

/** Whether it may be sent: long and odd enough, and typed twice alike. */
export const newPassphraseReady = ({ first, again }: NewPassphraseValue, user: string): boolean => passphraseTrouble(first, user) === null && first === again

const colours = ['red.7', 'orange.6', 'teal.6', 'green.7'] as const

type Props = { value: NewPassphraseValue; onChange(value: NewPassphraseValue): void; user: string; label?: string; disabled?: boolean }

/** A new passphrase, typed twice, with its strength while it is typed. */
export const NewPassphrase = ({ value, onChange, user, label, disabled = false }: Props) => {
  const { t } = useTranslation()
  const strength = passphraseStrength(value.first)
  const trouble = value.first === '' ? null : passphraseTrouble(value.first, user)
  const differs = value.again !== '' && value.first !== value.again
  return (
    <Stack gap="xs">
      <PassphraseField
        label={label ?? t('vault.passphrase.new')}
        description={t('vault.passphrase.minimum', { count: passphraseShortest })}
        value={value.first}
        onChange={(first) => onChange({ ...value, first })}
        autoComplete="new-password"
        required
        disabled={disabled}
      />
      <Group gap="xs" wrap="nowrap" aria-live="polite" mih={18}>
        <Group gap={3} flex={1} wrap="nowrap" aria-hidden>
          {colours.map((colour, at) => (
            <Box
              key={colour}
              flex={1}
              h={4}
              bg={(value.first !== '' && at < strength && colours[strength - 1]) || 'var(--mantine-color-default-border)'}
              style={{ borderRadius: 2 }}
            />
          ))}
        </Group>
        <Text size="2xs" c={trouble === null ? 'dimmed' : 'var(--mantine-color-error)'} miw={110} ta="right">
          {value.first === ''
            ? t('vault.passphrase.strength')
            : trouble === null
              ? t(`vault.passphrase.levels.l${strength}`)
              : t(`vault.passphrase.trouble.${trouble}`, { count: passphraseShortest })}
        </Text>
      </Group>
      <PassphraseField
        label={t('vault.passphrase.again')}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        autoComplete="new-password"
        error={differs ? t('vault.passphrase.differs') : null}
        required
        disabled={disabled}
      />
    </Stack>
  )
}
