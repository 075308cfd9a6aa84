import { ActionIcon, Anchor, Menu, Text } from '@mantine/core'
import { IconCheck, IconDots, IconFileText, IconFolder, IconHourglass, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { wordsOfNext } from '../../shared/cases/fold.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { Task } from '../../shared/contract/tasks.ts'
import { subjectOf } from '../../shared/deadlines.ts'
import { closings } from '../../shared/work.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { writePlace } from '../cases/place.ts'
import { DueChip } from '../components/DueChip.tsx'
import { useActor } from './task-words.ts'
import styles from './today.module.css'

export type TaskAct = 'close' | 'extend' | 'refresh'

/** One thing to do: what, who acts next, until when, under which article. */
export const TaskLine = ({ task, onAct }: { task: Task; onAct(act: TaskAct, task: Task): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const go = useGo()
  const actor = useActor()
  const mayClose = useMay('task.close')
  const mayExtend = useMay('task.extend')
  const mayRefresh = useMay('data.recordRefresh')
  const { entry, trigger, kind, due, case: file } = task
  const title = subjectOf(task)
  const open = () => {
    if (file !== null) go('cases', writePlace({ kind: file.kind, view: 'file', id: file.id }))
    else if (entry !== null) go('catalogue', entry.id)
    else if (trigger !== null) go('today', `changes/${trigger.id}`)
  }
  const acts: { act: TaskAct; icon: typeof IconCheck; may: boolean }[] = [
    { act: 'refresh', icon: IconRefresh, may: mayRefresh && kind === 'refresh' },
    { act: 'extend', icon: IconHourglass, may: mayExtend && task.extensible },
    { act: 'close', icon: IconCheck, may: mayClose && closings[kind].length > 0 },
  ]
  const step = file === null ? undefined : wordsOfNext(machines[file.kind], file.act)[language]
  const details = [
    file === null ? '' : t(`cases.kinds.${file.kind}`),
    entry === null ? '' : [entry.code, entry.office].filter((part) => part !== '').join(' · '),
    trigger === null || (entry === null && task.title === '') ? '' : t('tasks.of', { trigger: trigger.title }),
    trigger === null ? t('tasks.since', { day: task.startsOn }) : `${t(`tasks.starts.${trigger.startsWith}`)} ${task.startsOn}`,
    task.extension === null ? '' : t('tasks.extendedBy', { number: task.extension.number }),
    task.source === '' || file !== null ? '' : kind === 'mend' ? t('tasks.returnedWhy', { reason: task.source }) : task.source,
  ]
  return (
    <li className={styles.line} data-kind={kind} data-state={due?.state ?? 'none'}>
      <div className={styles.what}>
        {entry === null && trigger === null && file === null ? (
          <Text size="sm" fw={600}>
            {title}
          </Text>
        ) : (
          <Anchor component="button" type="button" size="sm" fw={600} ta="left" onClick={open}>
            {title}
          </Anchor>
        )}
        <Text size="2xs" c="dimmed">
          {details.filter((part) => part !== '').join(' · ')}
        </Text>
      </div>
      <div className={styles.chip}>
        <DueChip who={actor(task)} what={step ?? t(`tasks.kind.${kind}`)} due={due} article={task.article?.[language] ?? ''} />
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('tasks.actionsOf', { title })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entry !== null && (
            <Menu.Item leftSection={<IconFileText size={15} aria-hidden />} onClick={open}>
              {t('tasks.open')}
            </Menu.Item>
          )}
          {file !== null && (
            <Menu.Item leftSection={<IconFolder size={15} aria-hidden />} onClick={open}>
              {t('tasks.openFile')}
            </Menu.Item>
          )}
          {entry === null && trigger !== null && (
            <Menu.Item leftSection={<IconFileText size={15} aria-hidden />} onClick={open}>
              {t('tasks.reportTitle')}
            </Menu.Item>
          )}
          {acts
            .filter(({ may }) => may)
            .map(({ act, icon: Icon }) => (
              <Menu.Item key={act} leftSection={<Icon size={15} aria-hidden />} onClick={() => onAct(act, task)}>
                {t(`tasks.${act}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
