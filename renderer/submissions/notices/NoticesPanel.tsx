import { ActionIcon, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconMailOpened, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../shared/contract/statistics.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { clockInChina } from '../words.ts'
import { NoticeDialog } from './NoticeDialog.tsx'

/** 报送通知: period and deadline come from them and from nowhere else (practice L12). */
export const NoticesPanel = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, reload } = useFresh('period.notices', {})
  const templates = useFresh('submission.templates', {}).value?.templates ?? []
  const may = useMay('period.saveNotice')
  const [editing, setEditing] = useState<Notice | 'new' | null>(null)
  const [removing, setRemoving] = useState<Notice | null>(null)
  const add = may && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
      {t('submissions.notice.add')}
    </Button>
  )
  return (
    <>
      <Group px="md" py="xs" gap="md" justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {t('submissions.notice.about')}
        </Text>
        {value !== null && value.notices.length > 0 && add}
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={failure} onRetry={reload} />
      </div>
      {value === null && failure === null && <Skeleton h={200} mx="md" w="auto" role="img" aria-label={t('common.loading')} />}
      {value?.notices.length === 0 && (
        <EmptyState icon={<IconMailOpened size={32} stroke={1.3} />} title={t('submissions.notice.none')} actions={add}>
          {t('submissions.notice.noneHint')}
        </EmptyState>
      )}
      {value !== null && value.notices.length > 0 && (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={`mulu-scroll ${classes.list}`} aria-label={t('submissions.views.notices')} tabIndex={0}>
          <Table className="mulu-table" layout="fixed" aria-label={t('submissions.views.notices')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={140}>{t('submissions.notice.number')}</Table.Th>
                <Table.Th>{t('submissions.notice.title')}</Table.Th>
                <Table.Th w={130}>{t('submissions.notice.asks')}</Table.Th>
                <Table.Th w={196}>{t('submissions.notice.due')}</Table.Th>
                <Table.Th w={150}>{t('submissions.template')}</Table.Th>
                <Table.Th w={120}>{t('submissions.notice.recorded')}</Table.Th>
                {may && <Table.Th w={84}>{t('common.actions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {value.notices.map((notice) => (
                <Table.Tr key={notice.id}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{notice.number}</Table.Td>
                  <Table.Td>
                    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                      {notice.title}
                    </Text>
                    <Text size="2xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {notice.issuer} · {t('submissions.notice.receivedOn', { on: notice.receivedOn })}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Asks notice={notice} />
                  </Table.Td>
                  <Table.Td>
                    <DueWords due={notice.due} />
                  </Table.Td>
                  <Table.Td>{templates.find(({ id }) => id === notice.template)?.words[language] ?? notice.template}</Table.Td>
                  <Table.Td>
                    {notice.recordedBy}
                    <Text size="2xs" c="dimmed">
                      {clockInChina(notice.recordedAt)}
                    </Text>
                  </Table.Td>
                  {may && (
                    <Table.Td>
                      <Group gap={2} wrap="nowrap">
                        <ActionIcon aria-label={`${t('common.edit')} ${notice.number}`} onClick={() => setEditing(notice)}>
                          <IconPencil size={15} aria-hidden />
                        </ActionIcon>
                        <ActionIcon aria-label={`${t('common.remove')} ${notice.number}`} onClick={() => setRemoving(notice)}>
                          <IconTrash size={15} aria-hidden />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {editing !== null && <NoticeDialog notice={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing !== null && <RemoveNotice notice={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

const Asks = ({ notice: { kind, period, fromOn, untilOn } }: { notice: Notice }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (period !== null) return <>{periodWords({ id: period })[language]}</>
  return (
    <>
      {t(`submissions.notice.every.${kind}`)}
      <Text size="2xs" c="dimmed">
        {untilOn === null ? t('submissions.notice.since', { from: fromOn }) : `${fromOn} – ${untilOn}`}
      </Text>
    </>
  )
}

const DueWords = ({ due }: { due: Notice['due'] }) => {
  const { t } = useTranslation()
  return (
    <>
      {due.kind === 'at'
        ? t('submissions.due.until', { at: clockInChina(due.at) })
        : t(`submissions.notice.after.${due.unit}`, { count: due.n, hour: due.hour })}
    </>
  )
}

const RemoveNotice = ({ notice, onClose }: { notice: Notice; onClose(): void }) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure } = useCall('period.removeNotice')
  const remove = async () => {
    if ((await run({ id: notice.id })) === null) return
    wrote()
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('submissions.notice.removeTitle')}
      confirmLabel={t('common.remove')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      {t('submissions.notice.removeAbout', { number: notice.number || notice.title })}
      <ErrorNote failure={failure} />
    </ConfirmDialog>
  )
}
