import { Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type WithheldKind, withheldKinds } from '../../shared/entry-life.ts'
import { useCall } from '../app/use-call.ts'
import { EvidenceField, emptyLetter, LetterHead, ReasonField, sentLetter } from '../catalogue/answers/LetterFields.tsx'
import { listed } from '../catalogue/answers/recording.ts'
import { RecordForm } from '../components/RecordForm.tsx'
import { toastDone } from '../components/toast.tsx'

type Props = { entries: ReadonlyMap<string, number>; onClose(): void; onDone(): void }

/** The submission of what is not shared, its confirmation, or a refusal with its reason. */
export const WithheldDialog = ({ entries, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [kind, setKind] = useState<WithheldKind | null>(null)
  const [letter, setLetter] = useState(emptyLetter)
  const { run, busy, failure, clear } = useCall('withheld.record')
  const refused = kind === 'withheldRefused'
  const sent = sentLetter(letter, refused)
  const put = (part: Partial<typeof letter>) => {
    clear()
    setLetter({ ...letter, ...part })
  }
  const submit = async () => {
    if (kind === null || sent === null) return
    const done = await run({ entries: listed(entries), kind, ...sent })
    if (done === null) return
    toastDone(t('life.withheld.done', { count: done.recorded }))
    onDone()
  }
  return (
    <RecordForm
      title={t('life.withheld.recordTitle', { count: entries.size })}
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
          label={t('life.withheld.kind')}
          data={withheldKinds.map((value) => ({ value, label: t(`life.withheld.kinds.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(withheldKinds.find((each) => each === value) ?? null)}
          allowDeselect={false}
          withAsterisk
          data-autofocus
        />
        <LetterHead letter={letter} onChange={put} />
      </SimpleGrid>
      <ReasonField label={t(refused ? 'answers.reason' : 'answers.remark')} value={letter.reason} needed={refused} onChange={(reason) => put({ reason })} />
      <EvidenceField value={letter.evidence} onChange={(evidence) => put({ evidence })} />
    </RecordForm>
  )
}
