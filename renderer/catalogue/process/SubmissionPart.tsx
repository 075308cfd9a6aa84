import { Button, Group, Text } from '@mantine/core'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
import { type EvidenceKind, mayRecord } from '../../../shared/entry-life.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'

type State = Output<'sync.entry'>
type Sentence = 'withdrawWaits' | 'refused' | 'waits' | 'withDepartment' | 'notYet'

/** The newest thing first: what is on its way says more than what was. */
const sentenceOf = ({ submitted, acts }: State): Sentence => {
  if (acts.some(({ state }) => state === 'quarantined')) return 'refused'
  if (acts.some(({ kind }) => kind === 'withdraw')) return 'withdrawWaits'
  if (acts.some(({ kind }) => kind === 'submit')) return 'waits'
  return submitted ? 'withDepartment' : 'notYet'
}

/** 报送 by the platform, and 撤回 as long as the department has not answered. Not shown to an office without a platform. */
export const SubmissionPart = ({ entry, missing, dirty }: { entry: Entry; missing: readonly EvidenceKind[]; dirty: boolean }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('sync.entry', { id: entry.id }, ['sync', 'catalogue'])
  const maySubmit = useMay('sync.submit')
  const withdraw = useCall('sync.withdraw')
  const [open, setOpen] = useState<'submit' | 'withdraw' | null>(null)
  if (value === null || !value.enrolled) return <ErrorNote failure={failure} onRetry={reload} />
  const sentence = sentenceOf(value)
  const living = entry.deletedAt === null
  const ready = mayRecord('submitted', { status: entry.status, ...entry.standing }) && missing.length === 0
  const canSubmit = sentence === 'notYet' || (sentence === 'withDepartment' && ready)
  const canWithdraw = sentence === 'waits' || sentence === 'withDepartment'
  const why = dirty ? t('life.saveFirst') : ready ? undefined : t('submission.notReady')
  const takeBack = async () => {
    const done = await withdraw.run({ ids: [entry.id] })
    if (done === null) return
    setOpen(null)
    reload()
    toastDone(t(done.kept > 0 ? 'submission.kept' : 'submission.withdrawn'))
  }
  return (
    <Section title={t('submission.title')}>
      <Group gap="sm">
        <Text size="sm" role="status">
          {t(`submission.state.${sentence}`)}
        </Text>
        {living && maySubmit && canSubmit && (
          <Button size="compact-sm" leftSection={<IconSend size={14} aria-hidden />} disabled={why !== undefined} title={why} onClick={() => setOpen('submit')}>
            {t('submission.submit')}
          </Button>
        )}
        {maySubmit && canWithdraw && (
          <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={() => setOpen('withdraw')}>
            {t('submission.withdraw')}
          </Button>
        )}
      </Group>
      {living && canSubmit && why !== undefined && (
        <Text size="2xs" c="dimmed">
          {why}
        </Text>
      )}
      {open === 'submit' && (
        <SubmitDialog
          entry={entry}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            reload()
          }}
        />
      )}
      <ConfirmDialog
        opened={open === 'withdraw'}
        title={t('submission.withdraw')}
        confirmLabel={t('submission.withdraw')}
        danger
        busy={withdraw.busy}
        onConfirm={() => void takeBack()}
        onCancel={() => setOpen(null)}
      >
        {t(sentence === 'waits' ? 'submission.keepAsk' : 'submission.withdrawAsk')}
        <ErrorNote failure={withdraw.failure} />
      </ConfirmDialog>
    </Section>
  )
}
