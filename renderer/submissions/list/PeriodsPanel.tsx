import { Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { IconReportAnalytics, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { periodKinds } from '../../../shared/statistics/periods.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { DraftDialog, type DraftFor } from './DraftDialog.tsx'
import { PeriodsTable } from './PeriodsTable.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

const step = 8
const most = 60

/** Every period with the notice that asks for it and what was submitted; the newest first. */
export const PeriodsPanel = () => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const chosen = useSessionStore(submissionsRecipe, (state) => state.kind)
  const choose = useSessionStore(submissionsRecipe, (state) => state.choose)
  const [count, setCount] = useState(step)
  const [drafting, setDrafting] = useState<DraftFor | null>(null)
  const [setting, setSetting] = useState(false)
  const settings = useFresh('period.settings', {})
  const kind = chosen ?? settings.value?.usual ?? null
  const periods = useFresh('period.list', kind === null ? null : { kind, count })
  const lines = useFresh('submission.list', { limit: 200 })
  const templates = useFresh('submission.templates', {})
  const mayDraft = useMay('submission.draft')
  const mayNotice = useMay('period.saveNotice')
  const maySet = useMay('period.configure')
  const failure = settings.failure ?? periods.failure ?? lines.failure ?? templates.failure
  const found = periods.value
  const coming = settings.value?.years.find(({ since }) => since !== null && since > (settings.value?.today ?? ''))
  const nothing = found !== null && lines.value?.total === 0 && found.periods.every(({ notices }) => notices.length === 0)
  return (
    <>
      <Group px="md" py="xs" gap="xs">
        <SegmentedControl
          aria-label={t('submissions.kind')}
          value={kind ?? 'quarter'}
          onChange={(next) => choose(periodKinds.find((each) => each === next) ?? 'quarter')}
          data={periodKinds.map((each) => ({ value: each, label: t(`submissions.kinds.${each}`) }))}
        />
        {maySet && (
          <Button variant="default" leftSection={<IconSettings size={15} aria-hidden />} disabled={settings.value === null} onClick={() => setSetting(true)}>
            {t('submissions.settings.open')}
          </Button>
        )}
        {settings.value !== null && (settings.value.yearStart !== '01-01' || coming !== undefined) && (
          <Text size="xs" c="dimmed">
            {t('submissions.settings.begins', { day: settings.value.yearStart })}
            {coming !== undefined && t('submissions.settings.willBegin', { since: coming.since ?? '', day: coming.yearStart })}
          </Text>
        )}
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={failure} onRetry={periods.reload} />
      </div>
      {failure === null && (found === null || lines.value === null || templates.value === null) && (
        <Skeleton h={260} mx="md" w="auto" role="img" aria-label={t('common.loading')} />
      )}
      {nothing && (
        <div className={classes.first}>
          <EmptyState
            icon={<IconReportAnalytics size={32} stroke={1.3} />}
            title={t('submissions.empty')}
            actions={
              <Group gap="xs" mt={4}>
                {mayNotice && <Button onClick={() => goTo({ view: 'notices' })}>{t('submissions.emptyNotice')}</Button>}
                {mayDraft && (
                  <Button variant="default" onClick={() => setDrafting({ kind: kind ?? 'quarter' })}>
                    {t('submissions.draft.open')}
                  </Button>
                )}
              </Group>
            }
          >
            {t('submissions.emptyHint')}
          </EmptyState>
        </div>
      )}
      {found !== null && lines.value !== null && templates.value !== null && (
        <PeriodsTable
          periods={[...found.periods].reverse()}
          lines={lines.value.submissions}
          templates={templates.value.templates}
          mayDraft={mayDraft}
          onDraft={(period, template) => setDrafting({ kind: found.kind, on: period.until, ...(template === '' ? {} : { template }) })}
          onMore={found.periods.length < most && found.periods.length === count ? () => setCount(Math.min(most, count + step)) : undefined}
        />
      )}
      {drafting !== null && <DraftDialog wanted={drafting} onClose={() => setDrafting(null)} />}
      {setting && settings.value !== null && <SettingsDialog settings={settings.value} onClose={() => setSetting(false)} />}
    </>
  )
}
