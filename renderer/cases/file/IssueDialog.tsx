import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseAct, CaseRow } from '../../../shared/contract/case-views.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { type ActView, callOf, type MachineView } from '../calls.ts'
import { isOwnKind } from '../opens.ts'
import { useGate } from '../use-gate.tsx'
import { useCaseWords } from '../words.ts'

type Props = { row: CaseRow; draft: CaseAct; spec: ActView; machine: MachineView; onClose(): void }

/** Signs a draft off: it is said by which way it goes and when it counts (practice P13). */
export const IssueDialog = ({ row: { kind, id, way }, draft, spec, machine, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useCaseWords(kind)
  const internal = spec.internal || isOwnKind(kind)
  const [number, setNumber] = useState(draft.number)
  const { run, busy, failure } = useCall(callOf(kind, 'issue'))
  const gate = useGate((answer) => {
    void run({ id, actId: draft.id, secrecy: answer })
  })
  const submit = async () => {
    const done = await run({ id, actId: draft.id, number: number.trim(), secrecy: '不涉密' })
    if (done === null) return
    toastDone(
      done.status === 'counted' ? t('cases.issue.counted', { state: machine.states[done.state]?.words[language] ?? done.state }) : t('cases.issue.done'),
    )
    onClose()
  }
  return (
    <>
      <FormDialog
        title={t('cases.issue.title', { what: words.act(draft.act) })}
        about={t(internal ? 'cases.issue.internal' : `cases.issue.${way}`)}
        confirm={t('cases.issue.confirm')}
        complete
        busy={busy}
        failure={words.failure(draft.act, failure)}
        onSubmit={() => gate.ask(() => void submit())}
        onClose={onClose}
      >
        {!internal && (
          <TextInput
            label={t('cases.issue.number')}
            description={t('cases.issue.numberHint')}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            maxLength={100}
            data-autofocus
          />
        )}
      </FormDialog>
      {gate.dialog}
    </>
  )
}
