import { Button, Text, Title } from '@mantine/core'
import { IconDeviceFloppy, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import type { CaseAct } from '../../../../shared/contract/case-views.ts'
import { useLeaveGuard } from '../../../app/route.ts'
import { useCall } from '../../../app/use-call.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { toastDone } from '../../../components/toast.tsx'
import classes from '../../cases.module.css'
import type { FileProps } from '../../file/CaseFile.tsx'
import { PapersField } from '../../form/PapersField.tsx'
import { nodeOf, textIn } from '../../form/schema.ts'
import { useGate } from '../../use-gate.tsx'
import { useLeaveTo } from '../../use-place.ts'
import { useCaseWords } from '../../words.ts'
import { TextEditor } from '../editor/TextEditor.tsx'
import { createTextStore } from '../editor/text-store.tsx'
import { ChangesDialog } from '../view/ChangesDialog.tsx'
import { FullText } from '../view/FullText.tsx'
import { BesideFields } from './BesideFields.tsx'
import { Started, useAnswered } from './start-text.tsx'

type Props = FileProps & { act: string; draft: CaseAct | null }

/** A text of ours: proposed, answered by another, or negotiated again. */
export const TextAct = (props: Props) => (
  <Started parts={props} act={props.act} draft={props.draft}>
    {(text) => <OwnText {...props} text={text} />}
  </Started>
)

const OwnText = ({ row, file, machine, act, draft, text }: Props & { text: AgreementText }) => {
  const { t } = useTranslation()
  const leaveTo = useLeaveTo()
  const { id } = row
  const words = useCaseWords('agreement')
  const spec = machine.acts[act]
  const asksWhy = spec !== undefined && 'reason' in (nodeOf(spec).properties ?? {})
  const [store] = useState(() => createTextStore(text))
  const [beside, setBeside] = useState(() => ({ note: textIn(draft?.fields.note), reason: textIn(draft?.fields.reason) }))
  const [papers, setPapers] = useState<readonly string[]>(() => (draft?.papers ?? []).map(({ sha256 }) => sha256))
  const [touched, setTouched] = useState(false)
  const [savedId, setSavedId] = useState(draft?.id ?? null)
  const [asked, setAsked] = useState(false)
  const [reading, setReading] = useState(false)
  const [comparing, setComparing] = useState(false)
  const before = useAnswered(id, machine.acts[act], text)
  const changed = useStore(store, (state) => state.text !== state.base) || touched
  const save = useCall('agreement.draft')
  useLeaveGuard(changed)
  const leave = () => leaveTo({ kind: 'agreement', view: 'file', id })
  const gate = useGate((answer) => {
    void save.run({ id, act, secrecy: answer })
    leave()
  })
  const change = (run: () => void) => {
    save.clear()
    setTouched(true)
    run()
  }
  const keep = async (andLeave: boolean) => {
    const sent = store.getState().text
    const made = await save.run({
      id,
      act,
      ...(savedId === null ? {} : { actId: savedId }),
      fields: { text: sent, note: beside.note.trim(), ...(asksWhy ? { reason: beside.reason.trim() } : {}) },
      number: draft?.number ?? '',
      papers: [...papers],
      secrecy: '不涉密',
    })
    if (made === null) return
    setAsked(true)
    store.getState().kept(sent)
    setTouched(false)
    toastDone(t('cases.form.saved'))
    // What came back leaves again as another act.
    if (andLeave || (savedId !== null && made.actId !== savedId)) leave()
    else setSavedId(made.actId)
  }
  // Asked before the first save; what is kept again is the same text going on (practice L1).
  const saveNow = (andLeave: boolean) => {
    if (save.busy) return
    if (asked) void keep(andLeave)
    else gate.ask(() => void keep(andLeave))
  }
  return (
    <>
      <TextEditor
        store={store}
        shareType={file.head.shareType}
        onSave={() => saveNow(false)}
        after={{
          key: 'beside',
          title: t('agreement.beside'),
          content: (
            <div className={classes.form}>
              <Title order={2} size="h3">
                {words.act(act)}
              </Title>
              <BesideFields ours act={act} asksWhy={asksWhy} beside={beside} onChange={(next) => change(() => setBeside(next))} />
              <PapersField row={row} file={file} chosen={papers} needed={false} onChange={(next) => change(() => setPapers(next))} />
            </div>
          ),
        }}
        foot={
          <>
            <Text size="2xs" c="dimmed" role="status" className="mulu-ellipsis" flex={1}>
              {t(changed ? 'agreement.notKept' : savedId === null ? 'agreement.notDrafted' : 'agreement.kept')}
            </Text>
            <Button variant="default" leftSection={<IconFileText size={15} aria-hidden />} onClick={() => setReading(true)}>
              {t('agreement.readWhole')}
            </Button>
            {before !== null && (
              <Button variant="default" onClick={() => setComparing(true)}>
                {t('agreement.compare.last')}
              </Button>
            )}
            <Button
              variant="default"
              disabled={!changed && savedId !== null}
              loading={save.busy}
              leftSection={<IconDeviceFloppy size={15} aria-hidden />}
              title="Ctrl+S"
              onClick={() => saveNow(false)}
            >
              {t('cases.form.save')}
            </Button>
            <Button loading={save.busy} onClick={() => (changed || savedId === null ? saveNow(true) : leave())}>
              {t('agreement.saveAndBack')}
            </Button>
          </>
        }
      >
        <ErrorNote failure={words.failure(act, save.failure)} onClose={save.clear} />
      </TextEditor>
      {reading && <FullText text={store.getState().text} onClose={() => setReading(false)} />}
      {comparing && before !== null && <ChangesDialog before={before} text={store.getState().text} onClose={() => setComparing(false)} />}
      {gate.dialog}
    </>
  )
}
