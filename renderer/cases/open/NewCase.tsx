import { Alert, Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseKind, Party } from '../../../shared/cases/act.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Screen } from '../../components/Screen.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useOnPlatform } from '../../sync/use-sync-state.ts'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { casesRecipe } from '../cases-store.ts'
import { isOwnKind, openingActs } from '../opens.ts'
import { useGate } from '../use-gate.tsx'
import { useGoTo, useLeaveTo } from '../use-place.ts'
import { type CaseDraft, firstFields, hasResource, isComplete, openInput } from './case-draft.ts'
import { ResourcePart } from './ResourcePart.tsx'
import { ShareFacts } from './ShareFacts.tsx'
import { useAbout } from './use-about.ts'

const empty: CaseDraft = {
  as: 'applicant',
  other: '',
  applicant: '',
  title: '',
  from: 'catalogue',
  resource: { id: null, code: '', name: '' },
  items: [],
  sensitive: [],
  shareType: '',
  way: 'paper',
  refers: null,
}

/** Who may start a case of a kind, as seen from here: whoever opens it, and the other side where its letter came in. */
const sidesOf = (kind: CaseKind): Party[] =>
  isOwnKind(kind)
    ? ['applicant']
    : openingActs(kind, 'department').length > 0 || kind === 'dispute'
      ? ['applicant', 'respondent', 'department']
      : ['applicant', 'respondent']

/** Opens a file: with whom, about what, by which way. Nothing leaves by it. */
export const NewCase = ({ kind, about }: { kind: CaseKind; about: string }) => {
  const { t } = useTranslation()
  const onPlatform = useOnPlatform()
  const [typed, setTyped] = useState<Partial<CaseDraft>>({})
  const known = useAbout(kind, about)
  const goTo = useGoTo()
  const leaveTo = useLeaveTo()
  const begin = useSessionStore(casesRecipe, (state) => state.begin)
  const open = useCall(callOf(kind, 'open'))
  const firstDraft = useCall(callOf(kind, 'draft'))
  const draft: CaseDraft = { ...empty, way: onPlatform ? 'platform' : 'paper', ...known, ...typed }
  const put = (part: Partial<CaseDraft>) => {
    open.clear()
    setTyped((old) => ({ ...old, ...part }))
  }
  const gate = useGate((answer) => {
    void open.run({ title: '－', secrecy: answer })
    leaveTo({ kind, view: 'list' })
  })
  const busy = open.busy || firstDraft.busy
  useLeaveGuard(Object.keys(typed).length > 0)
  const own = isOwnKind(kind)
  const [opening = ''] = openingActs(kind, draft.as === 'department' && openingActs(kind, 'department').length === 0 ? 'applicant' : draft.as)
  const ours = draft.as !== 'respondent' && openingActs(kind, draft.as).length > 0
  const submit = async () => {
    const made = await open.run(openInput(kind, draft))
    if (made === null) return
    const { id, number } = made
    toastDone(t('cases.open.opened', { number }))
    if (!ours) {
      begin(id, firstFields(kind, draft))
      return leaveTo({ kind, view: 'record', id, party: 'applicant', act: openingActs(kind, 'applicant')[0] ?? opening })
    }
    if (!hasResource(kind)) return leaveTo({ kind, view: 'do', id, act: opening })
    // What was chosen here is a draft at once, so that nothing is chosen twice.
    const drafted = await firstDraft.run({ id, act: opening, fields: firstFields(kind, draft), secrecy: '不涉密' })
    leaveTo(drafted === null ? { kind, view: 'file', id } : { kind, view: 'draft', id, actId: drafted.actId })
  }
  return (
    <Screen
      title={t(`cases.new.${kind}`)}
      about={t('cases.open.about')}
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={() => goTo({ kind, view: 'list' })}>
          {t('cases.back')}
        </Button>
      }
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete(kind, draft)) gate.ask(() => void submit())
        }}
      >
        {!own && (
          <Radio.Group
            label={t('cases.open.side')}
            value={draft.as}
            onChange={(value) => put({ as: sidesOf(kind).find((each) => each === value) ?? 'applicant' })}
          >
            <Group gap="lg" mt={4}>
              {sidesOf(kind).map((side) => (
                <Radio key={side} value={side} label={t(`cases.open.sides.${side}`)} />
              ))}
            </Group>
          </Radio.Group>
        )}
        {hasResource(kind) && <ResourcePart kind={kind} draft={draft} onChange={put} />}
        {draft.as === 'department' && (
          <TextInput
            label={t('cases.open.applicant')}
            description={t('cases.open.otherHint')}
            value={draft.applicant}
            onChange={(event) => put({ applicant: event.currentTarget.value })}
            maxLength={100}
            withAsterisk
          />
        )}
        {!own && (
          <TextInput
            label={t(draft.as === 'department' ? 'cases.open.respondent' : 'cases.open.other')}
            description={t('cases.open.otherHint')}
            value={draft.other}
            onChange={(event) => put({ other: event.currentTarget.value })}
            maxLength={100}
            withAsterisk
          />
        )}
        <TextInput
          label={t('cases.open.title')}
          value={draft.title}
          onChange={(event) => put({ title: event.currentTarget.value })}
          maxLength={200}
          withAsterisk
        />
        {kind === 'request' && <ShareFacts draft={draft} onChange={put} />}
        {!own && (
          <Radio.Group label={t('cases.open.way')} value={draft.way} onChange={(value) => put({ way: value === 'platform' ? 'platform' : 'paper' })}>
            <Stack gap={6} mt={4}>
              {(['platform', 'paper'] as const).map((way) => (
                <Radio key={way} value={way} label={t(`cases.open.ways.${way}`)} description={t(`cases.open.waysHint.${way}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {known?.refersTo !== undefined && (
          <Alert color="gray" p="xs" title={t('cases.open.refers')}>
            {known.refersTo}
          </Alert>
        )}
        <ErrorNote failure={open.failure ?? firstDraft.failure} />
        <Group>
          <Button type="submit" loading={busy} disabled={!isComplete(kind, draft)}>
            {t(ours ? 'cases.open.confirmDraft' : 'cases.open.confirmRecord')}
          </Button>
        </Group>
      </form>
      {gate.dialog}
    </Screen>
  )
}
