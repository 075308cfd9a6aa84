import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Failure, failure as makeFailure } from '../../../shared/errors.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { toastDone } from '../../components/toast.tsx'
import { pickPlace } from '../bundles/use-bundle-file.ts'
import { SignDialog } from '../sign/SignDialog.tsx'

/** Signs the agreement of a file: the papers both sides agreed to are shown, and the signature is a draft until it is issued. */
export const SignAgreement = ({ id, title, onClose }: { id: string; title: string; onClose(): void }) => {
  const { t } = useTranslation()
  const preview = useCall('agreement.signPreview')
  const sign = useCall('agreement.sign')
  const take = useCall('agreement.signPaper')
  const pick = usePick()
  const [differs, setDiffers] = useState<Failure | null>(null)
  const gate = useGate(onClose, 'attach')
  const { run } = preview
  const prepare = useCallback(
    async (keyId: string) => {
      setDiffers(null)
      const shown = await run({ id, keyId })
      return shown === null ? null : { ...shown, digest: null }
    },
    [run, id],
  )
  const look = async (name: string, sha256: string) => {
    const place = await pickPlace(pick, t('signing.verdict.look'), name)
    if (place === null) return
    const taken = await take.run({ id, name, file: place.handle })
    if (taken === null) return
    // Another text was agreed to meanwhile: what lies on the disc is not what is on screen.
    if (taken.sha256 !== sha256) setDiffers(makeFailure('signing.notShown'))
    else toastDone(t('signing.agreement.looked', { name }))
  }
  const submit = async (keyId: string, shown: string, keyPassphrase: string) => {
    const done = await sign.run({ id, keyId, shown, secrecy: '不涉密' }, { keyPassphrase })
    if (done === null) return
    toastDone(t('signing.agreement.made', { position: done.position }))
    onClose()
  }
  return (
    <>
      <SignDialog
        title={t('signing.dialog.title', { what: title })}
        signing={{
          prepare,
          preparing: preview.busy,
          look: (name, sha256) => void look(name, sha256),
          sign: (keyId, shown, passphrase) => gate.ask(() => void submit(keyId, shown, passphrase)),
          signing: sign.busy,
          failure: sign.failure ?? differs ?? preview.failure ?? take.failure ?? pick.failure,
          clear: sign.clear,
        }}
        onClose={onClose}
      />
      {gate.dialog}
    </>
  )
}
