import { Anchor, Button, Group, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaveGuard } from '../../../app/route.ts'
import { useCall } from '../../../app/use-call.ts'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { Screen } from '../../../components/Screen.tsx'
import { toastDone } from '../../../components/toast.tsx'
import type { CaseView } from '../../calls.ts'
import classes from '../../cases.module.css'
import { BackButton } from '../../file/BackButton.tsx'
import { StateChip } from '../../list/StateChip.tsx'
import { useGate } from '../../use-gate.tsx'
import { useGoTo, useLeaveTo } from '../../use-place.ts'
import { Needed } from './Needed.tsx'
import { RequestPicker } from './RequestPicker.tsx'

/** Opens an agreement's file from a request: the first text is drafted from what was applied for and granted. */
export const NewAgreement = ({ about }: { about: string }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { value, failure, reload } = useLoad('request.get', about === '' ? null : { id: about }, ['case'])
  const back =
    about === '' ? (
      <BackButton label={t('cases.back')} onClick={() => goTo({ kind: 'agreement', view: 'list' })} />
    ) : (
      <BackButton label={t('agreement.open.backToRequest')} onClick={() => goTo({ kind: 'request', view: 'file', id: about })} />
    )
  return (
    <Screen title={t('cases.new.agreement')} about={t('agreement.open.about')} actions={back}>
      {about === '' && <RequestPicker onPick={(id) => goTo({ kind: 'agreement', view: 'new', about: id })} />}
      <ErrorNote failure={failure} onRetry={reload} />
      {about !== '' && value === null && failure === null && <Skeleton h={200} role="img" aria-label={t('common.loading')} />}
      {value !== null && value.file !== null && <FromRequest row={value.row} file={value.file} />}
    </Screen>
  )
}

const FromRequest = ({ row, file }: { row: CaseView['row']; file: NonNullable<CaseView['file']> }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const leaveTo = useLeaveTo()
  const drafted = useLoad('agreement.draftText', { request: row.id }, ['rules', 'profile'])
  const [typed, setTyped] = useState<string | null>(null)
  const [way, setWay] = useState(row.way)
  const [theirs, setTheirs] = useState(false)
  const open = useCall('agreement.open')
  const draft = useCall('agreement.draft')
  const title = typed ?? drafted.value?.text.head.title ?? ''
  useLeaveGuard(typed !== null)
  const gate = useGate((answer) => {
    void open.run({ title: '－', secrecy: answer })
    leaveTo({ kind: 'request', view: 'file', id: row.id })
  })
  const { text } = drafted.value ?? {}
  const submit = async () => {
    if (text === undefined) return
    const { sensitive, shareType } = file.head
    const made = await open.run({
      title: title.trim(),
      other: row.other,
      as: row.party,
      way,
      refers: row.id,
      sensitive,
      shareType,
      secrecy: '不涉密',
    })
    if (made === null) return
    toastDone(t('cases.open.opened', { number: made.number }))
    if (theirs && way === 'paper')
      return leaveTo({ kind: 'agreement', view: 'record', id: made.id, party: row.party === 'applicant' ? 'respondent' : 'applicant', act: 'propose' })
    const whole = { ...text, head: { ...text.head, title: title.trim() } }
    const first = await draft.run({ id: made.id, act: 'propose', fields: { text: whole }, secrecy: '不涉密' })
    leaveTo(first === null ? { kind: 'agreement', view: 'file', id: made.id } : { kind: 'agreement', view: 'draft', id: made.id, actId: first.actId })
  }
  const others = file.about.filter(({ kind, closed }) => kind === 'agreement' && !closed)
  if (row.party === 'department') return <Text size="sm">{t('agreement.open.notOurs')}</Text>
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '' && text !== undefined) gate.ask(() => void submit())
      }}
    >
      <div>
        <Text size="sm" fw={600}>
          {row.number} {row.title} <StateChip row={row} />
        </Text>
        <Text size="xs" c="dimmed">
          {t('agreement.open.sides', { user: file.head.applicant, provider: file.head.respondent })}
        </Text>
      </div>
      {others.map((one) => (
        <Text key={one.id} size="sm">
          {t('agreement.open.already')}{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => goTo({ kind: 'agreement', view: 'file', id: one.id })}>
            {one.number} {one.title}
          </Anchor>{' '}
          <StateChip row={one} />
        </Text>
      ))}
      <ErrorNote failure={drafted.failure} onRetry={drafted.reload} />
      {drafted.value === null && drafted.failure === null && <Skeleton h={120} role="img" aria-label={t('common.loading')} />}
      {drafted.value !== null && (
        <>
          <Needed needed={drafted.value.needed} against={drafted.value.against} />
          <Text size="sm">
            {t('agreement.open.drafted', {
              clauses: drafted.value.text.clauses.length,
              items: drafted.value.text.annexes.items.length,
              errors: drafted.value.findings.filter(({ severity }) => severity === 'error').length,
            })}
          </Text>
          <TextInput label={t('agreement.open.title')} value={title} onChange={(event) => setTyped(event.currentTarget.value)} maxLength={200} withAsterisk />
          <Radio.Group label={t('cases.open.way')} value={way} onChange={(next) => setWay(next === 'platform' ? 'platform' : 'paper')}>
            <Stack gap={6} mt={4}>
              {(['platform', 'paper'] as const).map((one) => (
                <Radio key={one} value={one} label={t(`cases.open.ways.${one}`)} description={t(`agreement.open.waysHint.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {way === 'paper' && (
            <Radio.Group label={t('agreement.open.first')} value={theirs ? 'theirs' : 'ours'} onChange={(next) => setTheirs(next === 'theirs')}>
              <Group gap="lg" mt={4}>
                <Radio value="ours" label={t('agreement.open.ours')} />
                <Radio value="theirs" label={t('agreement.open.theirs')} />
              </Group>
            </Radio.Group>
          )}
          <ErrorNote failure={open.failure ?? draft.failure} />
          <Group>
            <Button type="submit" loading={open.busy || draft.busy} disabled={title.trim() === ''}>
              {t(theirs && way === 'paper' ? 'cases.open.confirmRecord' : 'cases.open.confirmDraft')}
            </Button>
          </Group>
        </>
      )}
      {gate.dialog}
    </form>
  )
}
