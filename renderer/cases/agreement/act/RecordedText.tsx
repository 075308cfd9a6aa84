import { Button, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Party } from '../../../../shared/cases/act.ts'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { useLanguage } from '../../../app/language.ts'
import { useLeaveGuard } from '../../../app/route.ts'
import { useCall } from '../../../app/use-call.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { toastDone } from '../../../components/toast.tsx'
import classes from '../../cases.module.css'
import type { FileProps } from '../../file/CaseFile.tsx'
import { notArrived, sentRecord } from '../../form/arrival.ts'
import { LetterPart } from '../../form/LetterPart.tsx'
import { PapersField } from '../../form/PapersField.tsx'
import { nodeOf } from '../../form/schema.ts'
import { useGate } from '../../use-gate.tsx'
import { useLeaveTo } from '../../use-place.ts'
import { useCaseWords } from '../../words.ts'
import { TextEditor } from '../editor/TextEditor.tsx'
import { createTextStore } from '../editor/text-store.tsx'
import { openCode, openPlaces } from '../model/whole.ts'
import { ChangesDialog } from '../view/ChangesDialog.tsx'
import { BesideFields } from './BesideFields.tsx'
import { Started } from './start-text.tsx'

type Props = FileProps & { party: Party; act: string }

/** A text of the other side that came by letter: the last one on the table, typed over where theirs differs. */
export const RecordedText = (props: Props) => (
  <Started parts={props} act={props.act} draft={null}>
    {(text) => <TheirText {...props} text={text} />}
  </Started>
)

const TheirText = ({ row, file, machine, party, act, text }: Props & { text: AgreementText }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const leaveTo = useLeaveTo()
  const { id } = row
  const words = useCaseWords('agreement')
  const spec = machine.acts[act]
  const asksWhy = spec !== undefined && 'reason' in (nodeOf(spec).properties ?? {})
  const [store] = useState(() => createTextStore(text))
  const [letter, setLetter] = useState(notArrived)
  const [beside, setBeside] = useState({ note: '', reason: '' })
  const [papers, setPapers] = useState<readonly string[]>([])
  const [touched, setTouched] = useState(false)
  const [comparing, setComparing] = useState(false)
  const changed = useStore(store, (state) => state.text !== state.base)
  const lacking = useStore(store, ({ findings }) => findings.filter(({ code }) => code === openCode).length)
  const record = useCall('agreement.record')
  useLeaveGuard(changed || touched)
  const leave = () => leaveTo({ kind: 'agreement', view: 'file', id })
  const gate = useGate((answer) => {
    void record.run({ id, act, party, officer: '－', source: '收文登记', when: '2000-01-01', evidence: '－', secrecy: answer })
    leave()
  })
  const change = (run: () => void) => {
    record.clear()
    setTouched(true)
    run()
  }
  const arrival = sentRecord(letter)
  const submit = async () => {
    const [open] = openPlaces(store.getState().text)
    if (arrival === null) return
    if (open !== undefined) return store.getState().jumpTo(open)
    const done = await record.run({
      id,
      act,
      party,
      ...arrival,
      fields: { text: store.getState().text, note: beside.note.trim(), ...(asksWhy ? { reason: beside.reason.trim() } : {}) },
      papers: [...papers],
      secrecy: '不涉密',
    })
    if (done === null) return
    toastDone(t('cases.record.done', { state: machine.states[done.state]?.words[language] ?? done.state }))
    leave()
  }
  const ask = () => {
    const [open] = openPlaces(store.getState().text)
    if (open !== undefined) store.getState().jumpTo(open)
    else if (arrival !== null && !record.busy) gate.ask(() => void submit())
  }
  return (
    <>
      <TextEditor
        store={store}
        shareType={file.head.shareType}
        onSave={ask}
        before={{
          key: 'letter',
          title: t('cases.record.signed'),
          content: (
            <div className={classes.form}>
              <div>
                <Title order={2} size="h3">
                  {t('cases.record.title', { what: words.act(act) })}
                </Title>
                <Text size="xs" c="dimmed">
                  {t('agreement.recordAbout')}
                </Text>
              </div>
              <LetterPart file={file} kind="agreement" party={party} letter={letter} onChange={(next) => change(() => setLetter(next))} />
              <BesideFields ours={false} act={act} asksWhy={asksWhy} beside={beside} onChange={(next) => change(() => setBeside(next))} />
              <PapersField row={row} file={file} chosen={papers} needed={spec?.paper ?? false} onChange={(next) => change(() => setPapers(next))} />
            </div>
          ),
        }}
        foot={
          <>
            <Text size="2xs" c="dimmed" role="status" className="mulu-ellipsis" flex={1}>
              {lacking > 0 ? t('agreement.check.open', { count: lacking }) : t(changed ? 'agreement.differsFromLast' : 'agreement.asLast')}
            </Text>
            <Button variant="default" disabled={!changed} onClick={() => setComparing(true)}>
              {t('agreement.compare.last')}
            </Button>
            <Button loading={record.busy} disabled={arrival === null} title={arrival === null ? t('agreement.letterFirst') : undefined} onClick={ask}>
              {t('cases.record.confirm')}
            </Button>
          </>
        }
      >
        <ErrorNote failure={words.failure(act, record.failure)} onClose={record.clear} />
      </TextEditor>
      {comparing && <ChangesDialog before={text} text={store.getState().text} onClose={() => setComparing(false)} />}
      {gate.dialog}
    </>
  )
}
