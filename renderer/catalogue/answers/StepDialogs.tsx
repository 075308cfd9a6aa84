import { Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayRecord } from '../../../shared/entry-life.ts'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'
import { AttachButton } from '../process/AttachButton.tsx'
import { EvidenceField, ReasonField } from './LetterFields.tsx'
import { type DialogProps, listed } from './recording.ts'

/** 自查通过. The core asks for the reason where errors stand. */
export const CheckDialog = ({ recording: { entries }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { run, busy, failure } = useCall('catalogue.markChecked')
  const submit = async () => {
    const done = await run({ entries: listed(entries), reason: reason.trim() })
    if (done === null) return
    toastDone(t('life.checked', { count: done.recorded }))
    onDone()
  }
  return (
    <RecordForm
      title={t('life.checkTitle', { count: entries.size })}
      about={t('life.checkAbout')}
      confirm={t('life.checkConfirm')}
      complete
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField label={t('life.checkReason')} value={reason} needed={false} onChange={setReason} />
    </RecordForm>
  )
}

const decisions = ['agreed', 'declined'] as const

/** The department head decides on the screen; the officer records what the head signed on paper (practice P6). */
export const AgreeDialog = ({ recording: { entries, life }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const onPaper = !useSession().user.roles.includes('departmentHead')
  const offered = decisions.filter((decision) => life === null || mayRecord(decision, life))
  const [decision, setDecision] = useState<(typeof decisions)[number]>(offered[0] ?? 'agreed')
  const [form, setForm] = useState({ reason: '', agreedBy: '', agreedOn: '', evidence: '', hash: '' })
  const { run, busy, failure, clear } = useCall('catalogue.agree')
  const put = (part: Partial<typeof form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  const declined = decision === 'declined'
  const needed = [...(declined ? [form.reason] : []), ...(onPaper ? [form.agreedBy, form.agreedOn, form.evidence, form.hash] : [])]
  const submit = async () => {
    const paper = { source: '纸质审批表', agreedBy: form.agreedBy.trim(), agreedOn: form.agreedOn, evidence: form.evidence.trim(), hash: form.hash } as const
    const done = await run({ entries: listed(entries), decision, reason: form.reason.trim(), ...(onPaper ? paper : {}) })
    if (done === null) return
    toastDone(t(declined ? 'life.declined' : 'life.agreed', { count: done.recorded }))
    onDone()
  }
  return (
    <RecordForm
      title={t('life.agreeTitle', { count: entries.size })}
      about={t(onPaper ? 'life.paperAbout' : 'life.agreeAbout')}
      confirm={t(onPaper ? 'answers.confirm' : 'life.agreeConfirm')}
      complete={needed.every((value) => value.trim() !== '')}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group label={t('life.decision')} value={decision} onChange={(value) => setDecision(value === 'declined' ? 'declined' : 'agreed')}>
        <Stack gap={6} mt={4}>
          {offered.map((each) => (
            <Radio key={each} value={each} label={t(`life.decisions.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {onPaper && (
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
          <TextInput
            label={t('life.signedBy')}
            value={form.agreedBy}
            onChange={(event) => put({ agreedBy: event.currentTarget.value })}
            maxLength={100}
            withAsterisk
          />
          <DayInput label={t('life.signedOn')} value={form.agreedOn} onChange={(agreedOn) => put({ agreedOn })} withAsterisk />
          <TextInput
            label={t('life.hash')}
            className="mulu-mono"
            value={form.hash}
            onChange={(event) => put({ hash: event.currentTarget.value })}
            maxLength={100}
            withAsterisk
          />
        </SimpleGrid>
      )}
      <ReasonField label={t(declined ? 'life.declinedReason' : 'life.opinion')} value={form.reason} needed={declined} onChange={(reason) => put({ reason })} />
      {onPaper && <EvidenceField value={form.evidence} onChange={(evidence) => put({ evidence })} />}
      {onPaper && (
        <AttachButton
          entries={[...entries.keys()].slice(0, 1000)}
          label={t('papers.scan')}
          onAdded={({ name, sha256 }) => put({ evidence: `附件 ${name}（${sha256.slice(0, 16)}）`.slice(0, 500) })}
        />
      )}
    </RecordForm>
  )
}
