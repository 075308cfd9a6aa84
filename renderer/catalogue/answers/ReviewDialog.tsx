import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assessmentConclusions, assessmentKinds, reviewConclusions } from '../../../shared/entry-life.ts'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'
import { EvidenceField, ReasonField } from './LetterFields.tsx'
import { type DialogProps, listed } from './recording.ts'
import { assessedKeys, conclusionKeys } from './words.ts'

const people = ['handledBy', 'officeHead', 'leader'] as const
const emptyForm = { reviewedOn: '', handledBy: '', officeHead: '', leader: '', number: '', reason: '', evidence: '' }
type Form = typeof emptyForm

const trimmed = (form: Form): Form => Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim()])) as Form
const filled = (values: readonly string[]): boolean => values.every((value) => value.trim() !== '')

/** A 保密审查 as its form says it: three people, the conclusion, the day (practice P5). */
export const ReviewDialog = ({ recording: { entries }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const [conclusion, setConclusion] = useState<(typeof reviewConclusions)[number] | null>(null)
  const [form, setForm] = useState(emptyForm)
  const { run, busy, failure, clear } = useCall('catalogue.recordReview')
  const closed = conclusion === '不得公开'
  const needed = [form.reviewedOn, form.handledBy, form.officeHead, form.leader, form.evidence, ...(closed ? [form.reason] : [])]
  const submit = async () => {
    if (conclusion === null) return
    const done = await run({ entries: listed(entries), conclusion, ...trimmed(form) })
    if (done === null) return
    toastDone(done.already > 0 ? t('answers.already', { count: done.recorded, already: done.already }) : t('answers.recorded', { count: done.recorded }))
    onDone()
  }
  const put = (part: Partial<Form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  return (
    <RecordForm
      title={t('answers.reviewTitle', { count: entries.size })}
      about={t('answers.reviewAbout')}
      confirm={t('answers.confirm')}
      complete={conclusion !== null && filled(needed)}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('answers.conclusion')}
          data={reviewConclusions.map((value) => ({ value, label: t(conclusionKeys[value]) }))}
          value={conclusion}
          onChange={(value) => setConclusion(reviewConclusions.find((each) => each === value) ?? null)}
          allowDeselect={false}
          withAsterisk
          data-autofocus
        />
        <DayInput label={t('answers.reviewedOn')} value={form.reviewedOn} onChange={(reviewedOn) => put({ reviewedOn })} withAsterisk />
        <People form={form} needed={people} onChange={put} />
      </SimpleGrid>
      <ReasonField label={t(closed ? 'answers.closedReason' : 'answers.remark')} value={form.reason} needed={closed} onChange={(reason) => put({ reason })} />
      <EvidenceField value={form.evidence} onChange={(evidence) => put({ evidence })} />
    </RecordForm>
  )
}

/** An assessment before the submission; 不涉及 with a reason (practice L6). */
export const AssessDialog = ({ recording: { entries, assessment }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const [kind, setKind] = useState(assessment ?? null)
  const [conclusion, setConclusion] = useState<(typeof assessmentConclusions)[number] | null>(null)
  const [form, setForm] = useState(emptyForm)
  const { run, busy, failure, clear } = useCall('catalogue.recordAssessment')
  const reasoned = conclusion !== null && conclusion !== '通过'
  const needed = [form.reviewedOn, form.handledBy, form.evidence, ...(reasoned ? [form.reason] : [])]
  const submit = async () => {
    if (conclusion === null || kind === null) return
    const done = await run({ entries: listed(entries), kind, conclusion, ...trimmed(form) })
    if (done === null) return
    toastDone(done.already > 0 ? t('answers.already', { count: done.recorded, already: done.already }) : t('answers.recorded', { count: done.recorded }))
    onDone()
  }
  const put = (part: Partial<Form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  return (
    <RecordForm
      title={t('life.assessTitle', { count: entries.size })}
      about={t('life.assessAbout')}
      confirm={t('answers.confirm')}
      complete={conclusion !== null && kind !== null && filled(needed)}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('life.assessment')}
          data={assessmentKinds.map((value) => ({ value, label: t(`life.assessments.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(assessmentKinds.find((each) => each === value) ?? null)}
          allowDeselect={false}
          withAsterisk
          data-autofocus
        />
        <Select
          label={t('answers.conclusion')}
          data={assessmentConclusions.map((value) => ({ value, label: t(assessedKeys[value]) }))}
          value={conclusion}
          onChange={(value) => setConclusion(assessmentConclusions.find((each) => each === value) ?? null)}
          allowDeselect={false}
          withAsterisk
        />
        <DayInput label={t('life.assessedOn')} value={form.reviewedOn} onChange={(reviewedOn) => put({ reviewedOn })} withAsterisk />
        <People form={form} needed={['handledBy']} onChange={put} />
      </SimpleGrid>
      <ReasonField label={t(reasoned ? 'life.assessReason' : 'answers.remark')} value={form.reason} needed={reasoned} onChange={(reason) => put({ reason })} />
      <EvidenceField value={form.evidence} onChange={(evidence) => put({ evidence })} />
    </RecordForm>
  )
}

type PeopleProps = { form: Form; needed: readonly (typeof people)[number][]; onChange(part: Partial<Form>): void }

const People = ({ form, needed, onChange }: PeopleProps) => {
  const { t } = useTranslation()
  return (
    <>
      <TextInput label={t('answers.formNumber')} value={form.number} onChange={(event) => onChange({ number: event.currentTarget.value })} maxLength={100} />
      {people.map((name) => (
        <TextInput
          key={name}
          label={t(`answers.${name}`)}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          maxLength={100}
          withAsterisk={needed.includes(name)}
        />
      ))}
    </>
  )
}
