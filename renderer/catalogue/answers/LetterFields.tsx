import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AnswerSource, answerSources } from '../../../shared/entry-life.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { momentInChina, readTime } from './answer-moment.ts'
import { sourceKeys } from './words.ts'

/** A letter, or a page of the platform, as it is entered by hand (practice P1, P3). */
export type Letter = { source: AnswerSource | null; day: string; time: string; number: string; reason: string; evidence: string }
export const emptyLetter: Letter = { source: null, day: '', time: '', number: '', reason: '', evidence: '' }

/** What the core is sent of it; null while something needed is missing. */
export const sentLetter = ({ source, day, time, number, reason, evidence }: Letter, reasonNeeded: boolean) => {
  const read = readTime(time)
  if (source === null || day === '' || read === null || evidence.trim() === '' || (reasonNeeded && reason.trim() === '')) return null
  return { source, receivedAt: momentInChina(day, read), number: number.trim(), reason: reason.trim(), evidence: evidence.trim() }
}

type Props = { letter: Letter; onChange(part: Partial<Letter>): void }

export const LetterHead = ({ letter, onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <Select
        label={t('answers.source')}
        data={answerSources.map((value) => ({ value, label: t(sourceKeys[value]) }))}
        value={letter.source}
        onChange={(value) => onChange({ source: answerSources.find((each) => each === value) ?? null })}
        allowDeselect={false}
        withAsterisk
      />
      <DayInput label={t('answers.receivedOn')} value={letter.day} onChange={(day) => onChange({ day })} withAsterisk />
      <TextInput
        label={t('answers.receivedTime')}
        value={letter.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
        placeholder="09:30"
        maxLength={5}
        error={readTime(letter.time) === null ? t('answers.timeUnread') : null}
      />
      <TextInput label={t('answers.number')} value={letter.number} onChange={(event) => onChange({ number: event.currentTarget.value })} maxLength={100} />
    </>
  )
}

export const ReasonField = ({ label, value, needed, onChange }: { label: string; value: string; needed: boolean; onChange(value: string): void }) => (
  <Textarea
    label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    maxLength={2000}
    autosize
    minRows={needed ? 2 : 1}
    maxRows={8}
    withAsterisk={needed}
  />
)

export const EvidenceField = ({ value, onChange }: { value: string; onChange(value: string): void }) => {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('answers.evidence')}
      description={t('answers.evidenceHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={500}
      withAsterisk
    />
  )
}
