import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { toastDone } from '../../components/toast.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './history.module.css'

/** The entry's versions; each shows what it changed, and can be restored as a new one. */
export const HistorySection = ({ entry, dirty }: { entry: Entry; dirty: boolean }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('catalogue.history', { id: entry.id }, ['catalogue'])
  const [chosen, setChosen] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const restore = useCall('catalogue.restore')
  const mayRestore = useMay('catalogue.restore') && entry.deletedAt === null
  const versions = value?.versions ?? []
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0]
  if (failure !== null) return <ErrorNote failure={failure} onRetry={reload} />
  if (shown === undefined) return <Skeleton h={120} m="md" />

  // The core notes a restored version as #3.
  const restoredFrom = shown.why === 'restore' ? /^#(\d+)$/.exec(shown.note)?.[1] : undefined
  const note = restoredFrom === undefined ? shown.note : t('catalogue.history.restoredFrom', { version: restoredFrom })

  const confirm = async () => {
    const done = await restore.run({ id: entry.id, version: shown.version, base: entry.version })
    if (done === null) return
    setAsking(false)
    setChosen(null)
    toastDone(t('catalogue.history.restored', { version: done.version }))
  }
  return (
    <div className={styles.frame}>
      <ol className={styles.versions} aria-label={t('catalogue.history.versions')} reversed>
        {versions.map(({ version, at, author, why, changes }) => (
          <li key={version}>
            <button type="button" className={styles.version} aria-current={version === shown.version || undefined} onClick={() => setChosen(version)}>
              {t('catalogue.entry.version', { version })} · {t(`catalogue.history.why.${why}`)}
              {version === entry.version && ` · ${t('catalogue.history.current')}`}
              <span className={styles.quiet}>
                {author} · {formatMoment(at)}
              </span>
              {changes.length > 0 && <span className={styles.quiet}>{t('catalogue.history.changes', { count: changes.length })}</span>}
            </button>
          </li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.detail} aria-label={t('catalogue.history.against')} tabIndex={0}>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600}>
            {t('catalogue.entry.version', { version: shown.version })} · {shown.author} · {formatMoment(shown.at)}
          </Text>
          {mayRestore && shown.version !== entry.version && (
            <Button size="compact-sm" variant="default" leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setAsking(true)}>
              {t('catalogue.history.restore')}
            </Button>
          )}
        </Group>
        {note !== '' && <Text size="sm">{note}</Text>}
        {shown.changes.length === 0 ? (
          <Text size="sm" c="dimmed" mt="xs">
            {t('catalogue.history.noChanges')}
          </Text>
        ) : (
          <ChangeList key={shown.version} changes={shown.changes} />
        )}
      </section>
      <ConfirmDialog
        opened={asking}
        title={t('catalogue.history.restoreTitle', { version: shown.version })}
        confirmLabel={t('catalogue.history.restore')}
        busy={restore.busy}
        disabled={dirty}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <Stack gap="xs">
          {dirty ? t('catalogue.history.restoreUnsaved') : t('catalogue.history.restoreText', { version: shown.version })}
          <ErrorNote failure={restore.failure} />
        </Stack>
      </ConfirmDialog>
    </div>
  )
}
