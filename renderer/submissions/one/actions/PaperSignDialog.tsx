import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../../shared/moments.ts'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { DayInput } from '../../../components/DayInput.tsx'
import { RecordForm } from '../../../components/RecordForm.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import type { Submission } from '../../words.ts'

type Props = { one: Submission; as: 'preparer' | 'reviewer'; onClose(): void }

/** A signature on the printed form: who, which day, where the sheet is (practice P6). */
export const PaperSignDialog = ({ one: { line }, as, onClose }: Props) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const [on, setOn] = useState(dayInChina(new Date().toISOString()))
  const [evidence, setEvidence] = useState('')
  const gate = useGate(onClose)
  const { run, busy, failure } = useCall('submission.signOnPaper')
  const name = as === 'preparer' ? line.preparer : line.reviewer
  const record = async () => {
    if ((await run({ id: line.id, as, name, on, evidence: evidence.trim(), secrecy: '不涉密' })) === null) return
    wrote()
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('submissions.paper.title', { as: t(`submissions.as.${as}`) })}
        about={t('submissions.paper.about')}
        confirm={t('submissions.paper.confirm')}
        complete={name !== '' && on !== '' && evidence.trim() !== ''}
        busy={busy}
        failure={failure}
        onSubmit={async () => gate.ask(() => void record())}
        onClose={onClose}
      >
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t(`submissions.as.${as}`)} value={name} readOnly description={name === '' ? t('submissions.next.reviewer') : undefined} />
          <DayInput label={t('submissions.paper.on')} value={on} onChange={setOn} withAsterisk />
        </SimpleGrid>
        <TextInput
          label={t('submissions.paper.evidence')}
          description={t('submissions.paper.evidenceHint')}
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
          maxLength={300}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
    </>
  )
}
