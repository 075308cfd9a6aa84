import { Button, Skeleton, Text, Title } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../shared/contract/tasks.ts'
import { type DueBucket, dueBuckets, type TaskKind } from '../../shared/work.ts'
import { useLanguage } from '../app/language.ts'
import { useLoad } from '../app/use-load.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatNumber } from '../components/moments.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ExtendDialog } from './ExtendDialog.tsx'
import { RefreshDialog } from './RefreshDialog.tsx'
import { type TaskAct, TaskLine } from './TaskLine.tsx'
import styles from './today.module.css'

const page = 50
const most = 500

const bucketOf = ({ due }: Task): DueBucket => (due?.due == null ? 'atOnce' : due.state === 'overdue' ? 'overdue' : due.state === 'near' ? 'near' : 'later')

/** What is open, in order of its day: 超期, 临期, without a day, later. */
export const TaskList = ({ mine, kind }: { mine: boolean; kind: TaskKind | null }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [limit, setLimit] = useState(page)
  const [acting, setActing] = useState<{ act: TaskAct; task: Task } | null>(null)
  const { value, failure, loading, reload } = useLoad('task.list', { mine, limit, ...(kind === null ? {} : { kind: [kind] }) }, [
    'task',
    'catalogue',
    'calendar',
  ])
  const tasks = value?.tasks ?? []
  const close = () => setActing(null)
  return (
    <>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={200} role="img" aria-label={t('common.loading')} />}
      {value !== null && tasks.length === 0 && (
        <EmptyState icon={<IconCalendarCheck size={32} stroke={1.3} />} title={t(mine ? 'tasks.emptyMine' : 'tasks.empty')}>
          {t('tasks.emptyHint')}
        </EmptyState>
      )}
      {value !== null &&
        dueBuckets.map((bucket) => {
          const inside = tasks.filter((task) => bucketOf(task) === bucket)
          if (inside.length === 0) return null
          return (
            <section key={bucket} className={styles.group} aria-labelledby={`bucket-${bucket}`}>
              <Title order={2} size="h4" id={`bucket-${bucket}`}>
                {t(`tasks.buckets.${bucket}`)}{' '}
                <Text component="span" size="sm" c="dimmed">
                  {formatNumber(value.counts[bucket], language)}
                </Text>
              </Title>
              <ul className={styles.lines}>
                {inside.map((task) => (
                  <TaskLine key={task.id} task={task} onAct={(act, on) => setActing({ act, task: on })} />
                ))}
              </ul>
            </section>
          )
        })}
      {value !== null && value.total > tasks.length && limit < most && (
        <Button variant="default" onClick={() => setLimit(Math.min(most, limit + page))}>
          {t('tasks.more', { count: Math.min(page, value.total - tasks.length) })}
        </Button>
      )}
      {acting?.act === 'close' && <CloseDialog task={acting.task} onClose={close} />}
      {acting?.act === 'extend' && <ExtendDialog task={acting.task} onClose={close} />}
      {acting?.act === 'refresh' && acting.task.entry !== null && <RefreshDialog ids={[acting.task.entry.id]} onClose={close} onDone={close} />}
    </>
  )
}
