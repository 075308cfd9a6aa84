import { Button, Group, SegmentedControl, Select, Stack, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TaskKind, taskKinds } from '../../shared/work.ts'
import { useGo, useRoute } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { Screen } from '../components/Screen.tsx'
import { AddTaskDialog } from './AddTaskDialog.tsx'
import { ChangeReport } from './ChangeReport.tsx'
import { Changes } from './Changes.tsx'
import { TaskList } from './TaskList.tsx'

const views = ['list', 'changes'] as const

/** Today: what is due, in order, for me or for the agency; and the changes it comes from. */
export const TodayScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const mayAdd = useMay('task.add')
  const [mine, setMine] = useState(true)
  const [kind, setKind] = useState<TaskKind | null>(null)
  const [adding, setAdding] = useState(false)
  const [part = '', id] = rest.split('/')
  const view = part === 'changes' ? 'changes' : 'list'
  return (
    <Screen
      title={t('shell.screens.today')}
      about={t('tasks.about')}
      actions={
        mayAdd && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('tasks.add')}
          </Button>
        )
      }
    >
      <Tabs value={view} onChange={(value) => go('today', value === 'changes' ? 'changes' : '')} keepMounted={false}>
        <Tabs.List mb="sm">
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tasks.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="list">
          <Stack gap="sm">
            <Group gap="sm">
              <SegmentedControl
                aria-label={t('tasks.whose')}
                value={mine ? 'mine' : 'all'}
                onChange={(value) => setMine(value === 'mine')}
                data={[
                  { value: 'mine', label: t('tasks.mine') },
                  { value: 'all', label: t('tasks.all') },
                ]}
              />
              <Select
                aria-label={t('tasks.kinds')}
                placeholder={t('tasks.allKinds')}
                clearable
                value={kind}
                data={taskKinds.map((value) => ({ value, label: t(`tasks.kind.${value}`) }))}
                onChange={(value) => setKind(taskKinds.find((each) => each === value) ?? null)}
                w={190}
              />
            </Group>
            <TaskList key={`${mine} ${kind ?? ''}`} mine={mine} kind={kind} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="changes">{id === undefined ? <Changes /> : <ChangeReport id={id} />}</Tabs.Panel>
      </Tabs>
      {adding && <AddTaskDialog onClose={() => setAdding(false)} />}
    </Screen>
  )
}
