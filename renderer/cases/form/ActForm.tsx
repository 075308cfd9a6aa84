import { Button, Group, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unopened } from '../../../shared/cases/machine.ts'
import type { CaseAct } from '../../../shared/contract/case-views.ts'
import type { Cited } from '../../../shared/regulations/cited.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { useCall } from '../../app/use-call.ts'
import { CitedRule } from '../../components/CitedRule.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { BoundText } from '../agreement/view/BoundText.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import type { FileProps } from '../file/CaseFile.tsx'
import { isOwnKind } from '../opens.ts'
import { useGate } from '../use-gate.tsx'
import { useGoTo, useLeaveTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import { GroupFields } from './FieldInput.tsx'
import { formAbout, settled } from './form-about.ts'
import { PapersField } from './PapersField.tsx'
import { canFill, controlOf, emptyFields, type Fields, nodeOf, sentFields } from './schema.ts'
import { subjectOf, useItems } from './use-items.ts'

type Props = FileProps & { act: string; draft: CaseAct | null }

/** An act of ours, made from its schema: what it says, the papers with it, and what it needs before it leaves. */
export const ActForm = ({ row, file, machine, act, draft }: Props) => {
  const { t } = useTranslation()
  const { list, pair } = usePunctuation()
  const goTo = useGoTo()
  const leaveTo = useLeaveTo()
  const { kind, id } = row
  const words = useCaseWords(kind)
  const spec = machine.acts[act]
  const node = spec === undefined ? {} : nodeOf(spec)
  const { hidden } = formAbout({ kind, act, items: [], returnFlow: false, ours: true })
  const fixed = settled(node, { hidden })
  const [fields, setFields] = useState<Fields>(() => ({ ...emptyFields(node), ...fixed, ...draft?.fields }))
  const [note, setNote] = useState(draft?.note ?? '')
  const [papers, setPapers] = useState<readonly string[]>(() => (draft?.papers ?? []).map(({ sha256 }) => sha256))
  const [dirty, setDirty] = useState(false)
  const [savedId, setSavedId] = useState(draft?.id ?? null)
  const items = useItems(file, spec?.from.includes(unopened) ?? false, fields)
  const save = useCall(callOf(kind, 'draft'))
  const issue = useCall(callOf(kind, 'issue'))
  useLeaveGuard(dirty)
  const leave = () => leaveTo({ kind, view: 'file', id })
  const gate = useGate((answer) => {
    void save.run({ id, act, secrecy: answer })
    leave()
  })
  if (spec === undefined || !canFill(node)) return <Text size="sm">{t('cases.form.unsupported')}</Text>
  const returnFlow = subjectOf(file).type === 'returnFlow'
  const about = formAbout({ kind, act, items, returnFlow, ours: true })
  const change = (run: () => void) => {
    save.clear()
    setDirty(true)
    run()
  }
  const internal = spec.internal || isOwnKind(kind)
  const atOnce = spec.needs.length === 0 && draft?.status !== 'returned'
  const keep = async (andIssue: boolean) => {
    const made = await save.run({
      id,
      act,
      ...(savedId === null ? {} : { actId: savedId }),
      fields: sentFields(node, fields),
      note: note.trim(),
      number: draft?.number ?? '',
      papers: [...papers],
      secrecy: '不涉密',
    })
    if (made === null) return
    // Where it lacks nothing it leaves; else the file says what it lacks.
    const sent = andIssue && made.lacks === null
    if (sent && (await issue.run({ id, actId: made.actId, secrecy: '不涉密' })) === null) {
      // Kept, and not let out: what is in the way stands below.
      setSavedId(made.actId)
      setDirty(false)
      return
    }
    toastDone(t(sent ? 'cases.issue.done' : 'cases.form.saved'))
    leave()
  }
  const before = [...spec.needs.map((need) => t(`cases.needs.${need}`)), ...(spec.paper ? [t('cases.form.needsPaper')] : [])]
  const empty = Object.values(node.properties ?? {}).every((child) => controlOf(child) === 'answer')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        gate.ask(() => void keep(false))
      }}
    >
      <div>
        <Title order={2} size="h3">
          {words.act(act)}
        </Title>
        <Text size="xs" c="dimmed">
          {before.length > 0 ? pair(t('cases.form.needs'), list(before)) : t('cases.form.needsNothing')}
          {internal && ` ${t('cases.form.internal')}`}
        </Text>
        {articlesOf(spec.rules).map((cited) => (
          <CitedRule key={cited.rule} cited={cited} />
        ))}
      </div>
      {kind === 'agreement' && bindsText.has(act) && <BoundText id={id} signing={act !== 'accept'} />}
      {fixed.way === 'paper' && <Text size="sm">{t('cases.form.onPaper')}</Text>}
      {empty && (
        <Text size="sm" c="dimmed">
          {t('cases.form.nothing')}
        </Text>
      )}
      {returnFlow && (act === 'grant' || act === 'grantPartly') && <Text size="sm">{t('cases.form.returnFlow')}</Text>}
      <GroupFields about={about} path={[]} node={node} value={fields} onChange={(next) => change(() => setFields(next))} />
      {!('note' in (node.properties ?? {})) && !('text' in (node.properties ?? {})) && !returnFlow && (
        <Textarea
          label={t('cases.form.note')}
          description={internal ? undefined : t('cases.form.noteHint')}
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
      )}
      <PapersField row={row} file={file} chosen={papers} needed={spec.paper} onChange={(next) => change(() => setPapers(next))} />
      <ErrorNote failure={words.failure(act, save.failure ?? issue.failure)} />
      <Group gap="xs">
        {atOnce && (
          <Button onClick={() => gate.ask(() => void keep(true))} loading={save.busy || issue.busy}>
            {t('cases.form.saveIssue')}
          </Button>
        )}
        <Button type="submit" variant={atOnce ? 'default' : 'filled'} loading={save.busy}>
          {t('cases.form.save')}
        </Button>
        <Button variant="default" onClick={() => goTo({ kind, view: 'file', id })}>
          {t('common.cancel')}
        </Button>
      </Group>
      {gate.dialog}
    </form>
  )
}

const bindsText: ReadonlySet<string> = new Set(['accept', 'sign', 'countersign'])

/** Two rules of one paragraph are one article to read. */
const articlesOf = (rules: readonly Cited[]): Cited[] => [...new Map(rules.map((cited) => [cited.title.zh, cited])).values()]
