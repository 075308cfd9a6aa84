import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ErrorCode, errors, type Language, say } from '../../shared/errors.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { writePlace } from '../cases/place.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Section } from '../components/Section.tsx'
import { toastDone } from '../components/toast.tsx'
import { useReportName } from './report-name.ts'

/** Its number is another device's: the same can never be taken. */
const takenAlready = 'submission.versionTaken' satisfies ErrorCode

/** Of a version of a submission in the reader's language, where it is a reason known here; else as it was said. */
const reasonOf = ({ code, title, detail }: { code: string; title: string; detail: string }, version: number | undefined, language: Language): string => {
  if (version === undefined || !Object.hasOwn(errors, code)) return `${title} ${detail}`
  const { message, action } = say(code as ErrorCode, { version }, language)
  return language === 'zh' ? `${message}${action}` : `${message} ${action}`
}

/** What the platform refused, with its reasons (退回待改). */
export const Tray = () => {
  const { t, i18n } = useTranslation()
  const reportName = useReportName()
  const go = useGo()
  const { value, failure, reload } = useLoad('quarantine.list', {}, ['sync', 'catalogue', 'submission'])
  const mayEdit = useMay('quarantine.resend')
  const resend = useCall('quarantine.resend')
  const withdraw = useCall('quarantine.withdraw')
  const [leaving, setLeaving] = useState<{ id: string; title: string; kind: string } | null>(null)
  const rows = (value?.changes ?? []).map((one) => (one.submission === null ? one : { ...one, title: reportName(one.submission.period.id) }))
  const again = async (id: string) => {
    if ((await resend.run({ ids: [id] })) === null) return
    reload()
    toastDone(t('sync.resent'))
  }
  const giveUp = async () => {
    if (leaving === null || (await withdraw.run({ ids: [leaving.id] })) === null) return
    setLeaving(null)
    reload()
    toastDone(t('sync.withdrawn'))
  }
  return (
    <Section title={t('sync.tray')} about={t('sync.trayAbout')}>
      <ErrorNote failure={failure ?? resend.failure} onRetry={reload} />
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('sync.noTray')}
        </Text>
      ) : (
        <Table aria-label={t('sync.tray')} className="mulu-table" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sync.subject')}</Table.Th>
              <Table.Th>{t('sync.problem')}</Table.Th>
              {mayEdit && <Table.Th w={220}>{t('common.actions')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, entry, title, kind, case: file, submission, problem }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  {submission !== null || (kind === 'act' && file === null) ? (
                    <Text span size="sm">
                      {submission === null ? t('sync.sealedCase') : title}
                    </Text>
                  ) : (
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      ta="left"
                      onClick={() => (file === null ? go('catalogue', entry) : go('cases', writePlace({ kind: file.kind, view: 'file', id: file.id })))}
                    >
                      {title || t('catalogue.stale.empty')}
                    </Anchor>
                  )}
                  {file !== null && (
                    <Text span size="2xs" c="dimmed" ml={6}>
                      {file.number} {i18n.language.startsWith('zh') ? file.words.zh : file.words.en}
                    </Text>
                  )}
                  {submission !== null && (
                    <Text span size="2xs" c="dimmed" ml={6}>
                      {t('sync.reportVersion', { version: submission.version })} {submission.notice}
                    </Text>
                  )}
                  {(kind === 'submit' || kind === 'withdraw') && (
                    <Text span size="2xs" c="dimmed" ml={6}>
                      {t(`sync.kind.${kind}`)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{reasonOf(problem, submission?.version, i18n.language.startsWith('zh') ? 'zh' : 'en')}</Table.Td>
                {mayEdit && (
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      {problem.code !== takenAlready && (
                        <Button size="compact-sm" aria-label={`${t('sync.resend')} ${title}`} loading={resend.busy} onClick={() => void again(id)}>
                          {t('sync.resend')}
                        </Button>
                      )}
                      <Button size="compact-sm" variant="default" aria-label={`${t('sync.withdraw')} ${title}`} onClick={() => setLeaving({ id, title, kind })}>
                        {t('sync.withdraw')}
                      </Button>
                    </Group>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('sync.withdraw')}
        confirmLabel={t('sync.withdraw')}
        danger
        busy={withdraw.busy}
        onConfirm={() => void giveUp()}
        onCancel={() => setLeaving(null)}
      >
        {t(leaving?.kind === 'report' ? 'sync.reportGiveUpAsk' : 'sync.withdrawAsk', { title: leaving?.title ?? '' })}
        <ErrorNote failure={withdraw.failure} />
      </ConfirmDialog>
    </Section>
  )
}
