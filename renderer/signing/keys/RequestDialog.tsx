import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { ResultNote } from '../../components/ResultNote.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import type { SigningKey } from './Keys.tsx'

/** The request for the authority; subject and digest stay in sight, to be copied onto the application form. */
export const RequestDialog = ({ signingKey, onClose }: { signingKey: SigningKey; onClose(): void }) => {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [done, setDone] = useState<string | null>(null)
  const pick = usePick()
  const write = useCall('signing.exportRequest')
  const submit = async () => {
    setDone(null)
    const place = await pick.save({
      title: t('signing.keys.requestTitle'),
      name: `${signingKey.fingerprint.slice(0, 8)}.csr`,
      kinds: [{ label: t('signing.keys.requestKind'), extensions: ['csr'] }],
    })
    if (place === null) return
    const made = await write.run({ keyId: signingKey.id, file: place.handle }, { keyPassphrase: passphrase })
    if (made === null) return
    setPassphrase('')
    setDone(t('signing.keys.requested', { subject: made.subject, digest: made.sha256 }))
  }
  return (
    <FormDialog
      title={t('signing.keys.requestTitle')}
      about={t('signing.keys.requestAbout')}
      confirm={t('signing.keys.requestConfirm')}
      complete={passphrase !== ''}
      busy={write.busy}
      failure={write.failure ?? pick.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {done !== null && <ResultNote onClose={() => setDone(null)}>{done}</ResultNote>}
      <PassphraseField label={t('signing.dialog.passphrase')} value={passphrase} onChange={setPassphrase} required data-autofocus />
    </FormDialog>
  )
}
