import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { AuditTools } from './AuditTools.tsx'
import { actionGroup } from './action-words.ts'
import { dayBounds } from './day-bounds.ts'
import { EventDetail } from './EventDetail.tsx'
import { EventTable } from './EventTable.tsx'
import { useAuditFiles } from './use-audit-files.ts'
import { useAuditWords } from './use-audit-words.ts'
import { useEvents } from './use-events.ts'
import { VerifyResult } from './VerifyResult.tsx'

export const AuditScreen = () => {
  const { t } = useTranslation()
  const [actor, setActor] = useState<string | null>(null)
  const [action, setAction] = useState<string | null>(null)
  const [fromOn, setFromOn] = useState('')
  const [toOn, setToOn] = useState('')
  const [shown, setShown] = useState<AuditEvent | null>(null)
  const [verified, setVerified] = useState<Output<'audit.verify'> | null>(null)
  const bounds = dayBounds(fromOn, toOn)
  const log = useEvents({ ...(actor === null ? {} : { actor }), ...(action === null ? {} : { action }), ...bounds })
  const verify = useCall('audit.verify')
  const files = useAuditFiles(bounds)
  const runVerify = async () => setVerified(await verify.run({}))
  const filtered = actor !== null || action !== null || fromOn !== '' || toOn !== ''
  const clear = () => {
    setActor(null)
    setAction(null)
    setFromOn('')
    setToOn('')
  }
  const words = useAuditWords()
  const groups = [...new Set(log.choices.actions.map(actionGroup))].flatMap((group) =>
    group === null ? [] : [{ value: `${group}.`, label: `${t(`audit.groups.${group}`)} · ${t('common.all')}` }],
  )
  return (
    <Screen
      title={t('shell.screens.audit')}
      about={t('audit.about')}
      fill
      actions={<AuditTools files={files} onVerify={() => void runVerify()} verifying={verify.busy} />}
    >
      <Group gap="xs" px="md" py="xs" align="end" wrap="nowrap">
        <Select
          label={t('audit.filters.actor')}
          placeholder={t('audit.filters.allActors')}
          data={log.choices.actors.map((name) => ({ value: name, label: name === '' ? t('audit.nobody') : name })).filter(({ value }) => value !== '')}
          value={actor}
          onChange={setActor}
          clearable
          w={170}
        />
        <Select
          label={t('audit.filters.action')}
          placeholder={t('audit.filters.allActions')}
          data={[...groups, ...log.choices.actions.map((name) => ({ value: name, label: words.action(name) }))]}
          value={action}
          onChange={setAction}
          clearable
          searchable
          w={230}
        />
        <DayInput label={t('audit.filters.from')} value={fromOn} onChange={setFromOn} w={140} />
        <DayInput label={t('audit.filters.to')} value={toOn} onChange={setToOn} w={140} />
        <Button variant="subtle" onClick={clear} disabled={!filtered}>
          {t('audit.filters.clear')}
        </Button>
        <Text size="2xs" c="dimmed" ml="auto" role="status">
          {log.ended ? t('audit.all', { count: log.events.length }) : t('audit.count', { count: log.events.length })}
        </Text>
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={log.failure} onRetry={log.reload} />
        <ErrorNote failure={verify.failure ?? files.failure} />
        {files.saved !== null && <ResultNote onClose={files.clear}>{files.saved}</ResultNote>}
        {verified !== null && <VerifyResult result={verified} onClose={() => setVerified(null)} />}
      </div>
      {log.events.length === 0 && !log.loading ? (
        <EmptyState title={t('audit.empty')}>{t('audit.emptyHint')}</EmptyState>
      ) : (
        <EventTable events={log.events} loading={log.loading} words={words} onMore={log.more} onShow={setShown} />
      )}
      {shown !== null && <EventDetail event={shown} words={words} onClose={() => setShown(null)} />}
    </Screen>
  )
}
