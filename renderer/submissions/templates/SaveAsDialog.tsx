import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/

/** A template of one's own, beginning as another is. The city's workbook of a form stays with that form. */
export const SaveAsDialog = ({ from, onClose }: { from: string; onClose(): void }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { value, failure: unread } = useFresh('submission.template', { id: from })
  const { run, busy, failure } = useCall('submission.saveTemplate')
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [id, setId] = useState(() => `form-${crypto.randomUUID().slice(0, 8)}`)
  const gate = useGate(onClose)
  const save = async () => {
    if (value === null) return
    const template = { ...value.template, id, version: 1, words: { zh: zh.trim(), en: en.trim() === '' ? zh.trim() : en.trim() }, workbook: null }
    if ((await run({ template, secrecy: '不涉密' })) === null) return
    wrote()
    goTo({ view: 'template', id })
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('submissions.form.saveAs')}
        about={t('submissions.form.saveAsAbout')}
        confirm={t('common.save')}
        complete={value !== null && zh.trim() !== '' && idPattern.test(id)}
        busy={busy}
        failure={failure ?? unread}
        onSubmit={async () => gate.ask(() => void save())}
        onClose={onClose}
      >
        <TextInput
          label={t('submissions.form.nameZh')}
          value={zh}
          onChange={(event) => setZh(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('submissions.form.nameEn')} value={en} onChange={(event) => setEn(event.currentTarget.value)} maxLength={300} />
          <TextInput
            label={t('submissions.form.id')}
            description={t('submissions.form.idHint')}
            value={id}
            onChange={(event) => setId(event.currentTarget.value.trim())}
            maxLength={60}
            error={idPattern.test(id) ? undefined : t('submissions.form.idUnread')}
          />
        </SimpleGrid>
      </RecordForm>
      {gate.dialog}
    </>
  )
}
