import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../../shared/files.ts'
import { useCall } from '../../app/use-call.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { SignDialog } from '../sign/SignDialog.tsx'
import type { Signed } from '../sign/SignedNote.tsx'
import { preparedOf } from './prepared.ts'
import { useBundlePlace, useTakeOut } from './use-bundle-file.ts'

type Props = { file: PickedFile; position: number; onClose(): void; onSigned(signed: Signed): void }

/** Signs in a bundle after those who signed before. */
export const Countersign = ({ file, position, onClose, onSigned }: Props) => {
  const { t } = useTranslation()
  const preview = useCall('signing.preview')
  const sign = useCall('signing.countersign')
  const place = useBundlePlace()
  const take = useTakeOut(file.handle)
  const gate = useGate(onClose, 'attach')
  const { run } = preview
  const prepare = useCallback(async (keyId: string) => preparedOf(await run({ keyId, bundle: file.handle })), [run, file.handle])
  const submit = async (keyId: string, shown: string, keyPassphrase: string) => {
    const target = await place.choose(position)
    if (target === null) return
    const done = await sign.run({ keyId, bundle: file.handle, shown, secrecy: '不涉密', file: target.handle }, { keyPassphrase })
    if (done !== null) onSigned({ ...done, name: target.name })
  }
  return (
    <>
      <SignDialog
        title={t('signing.bundles.countersignTitle')}
        signing={{
          prepare,
          preparing: preview.busy,
          look: (name) => take.run(`files/${name}`, name),
          sign: (keyId, shown, passphrase) => gate.ask(() => void submit(keyId, shown, passphrase)),
          signing: sign.busy,
          failure: sign.failure ?? preview.failure ?? place.failure ?? take.failure,
          clear: sign.clear,
        }}
        onClose={onClose}
      />
      {gate.dialog}
    </>
  )
}
