import { Button, Group, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Party } from '../../../shared/cases/act.ts'
import { unopened } from '../../../shared/cases/machine.ts'
import { useLanguage } from '../../app/language.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { casesRecipe } from '../cases-store.ts'
import type { FileProps } from '../file/CaseFile.tsx'
import { useGate } from '../use-gate.tsx'
import { useGoTo, useLeaveTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import { notArrived, sentRecord } from './arrival.ts'
import { GroupFields } from './FieldInput.tsx'
import { formAbout } from './form-about.ts'
import { LetterPart } from './LetterPart.tsx'
import { PapersField } from './PapersField.tsx'
import { canFill, emptyFields, type Fields, nodeOf, sentFields } from './schema.ts'
import { subjectOf, useItems } from './use-items.ts'

type Props = FileProps & { party: Party; act: string }

/** What the other side or the department did, as their letter or their own page says it (practice P1, P3). */
export const RecordForm = ({ row, file, machine, party, act }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const leaveTo = useLeaveTo()
  const { kind, id } = row
  const words = useCaseWords(kind)
  const begun = useSessionStore(casesRecipe, (state) => state.begun)
  const spec = machine.acts[act]
  const node = spec === undefined ? {} : nodeOf(spec)
  const opening = spec?.from.includes(unopened) ?? false
  const begins = begun?.id === id && (begun.act === undefined ? opening : begun.act === act)
  const [fields, setFields] = useState<Fields>(() => ({ ...emptyFields(node), ...(begins ? begun.fields : {}) }))
  const [letter, setLetter] = useState(notArrived)
  const [note, setNote] = useState('')
  const [papers, setPapers] = useState<readonly string[]>([])
  const [dirty, setDirty] = useState(false)
  const items = useItems(file, opening, fields)
  const record = useCall(callOf(kind, 'record'))
  useLeaveGuard(dirty)
  const leave = () => leaveTo({ kind, view: 'file', id })
  const gate = useGate((answer) => {
    void record.run({ id, act, party, officer: '－', source: '收文登记', when: '2000-01-01', evidence: '－', secrecy: answer })
    leave()
  })
  if (spec === undefined || !canFill(node)) return <Text size="sm">{t('cases.form.unsupported')}</Text>
  const change = (run: () => void) => {
    record.clear()
    setDirty(true)
    run()
  }
  const about = formAbout({ kind, act, items, returnFlow: subjectOf(file).type === 'returnFlow', ours: false })
  const arrival = sentRecord(letter)
  const submit = async () => {
    if (arrival === null) return
    const done = await record.run({
      id,
      act,
      party,
      ...arrival,
      fields: sentFields(node, fields),
      note: note.trim(),
      papers: [...papers],
      secrecy: '不涉密',
    })
    if (done === null) return
    toastDone(t('cases.record.done', { state: machine.states[done.state]?.words[language] ?? done.state }))
    leave()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (arrival !== null) gate.ask(() => void submit())
      }}
    >
      <div>
        <Title order={2} size="h3">
          {t('cases.record.title', { what: words.act(act) })}
        </Title>
        <Text size="xs" c="dimmed">
          {t('cases.record.about')}
        </Text>
      </div>
      <LetterPart file={file} kind={kind} party={party} letter={letter} onChange={(next) => change(() => setLetter(next))} />
      <Section title={t('cases.record.act')}>
        <div className={classes.form}>
          <GroupFields about={about} path={[]} node={node} value={fields} onChange={(next) => change(() => setFields(next))} />
          <Textarea
            label={t('cases.form.note')}
            value={note}
            onChange={(event) => {
              const said = event.currentTarget.value
              change(() => setNote(said))
            }}
            maxLength={4000}
            autosize
            minRows={1}
            maxRows={6}
          />
          <PapersField row={row} file={file} chosen={papers} needed={spec.paper} onChange={(next) => change(() => setPapers(next))} />
        </div>
      </Section>
      <ErrorNote failure={words.failure(act, record.failure)} />
      <Group gap="xs">
        <Button type="submit" loading={record.busy} disabled={arrival === null}>
          {t('cases.record.confirm')}
        </Button>
        <Button variant="default" onClick={() => goTo({ kind, view: 'file', id })}>
          {t('common.cancel')}
        </Button>
      </Group>
      {gate.dialog}
    </form>
  )
}
