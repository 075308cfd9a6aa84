import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseAct, CaseRow } from '../../../shared/contract/case-views.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { EvidenceField, emptyLetter, LetterHead } from '../../catalogue/answers/LetterFields.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { callOf, type MachineView } from '../calls.ts'
import { sentArrival } from '../form/arrival.ts'
import { useCaseWords } from '../words.ts'

type Props = { row: CaseRow; act: CaseAct; machine: MachineView; onClose(): void }

/** A letter of ours arrived: where that is recorded, on which day, and under which ruling (practice P3, L3). */
export const DeliveredDialog = ({ row: { kind, id }, act, machine, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useCaseWords(kind)
  const [letter, setLetter] = useState({ ...emptyLetter, number: act.number })
  const [ruling, setRuling] = useState('')
  const { run, busy, failure, clear } = useCall(callOf(kind, 'delivered'))
  const sent = sentArrival(letter, ruling)
  const submit = async () => {
    if (sent === null) return
    const done = await run({ id, actId: act.id, ...sent })
    if (done === null) return
    toastDone(t('cases.deliver.done', { state: machine.states[done.state]?.words[language] ?? done.state }))
    onClose()
  }
  return (
    <FormDialog
      title={t('cases.deliver.title', { what: words.act(act.act) })}
      about={t('cases.deliver.about')}
      confirm={t('cases.deliver.confirm')}
      complete={sent !== null}
      busy={busy}
      failure={words.failure(act.act, failure)}
      onSubmit={() => void submit()}
      onClose={onClose}
      size={600}
    >
      <SimpleGrid cols={2} spacing="sm">
        <LetterHead
          letter={letter}
          onChange={(part) => {
            clear()
            setLetter({ ...letter, ...part })
          }}
        />
      </SimpleGrid>
      <TextInput
        label={t('cases.record.ruling')}
        description={t('cases.record.rulingHint')}
        value={ruling}
        onChange={(event) => setRuling(event.currentTarget.value)}
        maxLength={100}
      />
      <EvidenceField value={letter.evidence} onChange={(evidence) => setLetter({ ...letter, evidence })} />
    </FormDialog>
  )
}
