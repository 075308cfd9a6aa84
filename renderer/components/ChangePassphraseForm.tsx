import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from './NewPassphrase.tsx'
import { PassphraseField } from './PassphraseField.tsx'
import { toastDone } from './toast.tsx'

/** From the present passphrase to another one; `children` stand beside the button. */
export const ChangePassphraseForm = ({ user, children }: { user: string; children?: ReactNode }) => {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(emptyNewPassphrase)
  const change = useCall('vault.changePassphrase')
  const ready = current !== '' && newPassphraseReady(next, user)
  const submit = async () => {
    if (!ready) return
    const done = await change.run({}, { passphrase: current, newPassphrase: next.first })
    if (done === null) return
    setCurrent('')
    setNext(emptyNewPassphrase)
    toastDone(t('vault.passphrase.done'))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="xs">
        <PassphraseField label={t('vault.passphrase.current')} value={current} onChange={setCurrent} autoComplete="current-password" required />
        <NewPassphrase value={next} onChange={setNext} user={user} />
        <ErrorNote failure={change.failure} />
        <Group justify="flex-end" gap="xs">
          {children}
          <Button type="submit" loading={change.busy} disabled={!ready}>
            {t('vault.passphrase.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
