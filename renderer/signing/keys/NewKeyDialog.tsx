import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from '../../components/NewPassphrase.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'

/** A key under a passphrase of its own; what each algorithm means is said beside it. */
export const NewKeyDialog = ({ algorithms, onClose }: { algorithms: readonly KeyAlgorithm[]; onClose(): void }) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const [algorithm, setAlgorithm] = useState<KeyAlgorithm>(algorithms[0] ?? 'sm2')
  const [passphrase, setPassphrase] = useState(emptyNewPassphrase)
  const make = useCall('signing.createKey')
  const submit = async () => {
    if ((await make.run({ algorithm }, { newKeyPassphrase: passphrase.first })) === null) return
    toastDone(t('signing.keys.made'))
    onClose()
  }
  return (
    <FormDialog
      title={t('signing.keys.makeTitle')}
      about={t('signing.keys.ownAbout')}
      confirm={t('signing.keys.makeConfirm')}
      complete={newPassphraseReady(passphrase, user.name)}
      busy={make.busy}
      failure={make.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      size={560}
    >
      <Radio.Group label={t('signing.algorithm')} value={algorithm} onChange={(value) => setAlgorithm(algorithms.find((each) => each === value) ?? 'sm2')}>
        <Stack gap={6} mt={4}>
          {algorithms.map((each) => (
            <Radio key={each} value={each} label={t(`signing.algorithms.${each}.name`)} description={t(`signing.algorithms.${each}.about`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NewPassphrase
        value={passphrase}
        onChange={(next) => {
          make.clear()
          setPassphrase(next)
        }}
        user={user.name}
        label={t('signing.keys.passphrase')}
      />
    </FormDialog>
  )
}
