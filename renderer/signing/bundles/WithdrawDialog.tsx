import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { useBundlePlace } from './use-bundle-file.ts'

/** Takes one's own signature back before all have signed: it is signed too, so the key's passphrase is asked for. */
export const WithdrawDialog = ({ bundle, onClose, onDone }: { bundle: string; onClose(): void; onDone(words: string): void }) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const keys = useLoad('signing.keys', {}, ['vault'])
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const place = useBundlePlace()
  const withdraw = useCall('signing.withdraw')
  const usable = keys.value?.keys.filter((key) => key.user === user.name && key.retiredAt === null) ?? []
  const keyId = chosen ?? usable[0]?.id ?? null
  const submit = async () => {
    if (keyId === null) return
    const target = await place.choose(null)
    if (target === null) return
    const done = await withdraw.run({ keyId, bundle, reason: reason.trim(), file: target.handle }, { keyPassphrase: passphrase })
    if (done !== null) onDone(t('signing.withdraw.done', { position: done.position, digest: done.sha256 }))
  }
  return (
    <FormDialog
      title={t('signing.withdraw.title')}
      about={t('signing.withdraw.about')}
      confirm={t('signing.withdraw.confirm')}
      complete={keyId !== null && reason.trim() !== '' && passphrase !== ''}
      busy={withdraw.busy}
      failure={withdraw.failure ?? place.failure ?? keys.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Select
        label={t('signing.dialog.key')}
        data={usable.map(({ id, algorithm, fingerprint }) => ({
          value: id,
          label: `${t(`signing.algorithms.${algorithm}.name`)} · ${fingerprint.slice(0, 8)}`,
        }))}
        value={keyId}
        onChange={setChosen}
        allowDeselect={false}
        error={keys.value !== null && usable.length === 0 ? t('signing.dialog.noKey') : undefined}
      />
      <Textarea
        label={t('signing.withdraw.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        withAsterisk
        data-autofocus
      />
      <PassphraseField label={t('signing.dialog.passphrase')} value={passphrase} onChange={setPassphrase} required />
    </FormDialog>
  )
}
