import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../../shared/moments.ts'
import { useLeaveGuard } from '../../../app/route.ts'
import { useCall } from '../../../app/use-call.ts'
import { useLoad } from '../../../app/use-load.ts'
import { DayInput } from '../../../components/DayInput.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { toastDone } from '../../../components/toast.tsx'
import classes from '../../cases.module.css'
import type { FileProps } from '../../file/CaseFile.tsx'
import { useGate } from '../../use-gate.tsx'
import { useLeaveTo } from '../../use-place.ts'
import { type Following, followings, usualDays } from '../model/following.ts'

type Props = FileProps & { as: Following }

/** The agreement that renews, changes or ends this one: its own file, with this one's text for another time. */
export const RenewAgreement = ({ row, file, as }: Props) => {
  const { t } = useTranslation()
  const leaveTo = useLeaveTo()
  const { value } = useLoad('agreement.text', { id: row.id })
  const [kind, setKind] = useState(as)
  const [typed, setTyped] = useState<{ from?: string; until?: string; title?: string; way?: typeof row.way }>({})
  const renewal = useCall('agreement.renewal')
  const open = useCall('agreement.open')
  const draft = useCall('agreement.draft')
  useLeaveGuard(Object.keys(typed).length > 0)
  const days = { ...usualDays(kind, value?.text.validity ?? { from: null, until: null }, dayInChina(new Date().toISOString())), ...typed }
  const { from = '', until = '' } = days
  const title = typed.title ?? t('agreement.renew.title', { kind: t(`agreement.kinds.${kind}`), title: row.title }).slice(0, 200)
  const way = typed.way ?? row.way
  const complete = from !== '' && until !== '' && from <= until && title.trim() !== ''
  const gate = useGate((answer) => {
    void open.run({ title: '－', secrecy: answer })
    leaveTo({ kind: 'agreement', view: 'file', id: row.id })
  })
  const submit = async () => {
    const made = await renewal.run({ id: row.id, kind, from, until })
    if (made === null) return
    const { sensitive, shareType, refers } = file.head
    // It is for the same request: what is delivered under that looks for its agreements there.
    const opened = await open.run({
      title: title.trim(),
      other: row.other,
      as: row.party,
      way,
      refers: refers ?? row.id,
      sensitive,
      shareType,
      secrecy: '不涉密',
    })
    if (opened === null) return
    toastDone(t('cases.open.opened', { number: opened.number }))
    const first = await draft.run({ id: opened.id, act: 'propose', fields: { text: made.text }, secrecy: '不涉密' })
    leaveTo(first === null ? { kind: 'agreement', view: 'file', id: opened.id } : { kind: 'agreement', view: 'draft', id: opened.id, actId: first.actId })
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) gate.ask(() => void submit())
      }}
    >
      <Text size="sm">{t('agreement.renew.about')}</Text>
      <Radio.Group label={t('agreement.renew.kind')} value={kind} onChange={(next) => setKind(followings.find((one) => one === next) ?? '续签')}>
        <Stack gap={6} mt={4}>
          {followings.map((one) => (
            <Radio key={one} value={one} label={t(`agreement.renew.as.${one}`)} description={t(`agreement.renew.hint.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Group gap="sm">
        <DayInput label={t('agreement.renew.from')} value={from} onChange={(day) => setTyped({ ...typed, from: day })} w={180} withAsterisk />
        <DayInput
          label={t('agreement.renew.until')}
          value={until}
          onChange={(day) => setTyped({ ...typed, until: day })}
          w={180}
          withAsterisk
          error={until !== '' && until < from ? t('agreement.renew.wrongDays') : undefined}
        />
      </Group>
      <TextInput
        label={t('agreement.open.title')}
        value={title}
        onChange={(event) => setTyped({ ...typed, title: event.currentTarget.value })}
        maxLength={200}
        withAsterisk
      />
      <Radio.Group label={t('cases.open.way')} value={way} onChange={(next) => setTyped({ ...typed, way: next === 'platform' ? 'platform' : 'paper' })}>
        <Group gap="lg" mt={4}>
          {(['platform', 'paper'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`cases.open.ways.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
      <ErrorNote failure={renewal.failure ?? open.failure ?? draft.failure} />
      <Group>
        <Button type="submit" loading={renewal.busy || open.busy || draft.busy} disabled={!complete}>
          {t('cases.open.confirmDraft')}
        </Button>
      </Group>
      {gate.dialog}
    </form>
  )
}
