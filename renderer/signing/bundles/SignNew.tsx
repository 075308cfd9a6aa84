import { useCallback } from 'react'
import type { Subject } from '../../../shared/signing/statement.ts'
import { useCall } from '../../app/use-call.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { SignDialog } from '../sign/SignDialog.tsx'
import type { Signed } from '../sign/SignedNote.tsx'
import { preparedOf } from './prepared.ts'
import { useBundlePlace } from './use-bundle-file.ts'

type Props = { subject: Subject; files: string[]; title: string; onClose(): void; onSigned(signed: Signed): void }

/** Signs a subject with files the signer chose, in its first place. */
export const SignNew = ({ subject, files, title, onClose, onSigned }: Props) => {
  const preview = useCall('signing.preview')
  const sign = useCall('signing.sign')
  const place = useBundlePlace()
  const gate = useGate(onClose, 'attach')
  const { run } = preview
  // What is asked about stays the same while the dialogue is open, whatever is rendered anew around it.
  const asked = JSON.stringify({ subject, files })
  const prepare = useCallback(
    async (keyId: string) => preparedOf(await run({ keyId, ...(JSON.parse(asked) as Pick<Props, 'subject' | 'files'>) })),
    [run, asked],
  )
  const submit = async (keyId: string, shown: string, keyPassphrase: string) => {
    const target = await place.choose(1)
    if (target === null) return
    const done = await sign.run({ keyId, subject, files, shown, secrecy: '不涉密', file: target.handle }, { keyPassphrase })
    if (done !== null) onSigned({ ...done, name: target.name })
  }
  return (
    <>
      <SignDialog
        title={title}
        signing={{
          prepare,
          preparing: preview.busy,
          sign: (keyId, shown, passphrase) => gate.ask(() => void submit(keyId, shown, passphrase)),
          signing: sign.busy,
          failure: sign.failure ?? preview.failure ?? place.failure,
          clear: sign.clear,
        }}
        onClose={onClose}
      />
      {gate.dialog}
    </>
  )
}
