import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from '../../components/NewPassphrase.tsx'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import type { SigningKey } from './Keys.tsx'

export const ChangeKeyPassphrase = ({ signingKey, onClose }: { signingKey: SigningKey; onClose(): void }) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(emptyNewPassphrase)
  const change = useCall('signing.changePassphrase')
  const submit = async () => {
    if ((await change.run({ keyId: signingKey.id }, { keyPassphrase: current, newKeyPassphrase: next.first })) === null) return
    toastDone(t('signing.keys.changed'))
    onClose()
  }
  return (
    <FormDialog
      title={t('signing.keys.changeTitle')}
      confirm={t('signing.keys.changeConfirm')}
      complete={current !== '' && newPassphraseReady(next, user.name)}
      busy={change.busy}
      failure={change.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PassphraseField label={t('signing.keys.current')} value={current} onChange={setCurrent} required data-autofocus />
      <NewPassphrase value={next} onChange={setNext} user={user.name} label={t('signing.keys.passphrase')} />
    </FormDialog>
  )
}
