import { Anchor, Badge, Button, Group, Paper, Select, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFileExport, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SyncLogKind, syncLogKinds, syncLogKindWords, syncLogNoteWords } from '../../shared/sync/log-words.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { usePrint } from '../app/use-print.ts'
import { useScreens } from '../app/use-screens.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment, formatNumber } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { type LogLine, useSyncLog } from './use-sync-log.ts'

const colours: Partial<Record<string, string>> = {
  ran: 'green',
  stopped: 'orange',
  asks: 'orange',
  quarantined: 'orange',
  passedOver: 'yellow',
}

/** What happened between this copy and the platform, in words. */
export const LogPart = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [kind, setKind] = useState<SyncLogKind | null>(null)
  const log = useSyncLog(kind)
  const pick = usePick()
  const save = useCall('sync.exportLog')
  const { print, failure: unprinted } = usePrint('syncLog')
  const [saved, setSaved] = useState<string | null>(null)
  const write = async () => {
    setSaved(null)
    const place = await pick.save({
      title: t('sync.logPart.exportTitle'),
      name: `${t('sync.logPart.exportName')}.csv`,
      kinds: [{ label: t('sync.logPart.exportKind'), extensions: ['csv'] }],
    })
    if (place === null) return
    const done = await save.run({ file: place.handle, language })
    if (done !== null) setSaved(t('sync.logPart.exported', { lines: formatNumber(done.lines), digest: done.sha256 }))
  }
  const lines = log.lines ?? []
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Select
          aria-label={t('sync.logPart.kind')}
          placeholder={t('sync.logPart.allKinds')}
          data={syncLogKinds.map((value) => ({ value, label: syncLogKindWords[value][language] }))}
          value={kind}
          onChange={(value) => setKind(syncLogKinds.find((each) => each === value) ?? null)}
          clearable
          w={190}
        />
        <Text size="2xs" c="dimmed" role="status">
          {lines.length > 0 && t(log.ended ? 'sync.logPart.all' : 'sync.logPart.shown', { count: lines.length })}
        </Text>
        <span style={{ flex: 1 }} />
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={lines.length === 0} onClick={print}>
          {t('common.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileExport size={15} aria-hidden />}
          loading={save.busy}
          disabled={lines.length === 0}
          onClick={() => void write()}
        >
          {t('sync.logPart.export')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('sync.logPart.about')}
      </Text>
      <ErrorNote failure={log.failure ?? save.failure ?? pick.failure ?? unprinted} onRetry={log.reload} />
      {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      {log.lines === null && log.failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {log.lines !== null && lines.length === 0 && <EmptyState title={t('sync.logPart.empty')}>{t('sync.logPart.emptyHint')}</EmptyState>}
      {lines.length > 0 && (
        <>
          <LogTable lines={lines} />
          {!log.ended && (
            <Group>
              <Button variant="subtle" loading={log.loading} onClick={log.more}>
                {t('sync.logPart.more')}
              </Button>
            </Group>
          )}
          <PrintSheet>
            <h1>{t('sync.logPart.exportTitle')}</h1>
            <LogPaper lines={lines} />
          </PrintSheet>
        </>
      )}
    </Stack>
  )
}

const useKindWords = () => {
  const { language } = useLanguage()
  return (what: string): string => syncLogKindWords[what as SyncLogKind]?.[language] ?? what
}

const LogTable = ({ lines }: { lines: readonly LogLine[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useKindWords()
  const go = useGo()
  const mayOpen = useScreens().some(({ name }) => name === 'catalogue')
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table aria-label={t('sync.tabs.log')} className="mulu-table" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>{t('sync.logPart.at')}</Table.Th>
            <Table.Th w={150}>{t('sync.logPart.kind')}</Table.Th>
            <Table.Th>{t('sync.logPart.note')}</Table.Th>
            <Table.Th w="28%">{t('sync.entry')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => {
            const { entry } = line
            return (
              <Table.Tr key={line.seq}>
                <Table.Td>{formatMoment(line.at, true)}</Table.Td>
                <Table.Td>
                  <Badge size="sm" color={colours[line.what] ?? 'gray'}>
                    {words(line.what)}
                  </Badge>
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{syncLogNoteWords(line, language)}</Table.Td>
                <Table.Td className="mulu-ellipsis" title={line.title ?? entry ?? undefined}>
                  {entry !== null && line.title !== null && mayOpen ? (
                    <Anchor component="button" type="button" size="xs" onClick={() => go('catalogue', entry)}>
                      {line.title || t('catalogue.stale.empty')}
                    </Anchor>
                  ) : (
                    (line.title ?? entry)
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

const LogPaper = ({ lines }: { lines: readonly LogLine[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useKindWords()
  return (
    <table>
      <thead>
        <tr>
          <th>{t('sync.logPart.seq')}</th>
          <th>{t('sync.logPart.at')}</th>
          <th>{t('sync.logPart.kind')}</th>
          <th>{t('sync.logPart.note')}</th>
          <th>{t('sync.entry')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.seq}>
            <td>{line.seq}</td>
            <td>{formatMoment(line.at, true)}</td>
            <td>{words(line.what)}</td>
            <td>{syncLogNoteWords(line, language)}</td>
            <td>{line.title ?? line.entry}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
