import { Button, Group, Modal, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PassphraseField } from '../components/PassphraseField.tsx'
import { toastDone } from '../components/toast.tsx'
import { Part } from './Part.tsx'

/** The system's keychain as one more holder of this user's key, never the only one (lesson 1). */
export const KeychainPart = () => {
  const { t } = useTranslation()
  const { user } = useSession()
  const [asking, setAsking] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const keychain = useCall('vault.keychain')
  const on = user.keychain !== null
  const close = () => {
    setAsking(false)
    setPassphrase('')
  }
  const run = async () => {
    const done = await keychain.run({ on: !on }, { passphrase })
    if (done === null) return
    close()
    toastDone(t(on ? 'vault.keychain.turnedOff' : 'vault.keychain.turnedOn'))
  }
  return (
    <Part title={t('vault.keychain.title')} about={t('vault.keychain.about')}>
      <Switch
        checked={on}
        onChange={() => {
          keychain.clear()
          setAsking(true)
        }}
        label={user.keychain === null ? t('vault.keychain.off') : t('vault.keychain.on', { backend: user.keychain })}
      />
      <Modal opened={asking} onClose={close} title={t('vault.keychain.title')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void run()
          }}
        >
          <Stack gap="sm">
            <PassphraseField label={t('vault.passphrase.current')} value={passphrase} onChange={setPassphrase} data-autofocus required />
            <ErrorNote failure={keychain.failure} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={keychain.busy} disabled={passphrase === ''}>
                {t('common.ok')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Part>
  )
}
