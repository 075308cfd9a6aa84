import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { RecordForm } from '../components/RecordForm.tsx'
import { toastDone } from '../components/toast.tsx'

/** Writes the list as a table; what for is asked and audited (practice P16). */
export const ExportDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const pick = usePick()
  const { run, busy, failure } = useCall('withheld.export')
  const submit = async () => {
    const place = await pick.save({
      title: t('life.withheld.export'),
      name: `${t('life.withheld.exportName')}.xlsx`,
      kinds: [{ label: t('catalogue.export.formats.xlsx'), extensions: ['xlsx'] }],
    })
    if (place === null) return
    const done = await run({ file: place.handle, purpose: purpose.trim() })
    if (done === null) return
    toastDone(t('life.withheld.exported', { count: done.rows }))
    onClose()
  }
  return (
    <RecordForm
      title={t('life.withheld.export')}
      about={t('life.withheld.about')}
      confirm={t('life.withheld.export')}
      complete={purpose.trim() !== ''}
      busy={busy}
      failure={failure ?? pick.failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('life.withheld.purpose')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        maxLength={200}
        withAsterisk
        data-autofocus
      />
    </RecordForm>
  )
}
