import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCaseWords } from '../../words.ts'

type Beside = { note: string; reason: string }

type Props = { act: string; ours: boolean; asksWhy: boolean; beside: Beside; onChange(beside: Beside): void }

/** What is said beside the text: why it is negotiated again, and a note to the other side. */
export const BesideFields = ({ act, ours, asksWhy, beside, onChange }: Props) => {
  const { t } = useTranslation()
  const words = useCaseWords('agreement')
  return (
    <>
      {asksWhy && (
        <Textarea
          label={words.field(act, ['reason'])}
          value={beside.reason}
          onChange={(event) => onChange({ ...beside, reason: event.currentTarget.value })}
          maxLength={4000}
          autosize
          minRows={2}
          withAsterisk
        />
      )}
      <Textarea
        label={words.field(act, ['note'])}
        {...(ours ? { description: t('agreement.noteHint') } : {})}
        value={beside.note}
        onChange={(event) => onChange({ ...beside, note: event.currentTarget.value })}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </>
  )
}
