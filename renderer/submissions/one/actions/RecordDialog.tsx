import { Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
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

const kinds = ['submitted', 'received', 'accepted', 'returned'] as const
type Kind = (typeof kinds)[number]

/** What the department said where no platform says it: received, accepted, returned; or that it was handed in (practice P1, P3). */
export const RecordDialog = ({ one: { line }, onClose }: { one: Submission; onClose(): void }) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const offered = kinds.filter((each) => each !== 'submitted' || line.submittedAt === null)
  const [kind, setKind] = useState<Kind>(offered[0] ?? 'received')
  const [on, setOn] = useState(dayInChina(new Date().toISOString()))
  const [form, setForm] = useState({ source: '', number: '', reason: '', evidence: '', changeBy: '' })
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const gate = useGate(onClose)
  const { run, busy, failure } = useCall('submission.record')
  const record = async () => {
    const { source, number, reason, evidence, changeBy } = form
    const sent = { source: source.trim(), number: number.trim(), reason: reason.trim(), evidence: evidence.trim() }
    if ((await run({ id: line.id, kind, at: on, ...sent, ...(kind === 'returned' && changeBy !== '' ? { changeBy } : {}), secrecy: '不涉密' })) === null) return
    wrote()
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('submissions.record.title')}
        about={t('submissions.record.about')}
        confirm={t('submissions.record.confirm')}
        complete={on !== '' && form.source.trim() !== '' && form.evidence.trim() !== '' && (kind !== 'returned' || form.reason.trim() !== '')}
        busy={busy}
        failure={failure}
        onSubmit={async () => gate.ask(() => void record())}
        onClose={onClose}
      >
        <Radio.Group label={t('submissions.record.what')} value={kind} onChange={(next) => setKind(kinds.find((each) => each === next) ?? kind)}>
          <Stack gap={6} mt={4}>
            {offered.map((each) => (
              <Radio key={each} value={each} label={t(`submissions.record.kinds.${each}`)} {...(each === kind ? { 'data-autofocus': true } : {})} />
            ))}
          </Stack>
        </Radio.Group>
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
          <DayInput label={t('submissions.record.on')} value={on} onChange={setOn} withAsterisk />
          <TextInput
            label={t('submissions.record.number')}
            value={form.number}
            onChange={(event) => put({ number: event.currentTarget.value })}
            maxLength={100}
          />
        </SimpleGrid>
        <TextInput
          label={t('submissions.record.source')}
          description={t('submissions.record.sourceHint')}
          value={form.source}
          onChange={(event) => put({ source: event.currentTarget.value })}
          maxLength={100}
          withAsterisk
        />
        {kind === 'returned' && <DayInput label={t('submissions.record.changeBy')} value={form.changeBy} onChange={(changeBy) => put({ changeBy })} />}
        {kind === 'returned' && (
          <Textarea
            label={t('submissions.reason')}
            value={form.reason}
            onChange={(event) => put({ reason: event.currentTarget.value })}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            withAsterisk
          />
        )}
        <TextInput
          label={t('submissions.evidence')}
          value={form.evidence}
          onChange={(event) => put({ evidence: event.currentTarget.value })}
          maxLength={300}
          withAsterisk
        />
      </RecordForm>
      {gate.dialog}
    </>
  )
}
