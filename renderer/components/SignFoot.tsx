import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { IconWritingSign } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/errors.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { PassphraseField } from './PassphraseField.tsx'

type Props = {
  /** How many files the signature names. */
  files: number
  /** All of the text was in sight. */
  ended: boolean
  busy: boolean
  failure: Failure | null
  /** Where what was shown is no longer what would be signed. */
  onShowAnew: (() => void) | null
  onClear(): void
  onSign(passphrase: string): void
  onCancel(): void
}

/** Below a text that is signed: read to its end, agreed to, and only then the passphrase. */
export const SignFoot = ({ files, ended, busy, failure, onShowAnew, onClear, onSign, onCancel }: Props) => {
  const { t } = useTranslation()
  const [agreed, setAgreed] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const complete = ended && agreed && passphrase !== ''
  return (
    <Stack
      component="form"
      gap={8}
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) onSign(passphrase)
      }}
    >
      <Group gap="md" align="center" wrap="nowrap">
        <Checkbox
          style={{ flex: 1 }}
          label={t('signing.dialog.read', { count: files })}
          description={t(ended ? 'signing.dialog.toEnd' : 'signing.dialog.scroll')}
          checked={agreed}
          disabled={!ended || busy}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
        <PassphraseField
          w={260}
          aria-label={t('signing.dialog.passphrase')}
          placeholder={t('signing.dialog.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          disabled={!ended || !agreed || busy}
        />
        <Button variant="default" onClick={onCancel} disabled={busy}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" leftSection={<IconWritingSign size={16} aria-hidden />} disabled={!complete} loading={busy}>
          {t('signing.dialog.confirm')}
        </Button>
      </Group>
      <ErrorNote failure={failure} {...(onShowAnew === null ? { onClose: onClear } : { onRetry: onShowAnew })} />
    </Stack>
  )
}
