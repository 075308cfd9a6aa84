import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ExportForm } from '../../components/ExportForm.tsx'
import { toastDone } from '../../components/toast.tsx'

/** A template as a file for other agencies, its workbook included. */
export const ExportTemplateDialog = ({ id, name, onClose }: { id: string; name: string; onClose(): void }) => {
  const { t } = useTranslation()
  const call = useCall('submission.exportTemplate')
  return (
    <ExportForm
      title={t('submissions.form.export')}
      about={t('submissions.form.exportAbout', { name })}
      confirm={t('submissions.export.confirm')}
      purposeHint={t('submissions.export.purposeHint')}
      file={{ name, kind: t('submissions.form.fileKind'), extension: 'json' }}
      call={call}
      onWrite={async ({ handle }, purpose) => {
        const done = await call.run({ id, file: handle, secrecy: '不涉密', purpose })
        if (done === null) return
        toastDone(t('submissions.form.exported', { digest: done.sha256.slice(0, 16) }))
        onClose()
      }}
      onClose={onClose}
    />
  )
}
