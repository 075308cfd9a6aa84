import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import type { Attachment } from '../../../shared/contract/attachments.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { usePick } from '../../app/use-pick.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatBytes, formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { AttachButton } from './AttachButton.tsx'

/** The entry's papers: signed forms, letters, scans; and those a colleague submitted, which can be fetched. */
export const PapersPart = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('attachment.list', { entry: entry.id }, ['catalogue', 'sync'])
  const mayAdd = useMay('attachment.add')
  const pick = usePick()
  const fetch = useCall('attachment.fetch')
  const save = useCall('attachment.open')
  const remove = useCall('attachment.remove')
  const [leaving, setLeaving] = useState<Attachment | null>(null)
  const papers = value?.attachments ?? []
  const saveAs = async ({ sha256, name }: Attachment) => {
    const extension = name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
    const place = await pick.save({ title: t('papers.save'), name, kinds: extension === '' ? [] : [{ label: extension, extensions: [extension] }] })
    if (place === null) return
    if ((await save.run({ entry: entry.id, sha256, file: place.handle })) !== null) toastDone(t('papers.saved', { name }))
  }
  const bring = async ({ sha256, name }: Attachment) => {
    const done = await fetch.run({ entry: entry.id, sha256 })
    if (done === null) return
    toastDone(t(done.asked ? 'papers.askedFor' : 'papers.fetched', { name }))
    reload()
  }
  const drop = async () => {
    if (leaving === null || (await remove.run({ entry: entry.id, sha256: leaving.sha256 })) === null) return
    setLeaving(null)
    reload()
  }
  const stateOf = (paper: Attachment): string =>
    paper.submittedAt !== null
      ? t('papers.submitted', { at: formatMoment(paper.submittedAt) })
      : paper.waiting
        ? t('papers.waiting')
        : paper.type === null
          ? t(paper.asked ? 'papers.asked' : 'papers.onPlatform')
          : t('papers.here')
  return (
    <Section title={t('papers.title')} about={t('papers.about')}>
      <ErrorNote failure={failure ?? fetch.failure ?? save.failure ?? pick.failure} onRetry={reload} />
      {papers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('papers.none')}
        </Text>
      ) : (
        <Table aria-label={t('papers.title')} className="mulu-table" layout="fixed" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('papers.name')}</Table.Th>
              <Table.Th w={130}>{t('papers.by')}</Table.Th>
              <Table.Th w={210}>{t('papers.state')}</Table.Th>
              <Table.Th w={180}>{t('common.actions')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {papers.map((paper) => (
              <Table.Tr key={paper.sha256}>
                <Table.Td className="mulu-ellipsis" title={`${paper.name}\nSHA-256 ${paper.sha256}`}>
                  {paper.name}
                  {paper.bytes !== null && (
                    <Text span size="2xs" c="dimmed" ml={6}>
                      {formatBytes(paper.bytes)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="mulu-ellipsis">{paper.addedBy}</Table.Td>
                <Table.Td>{stateOf(paper)}</Table.Td>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    {paper.type === null ? (
                      mayAdd && (
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={`${t('papers.fetch')} ${paper.name}`}
                          loading={fetch.busy}
                          onClick={() => void bring(paper)}
                        >
                          {t('papers.fetch')}
                        </Button>
                      )
                    ) : (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={`${t('papers.save')} ${paper.name}`}
                        loading={save.busy}
                        onClick={() => void saveAs(paper)}
                      >
                        {t('papers.save')}
                      </Button>
                    )}
                    {mayAdd && paper.type !== null && paper.submittedAt === null && !paper.waiting && (
                      <Button size="compact-xs" variant="default" aria-label={`${t('papers.remove')} ${paper.name}`} onClick={() => setLeaving(paper)}>
                        {t('papers.remove')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayAdd && entry.deletedAt === null && <AttachButton entries={[entry.id]} onAdded={reload} />}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('papers.remove')}
        confirmLabel={t('papers.remove')}
        danger
        busy={remove.busy}
        onConfirm={() => void drop()}
        onCancel={() => setLeaving(null)}
      >
        {t('papers.removeAsk', { name: leaving?.name ?? '' })}
        <ErrorNote failure={remove.failure} />
      </ConfirmDialog>
    </Section>
  )
}
