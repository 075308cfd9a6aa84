import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from '../components/NewPassphrase.tsx'
import { toastDone } from '../components/toast.tsx'
import { RecoveryCodeInput } from '../vault/RecoveryCodeInput.tsx'
import { emptyGroups, groupsState } from '../vault/recovery-input.ts'

type Props = { opened: boolean; users: readonly string[]; user: string | null; onClose(): void }

/** A forgotten passphrase, set anew with the recovery sheet. */
export const ResetDialog = (props: Props) => {
  const { t } = useTranslation()
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('lock.reset.title')} size={520}>
      <ResetForm {...props} />
    </Modal>
  )
}

const ResetForm = ({ users, user: chosen, onClose }: Props) => {
  const { t } = useTranslation()
  const [user, setUser] = useState(chosen)
  const [groups, setGroups] = useState(emptyGroups)
  const [passphrase, setPassphrase] = useState(emptyNewPassphrase)
  const reset = useCall('vault.resetPassphrase')
  const { complete, code } = groupsState(groups)
  const ready = user !== null && complete && newPassphraseReady(passphrase, user)
  const submit = async () => {
    if (user === null || !ready) return
    const done = await reset.run({ user }, { recoveryCode: code, newPassphrase: passphrase.first })
    if (done === null) return
    toastDone(t('lock.reset.done'))
    onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('lock.reset.about')}
        </Text>
        <Select label={t('lock.reset.user')} data={[...users]} value={user} onChange={setUser} allowDeselect={false} data-autofocus />
        <RecoveryCodeInput value={groups} onChange={setGroups} />
        <NewPassphrase value={passphrase} onChange={setPassphrase} user={user ?? ''} />
        <ErrorNote failure={reset.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={reset.busy} disabled={!ready}>
            {t('lock.reset.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
