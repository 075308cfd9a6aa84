import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow, ReceivedAct } from '../../../shared/contract/case-views.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { callOf, type MachineView } from '../calls.ts'
import { useGate } from '../use-gate.tsx'
import { useCaseWords } from '../words.ts'
import type { ReceivedPackage } from './Received.tsx'

type Props = { row: CaseRow; machine: MachineView; act: ReceivedAct; from: ReceivedPackage; onClose(): void }

const dayOf = (when: string): string => (when.length === 10 ? when : dayInChina(when))

/** An act is recorded as the package tells it: when it was handed over, and under which ruling where one is needed (practice L3). */
export const TakeUpDialog = ({ row: { kind, id }, machine, act, from, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useCaseWords(kind)
  const first = act.mine && act.receivedOn !== null ? dayOf(act.receivedOn) : dayInChina(from.receivedAt)
  const [when, setWhen] = useState(first)
  const [ruling, setRuling] = useState(act.ruling)
  const { run, busy, failure, clear } = useCall(callOf(kind, 'takeUp'))
  const gate = useGate(onClose)
  const needed = act.record?.ruling === true
  const submit = async () => {
    const done = await run({ secrecy: '不涉密', id, packageId: from.packageId, how: 'record', actId: act.id, when, ruling: ruling.trim() })
    if (done === null) return
    toastDone(t('cases.received.recorded', { state: machine.states[done.state]?.words[language] ?? done.state }))
    onClose()
  }
  const what = words.act(act.act)
  return (
    <>
      <FormDialog
        title={t(act.mine ? 'cases.received.deliveredOf' : 'cases.received.recordOf', { what })}
        about={[t(act.mine ? 'cases.received.deliveredAbout' : 'cases.received.recordAbout'), ...(needed ? [t('cases.received.recordRuling')] : [])].join(
          language === 'zh' ? '' : ' ',
        )}
        confirm={t('cases.received.confirm')}
        complete={when !== '' && (!needed || ruling.trim() !== '')}
        busy={busy}
        failure={words.failure(act.act, failure)}
        onSubmit={() => gate.ask(() => void submit())}
        onClose={onClose}
      >
        <SimpleGrid cols={2} spacing="sm">
          <DayInput
            label={t('cases.received.when')}
            value={when}
            onChange={(day) => {
              clear()
              setWhen(day)
            }}
            withAsterisk
          />
          <TextInput
            label={t('cases.received.ruling')}
            value={ruling}
            onChange={(event) => {
              clear()
              setRuling(event.currentTarget.value)
            }}
            maxLength={100}
            withAsterisk={needed}
          />
        </SimpleGrid>
      </FormDialog>
      {gate.dialog}
    </>
  )
}
