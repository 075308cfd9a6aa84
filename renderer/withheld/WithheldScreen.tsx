import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconFileExport, IconLock, IconMailCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { useMay } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { WithheldDialog } from './WithheldDialog.tsx'
import { WithheldTable } from './WithheldTable.tsx'

/** 不予共享目录: a catalogue of its own, with reasons and bases, submitted and confirmed apart. */
export const WithheldScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, loading, reload } = useLoad('withheld.list', {}, ['catalogue', 'profile'])
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'record' | 'export' | null>(null)
  const mayRecord = useMay('withheld.record')
  const mayExport = useMay('withheld.export')
  const rows = value?.rows ?? []
  const chosen = rows.filter(({ id }) => picked.has(id))
  return (
    <Screen
      title={t('shell.screens.withheld')}
      about={[t('life.withheld.about'), value?.article?.[language] ?? ''].join(' ')}
      actions={
        <>
          {mayRecord && (
            <Button leftSection={<IconMailCheck size={16} aria-hidden />} disabled={chosen.length === 0} onClick={() => setOpen('record')}>
              {t('life.withheld.record')}
            </Button>
          )}
          {mayExport && (
            <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} disabled={rows.length === 0} onClick={() => setOpen('export')}>
              {t('life.withheld.export')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="sm">
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && loading && <Skeleton h={200} aria-label={t('common.loading')} />}
        {value !== null && rows.length === 0 && (
          <EmptyState icon={<IconLock size={32} stroke={1.3} />} title={t('life.withheld.empty')}>
            {t('life.withheld.emptyHint')}
          </EmptyState>
        )}
        {value !== null && rows.length > 0 && (
          <>
            <Group justify="space-between">
              <Text size="sm" role="status">
                {value.total > rows.length
                  ? t('life.withheld.shown', { total: value.total, count: rows.length })
                  : t('catalogue.list.found', { count: value.total })}
              </Text>
            </Group>
            <WithheldTable rows={rows} article={value.article} picked={picked} onPick={setPicked} />
          </>
        )}
      </Stack>
      {open === 'record' && (
        <WithheldDialog
          entries={new Map(chosen.map(({ id, version }) => [id, version]))}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            setPicked(new Set())
          }}
        />
      )}
      {open === 'export' && <ExportDialog onClose={() => setOpen(null)} />}
    </Screen>
  )
}
