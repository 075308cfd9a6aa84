import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconFileExport, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useGo } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { Begin } from './Begin.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { Templates } from './Templates.tsx'

type Status = Output<'listing.status'>

/** Working with a platform that has nothing but its own sheets. */
export const ListingPart = () => {
  const { t } = useTranslation()
  const { value: status, failure, reload } = useLoad('listing.status', {}, ['sync', 'catalogue'])
  const { value: kept, reload: again } = useLoad('listing.templates', {}, ['sync'])
  const mayBegin = useMay('listing.begin')
  const mayWork = useMay('listing.import')
  const [open, setOpen] = useState<'import' | 'export' | null>(null)
  const templates = kept?.templates ?? []
  const close = () => {
    setOpen(null)
    reload()
  }
  if (status === null) return <ErrorNote failure={failure} onRetry={reload} />
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('listing.about')}
      </Text>
      {status.begun ? (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={600} role="status">
              {t('listing.state', { open: status.open, waiting: status.waiting.length })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('listing.begun', { platform: status.platform })}
            </Text>
          </div>
          {mayWork && (
            <Group gap="xs" wrap="nowrap">
              <Button leftSection={<IconFileImport size={16} aria-hidden />} disabled={templates.length === 0} onClick={() => setOpen('import')}>
                {t('listing.import')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconFileExport size={16} aria-hidden />}
                disabled={!templates.some(({ workbook }) => workbook)}
                onClick={() => setOpen('export')}
              >
                {t('listing.export')}
              </Button>
            </Group>
          )}
        </Group>
      ) : mayBegin ? (
        <Begin onDone={reload} />
      ) : (
        <EmptyState title={t('listing.notBegun')}>{t('listing.notBegunHint')}</EmptyState>
      )}
      {status.begun && <Waiting status={status} onDone={reload} />}
      {status.begun && <Templates templates={templates} onDone={again} />}
      {status.begun && <History status={status} />}
      {open === 'import' && <ImportDialog templates={templates} onClose={close} />}
      {open === 'export' && <ExportDialog templates={templates.filter(({ workbook }) => workbook)} onClose={close} />}
    </Stack>
  )
}

const Waiting = ({ status, onDone }: { status: Status; onDone: () => void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const mayRecall = useMay('listing.recall')
  const recall = useCall('listing.recall')
  const [asking, setAsking] = useState<string[] | null>(null)
  const takeBack = async () => {
    if (asking === null || (await recall.run({ changes: asking })) === null) return
    setAsking(null)
    onDone()
    toastDone(t('listing.recalled'))
  }
  return (
    <Section
      title={t('listing.waiting')}
      about={t('listing.waitingAbout')}
      actions={
        mayRecall &&
        status.waiting.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(status.waiting.map(({ change }) => change))}>
            {t('listing.recallAll')}
          </Button>
        )
      }
    >
      {status.waiting.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('listing.noWaiting')}
        </Text>
      ) : (
        <Table className="mulu-table" layout="fixed" aria-label={t('listing.waiting')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('listing.entry')}</Table.Th>
              <Table.Th w={90}>{t('listing.kind')}</Table.Th>
              <Table.Th w={170}>{t('listing.handedAt')}</Table.Th>
              {mayRecall && <Table.Th w={110}>{t('common.actions')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {status.waiting.slice(0, 200).map(({ change, entry, title, kind, handedAt, changedSince }) => (
              <Table.Tr key={change}>
                <Table.Td>
                  <Button variant="transparent" size="compact-sm" px={0} onClick={() => go('catalogue', entry)}>
                    {title}
                  </Button>
                  {changedSince && (
                    <Text size="xs" c="dimmed">
                      {t('listing.changedSince')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{t(kind === 'delete' ? 'listing.kinds.delete' : 'listing.kinds.patch')}</Table.Td>
                <Table.Td>{formatMoment(handedAt)}</Table.Td>
                {mayRecall && (
                  <Table.Td>
                    <Button size="compact-sm" variant="default" aria-label={`${t('listing.recall')} ${title}`} onClick={() => setAsking([change])}>
                      {t('listing.recall')}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ConfirmDialog
        opened={asking !== null}
        title={t('listing.recall')}
        confirmLabel={t('listing.recall')}
        busy={recall.busy}
        onConfirm={() => void takeBack()}
        onCancel={() => setAsking(null)}
      >
        {t('listing.recallAsk')}
        <ErrorNote failure={recall.failure} />
      </ConfirmDialog>
    </Section>
  )
}

/** Sheets handed over and listings brought in, the newest first. */
const History = ({ status }: { status: Status }) => {
  const { t } = useTranslation()
  const lines = [
    ...status.handovers.map(({ at, template, file, changes, by, sha256 }) => ({
      at,
      way: t('listing.out'),
      template,
      file,
      by,
      sha256,
      more: t('listing.count', { count: changes }),
    })),
    ...status.imports.map(({ at, template, file, by, sha256, complete }) => ({
      at,
      way: t('listing.in'),
      template,
      file,
      by,
      sha256,
      more: t(complete ? 'listing.complete' : 'listing.partial'),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <Section title={t('listing.history')}>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('listing.noHistory')}
        </Text>
      ) : (
        <Table className="mulu-table" layout="fixed" aria-label={t('listing.history')}>
          <Table.Tbody>
            {lines.slice(0, 50).map(({ at, way, template, file, by, sha256, more }) => (
              <Table.Tr key={`${at} ${sha256}`}>
                <Table.Td w={170}>{formatMoment(at)}</Table.Td>
                <Table.Td w={110}>{way}</Table.Td>
                <Table.Td className="mulu-ellipsis" title={`${file}\nSHA-256 ${sha256}`}>
                  {file}
                </Table.Td>
                <Table.Td className="mulu-ellipsis" w={180} title={template}>
                  {template}
                </Table.Td>
                <Table.Td w={110}>{more}</Table.Td>
                <Table.Td w={110}>{by}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
