import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { RecordForm } from '../../catalogue/answers/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'

/** A template as a file for other agencies, its workbook included. */
export const ExportTemplateDialog = ({ id, name, onClose }: { id: string; name: string; onClose(): void }) => {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const { run, busy, failure } = useCall('submission.exportTemplate')
  const write = async () => {
    const place = await pick.save({
      title: t('submissions.form.export'),
      name: `${name}.json`,
      kinds: [{ label: t('submissions.form.fileKind'), extensions: ['json'] }],
    })
    if (place === null) return
    const done = await run({ id, file: place.handle, secrecy: '不涉密', purpose: purpose.trim() })
    if (done === null) return
    toastDone(t('submissions.form.exported', { digest: done.sha256.slice(0, 16) }))
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('submissions.form.export')}
        about={t('submissions.form.exportAbout', { name })}
        confirm={t('submissions.export.confirm')}
        complete={purpose.trim() !== ''}
        busy={busy}
        failure={failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
        onClose={onClose}
      >
        <TextInput
          label={t('submissions.export.purpose')}
          description={t('submissions.export.purposeHint')}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
    </>
  )
}
