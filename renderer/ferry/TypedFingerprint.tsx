import { Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { asDigits } from '../../shared/ferry/parties.ts'

type Props = { /** Of the file; never shown. */ expected: string; value: string; onChange(typed: string): void }

/** Whether what was typed from paper is the file's fingerprint. */
export const isTyped = (typed: string, expected: string): boolean => asDigits(typed) === expected

/** The fingerprint as it stands on the paper that came another way, compared while it is typed. */
export const TypedFingerprint = ({ expected, value, onChange }: Props) => {
  const { t } = useTranslation()
  const digits = asDigits(value)
  const right = digits === expected
  const wrong = digits !== '' && !expected.startsWith(digits)
  return (
    <>
      <Textarea
        label={t('ferry.cards.typed')}
        description={t('ferry.cards.typedHint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        rows={2}
        maxLength={200}
        withAsterisk
        autoComplete="off"
        spellCheck={false}
        error={wrong ? t('ferry.cards.typedWrong') : undefined}
        styles={{ input: { fontFamily: 'var(--mulu-mono)' } }}
      />
      {!wrong && (
        <Text size="2xs" c={right ? 'var(--mulu-good)' : 'dimmed'} role="status">
          {right ? t('ferry.cards.typedRight') : t('ferry.cards.typedCount', { count: digits.length })}
        </Text>
      )}
    </>
  )
}
