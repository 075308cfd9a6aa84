import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../shared/files.ts'
import type { Call } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { useGate } from '../cases/use-gate.tsx'
import { ProgressDialog } from './ProgressDialog.tsx'
import { RecordForm } from './RecordForm.tsx'

type Props = {
  title: string
  about: string
  confirm: string
  /** Where the purpose will stand. */
  purposeHint: string
  /** What the file is called at first, and what kind it is said to be. */
  file: { name: string; kind: string; extension: string }
  /** What is asked beside the purpose is there. */
  complete?: boolean
  call: Pick<Call<'submission.export'>, 'busy' | 'failure' | 'progress' | 'cancel' | 'cancelling'>
  /** Of long work, what is being done. */
  working?: string
  onWrite(place: PickedFile, purpose: string): Promise<void>
  onClose(): void
  children?: ReactNode
}

/** What leaves as a file: what for is asked, the secrecy question, then where to (practice L1, P16). */
export const ExportForm = ({ title, about, confirm, purposeHint, file, complete = true, call, working, onWrite, onClose, children }: Props) => {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const write = async () => {
    const { name, kind, extension } = file
    const place = await pick.save({ title, name: `${name}.${extension}`, kinds: [{ label: kind, extensions: [extension] }] })
    if (place !== null) await onWrite(place, purpose.trim())
  }
  return (
    <>
      <RecordForm
        title={title}
        about={about}
        confirm={confirm}
        complete={complete && purpose.trim() !== ''}
        busy={call.busy}
        failure={call.failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
        onClose={onClose}
      >
        {children}
        <TextInput
          label={t('common.purpose')}
          description={purposeHint}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
      {working !== undefined && (
        <ProgressDialog opened={call.busy} title={working} progress={call.progress} cancelling={call.cancelling} onCancel={call.cancel} />
      )}
    </>
  )
}
