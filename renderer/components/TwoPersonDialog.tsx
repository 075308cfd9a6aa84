import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Secrets } from '../../shared/contract/define.ts'
import type { Failure } from '../../shared/errors.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useSession } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { PassphraseField } from './PassphraseField.tsx'

type Props = {
  opened: boolean
  title: string
  /** What the two are about to do, in plain words. */
  children?: ReactNode
  confirmLabel: string
  busy: boolean
  failure: Failure | null
  onConfirm(second: NonNullable<Secrets['with']>): void
  onCancel(): void
}

/** The second person of a two-person call proves presence here. Mounted only while open, so nothing typed stays. */
export const TwoPersonDialog = (props: Props) => (
  <Modal opened={props.opened} onClose={props.onCancel} title={props.title}>
    <SecondPerson {...props} />
  </Modal>
)

const SecondPerson = ({ children, confirmLabel, busy, failure, onConfirm, onCancel }: Props) => {
  const { t } = useTranslation()
  const { aside } = usePunctuation()
  const session = useSession()
  const users = useLoad('vault.users', {})
  const [user, setUser] = useState<string | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const others = (users.value?.users ?? []).filter(({ name, disabledAt }) => disabledAt === null && name !== session.user.name)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (user !== null) onConfirm({ user, passphrase })
      }}
    >
      <Stack gap="sm">
        {children}
        <Text size="sm">{t('vault.second.about')}</Text>
        {users.value !== null && others.length === 0 && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('vault.second.noOther')}
          </Text>
        )}
        <Select
          label={t('vault.second.user')}
          data={others.map(({ name, fullName }) => ({ value: name, label: fullName === '' ? name : aside(fullName, name) }))}
          value={user}
          onChange={setUser}
          required
          data-autofocus
        />
        <PassphraseField label={t('vault.second.passphrase')} value={passphrase} onChange={setPassphrase} required />
        <ErrorNote failure={failure ?? users.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={user === null || passphrase === ''}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
