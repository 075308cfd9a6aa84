import { Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answersFor } from '../../../shared/entry-life.ts'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'
import { EvidenceField, emptyLetter, LetterHead, ReasonField, sentLetter } from './LetterFields.tsx'
import { type DialogProps, listed } from './recording.ts'

const callOf = { submitted: 'catalogue.submit', returned: 'catalogue.return', published: 'catalogue.publish', withdrawn: 'catalogue.withdraw' } as const

/** The department's answer, as the letter or the platform's page says it. Nothing is filled in beforehand but what can only be one thing. */
export const AnswerDialog = ({ recording: { entries, life }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const kinds = answersFor(life)
  const [kind, setKind] = useState(kinds.length === 1 ? (kinds[0] ?? null) : null)
  const [letter, setLetter] = useState(emptyLetter)
  const [publishedOn, setPublishedOn] = useState('')
  const { run, busy, failure, clear } = useCall(callOf[kind ?? 'submitted'])
  const put = (part: Partial<typeof letter>) => {
    clear()
    setLetter({ ...letter, ...part })
  }
  const sent = sentLetter(letter, kind === 'returned')
  const submit = async () => {
    if (kind === null || sent === null) return
    const day = kind === 'published' && publishedOn !== '' ? { publishedOn } : {}
    const done = await run({ entries: listed(entries), ...sent, ...day })
    if (done === null) return
    toastDone(done.already > 0 ? t('answers.already', { count: done.recorded, already: done.already }) : t('answers.recorded', { count: done.recorded }))
    onDone()
  }
  return (
    <RecordForm
      title={t('answers.recordTitle', { count: entries.size })}
      about={t('answers.about')}
      confirm={t('answers.confirm')}
      complete={kind !== null && sent !== null}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('answers.kind')}
          data={kinds.map((value) => ({ value, label: t(`catalogue.status.${value}`) }))}
          value={kind}
          onChange={(value) => {
            clear()
            setKind(kinds.find((each) => each === value) ?? null)
          }}
          allowDeselect={false}
          withAsterisk
          data-autofocus
        />
        <LetterHead letter={letter} onChange={put} />
        {kind === 'published' && <DayInput label={t('answers.publishedOn')} value={publishedOn} onChange={setPublishedOn} />}
      </SimpleGrid>
      <ReasonField
        label={t(kind === 'returned' ? 'answers.reason' : 'answers.remark')}
        value={letter.reason}
        needed={kind === 'returned'}
        onChange={(reason) => put({ reason })}
      />
      <EvidenceField value={letter.evidence} onChange={(evidence) => put({ evidence })} />
    </RecordForm>
  )
}
