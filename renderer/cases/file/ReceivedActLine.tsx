import { Anchor, Badge, Button, Collapse, Group, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceivedAct } from '../../../shared/contract/case-views.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { toastDone } from '../../components/toast.tsx'
import { TextBrief } from '../agreement/view/TextBrief.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { casesRecipe } from '../cases-store.ts'
import { canFill, nodeOf } from '../form/schema.ts'
import { useGate } from '../use-gate.tsx'
import { useGoTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import type { FileProps } from './CaseFile.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import { FieldsView } from './FieldsView.tsx'
import type { ReceivedPackage } from './Received.tsx'
import { TakeUpDialog } from './TakeUpDialog.tsx'

type Props = FileProps & { act: ReceivedAct; from: ReceivedPackage }

const colours = { same: 'green', differs: 'orange', unknown: 'gray' } as const

/** One act as the other agency tells of it, whether it is known here, and what may be made of it. */
export const ReceivedActLine = ({ act, from, row, file, machine }: Props) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const { user, sealed } = useSession()
  const goTo = useGoTo()
  const begin = useSessionStore(casesRecipe, (state) => state.begin)
  const region = useId()
  const [opened, setOpened] = useState(false)
  const [comparing, setComparing] = useState(false)
  const [recording, setRecording] = useState(false)
  const draft = useCall(callOf(row.kind, 'takeUp'))
  const gate = useGate(() => undefined)
  const { kind, id } = row
  const words = useCaseWords(kind)
  const what = words.act(act.act)
  const who = [words.party(act.party), act.agency, act.officer].filter((part) => part !== '').join(' · ')
  const holds = (name: string) => !sealed && machine.acts[name]?.roles.some((role) => user.roles.includes(role)) === true
  const mayRecord = holds(act.act)
  const { text: _text, ...said } = act.fields
  const fields = act.text ? said : act.fields
  const beginDraft = async (as: string) => {
    const done = await draft.run({ secrecy: '不涉密', id, packageId: from.packageId, how: 'draft', actId: act.id, as })
    if (done !== null) toastDone(t('cases.received.begun'))
  }
  // What is only drafted there is recorded from the letter that comes of it, with its words as a beginning.
  const spec = machine.acts[act.act]
  const others = file.others.some(({ party, acts }) => party === act.party && acts.includes(act.act))
  const fromDraft = act.status === 'draft' && row.way === 'paper' && others && mayRecord && spec !== undefined && canFill(nodeOf(spec))
  return (
    <li className={classes.act} data-mine={act.mine} data-status={act.status === 'counted' ? 'counted' : 'issued'} data-act={act.act}>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600}>
          {what}
        </Text>
        <Badge size="sm" color={act.status === 'draft' ? 'orange' : 'office'}>
          {t(`cases.received.status.${act.status}`)}
        </Badge>
        <Badge size="sm" color={colours[act.known]}>
          {t(`cases.received.known.${act.known}`)}
        </Badge>
        {act.number !== '' && (
          <Text span size="xs">
            {act.number}
          </Text>
        )}
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-expanded={opened}
          aria-controls={region}
          aria-label={`${t(opened ? 'cases.file.fold' : 'cases.file.details')} ${what}`}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'cases.file.fold' : 'cases.file.details')}
        </Anchor>
      </Group>
      <Text size="2xs" c="dimmed">
        {who} · {act.receivedOn === null ? formatMoment(act.madeAt) : act.receivedOn.length === 10 ? act.receivedOn : formatMoment(act.receivedOn)}
        {act.status === 'counted' && ` · ${t(`clock.recordedIn.${act.source}`)}`}
        {act.ruling !== '' && ` · ${t('cases.file.ruling', { number: act.ruling })}`}
      </Text>
      {act.text && (
        <Text size="sm" component="div" mt={4} style={{ overflowWrap: 'anywhere' }}>
          <TextBrief value={act.fields.text} />
        </Text>
      )}
      <Collapse expanded={opened} id={region}>
        <FieldsView kind={kind} act={act.act} fields={fields} note={act.note} />
        {act.papers.length > 0 && (
          <Text size="xs" mt={4}>
            {t('cases.file.papers')} · {list(act.papers.map(({ name }) => name))}
          </Text>
        )}
      </Collapse>
      {act.record?.lacks != null && act.known === 'unknown' && (
        <Text size="2xs" c="dimmed" mt={2}>
          {t('cases.received.cannot', { why: words.lack(act.act, act.record.lacks) })}
        </Text>
      )}
      <Group gap={6} mt={act.text || act.record !== null || act.begins.length > 0 || fromDraft ? 6 : 0}>
        {act.text && !act.mine && (
          <Button size="compact-xs" variant="default" aria-label={t('cases.received.compareOf', { what })} onClick={() => setComparing(true)}>
            {t('cases.received.compare')}
          </Button>
        )}
        {act.begins.filter(holds).map((as) => (
          <Button key={as} size="compact-xs" variant="default" loading={draft.busy} onClick={() => gate.ask(() => void beginDraft(as))}>
            {t('cases.received.begin', { act: words.act(as) })}
          </Button>
        ))}
        {fromDraft && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              begin(id, act.fields, act.act)
              goTo({ kind, view: 'record', id, party: act.party, act: act.act })
            }}
          >
            {t('cases.received.recordFrom')}
          </Button>
        )}
        {act.record !== null && act.record.lacks === null && mayRecord && (
          <Button
            size="compact-xs"
            aria-label={t(act.mine ? 'cases.received.deliveredOf' : 'cases.received.recordOf', { what })}
            onClick={() => setRecording(true)}
          >
            {t(act.mine ? 'cases.received.delivered' : 'cases.received.record')}
          </Button>
        )}
      </Group>
      <ErrorNote failure={words.failure(act.act, draft.failure)} onClose={draft.clear} />
      {gate.dialog}
      {comparing && <CompareDialog id={id} packageId={from.packageId} actId={act.id} onClose={() => setComparing(false)} />}
      {recording && <TakeUpDialog row={row} machine={machine} act={act} from={from} onClose={() => setRecording(false)} />}
    </li>
  )
}
