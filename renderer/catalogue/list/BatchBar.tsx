import { ActionIcon, Anchor, Button, Group, Menu, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconChecks, IconDots, IconGavel, IconRefresh, IconReplace, IconRoute, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { ActItems } from '../answers/ActMenu.tsx'
import { useWhats, type What } from '../answers/recording.ts'
import type { Work } from '../bulk/WorkDialog.tsx'
import styles from './list.module.css'
import { askAll } from './search.ts'
import { useList, useListState } from './use-list.ts'

type Props = { narrow: boolean; onDelete(): void; onRecord(what: What): void; onWork(work: Work): void }

/** What can be done with the entries that were picked. */
export const BatchBar = ({ narrow, onDelete, onRecord, onWork }: Props) => {
  const { t } = useTranslation()
  const list = useList()
  const picked = useListState((state) => state.picked)
  const total = useListState((state) => state.total)
  const deleted = useListState((state) => state.filter.deleted === true)
  const mayChange = useMay('catalogue.delete')
  const whats = useWhats(null)
  // Nothing can be done with another agency's entries but to look at them.
  const foreign = useListState((state) => state.filter.whose === 'others')
  const mayBulk = useMay('catalogue.bulkApply')
  const restore = useCall('catalogue.undelete')
  const [gathering, setGathering] = useState(false)
  const pickFound = async () => {
    setGathering(true)
    const found = await askAll(list)
    setGathering(false)
    if (found !== null) list.store.setState({ picked: found })
  }
  const restoreAll = async () => {
    const done = await restore.run({ ids: [...picked.keys()] })
    if (done !== null) toastDone(t('catalogue.list.restoredToast', { count: done.restored }))
  }
  return (
    <>
      <div className={styles.bar} role="toolbar" aria-label={t('catalogue.list.picked', { count: picked.size })}>
        <Text size="sm" fw={600}>
          {t('catalogue.list.picked', { count: picked.size })}
        </Text>
        {total !== null && total > picked.size && (
          <BarButton
            narrow={narrow}
            quiet
            icon={<IconChecks size={14} aria-hidden />}
            label={t('catalogue.list.pickFound')}
            busy={gathering}
            onClick={() => void pickFound()}
          />
        )}
        <Anchor component="button" type="button" size="2xs" onClick={() => list.store.setState({ picked: new Map() })}>
          {t('catalogue.list.unpick')}
        </Anchor>
        <Group gap="xs" ml="auto" wrap="nowrap">
          {whats.length > 0 && !deleted && !foreign && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="compact-sm" leftSection={<IconRoute size={14} aria-hidden />}>
                  {t('life.act')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <ActItems whats={whats} onRecord={onRecord} />
              </Menu.Dropdown>
            </Menu>
          )}
          {mayBulk && !deleted && !foreign && (
            <>
              <BarButton narrow={narrow} icon={<IconReplace size={14} aria-hidden />} label={t('bulk.action')} onClick={() => onWork('bulk')} />
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button size="compact-sm" variant="default" leftSection={<IconDots size={14} aria-hidden />}>
                    {t('tasks.work')}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconGavel size={15} aria-hidden />} onClick={() => onWork('trigger')}>
                    {t('tasks.trigger')}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => onWork('refresh')}>
                    {t('tasks.refresh')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )}
          {mayChange &&
            !foreign &&
            (deleted ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={14} aria-hidden />}
                loading={restore.busy}
                onClick={() => void restoreAll()}
              >
                {t('catalogue.list.restore')}
              </Button>
            ) : (
              <BarButton narrow={narrow} icon={<IconTrash size={14} aria-hidden />} label={t('catalogue.list.delete')} onClick={onDelete} />
            ))}
        </Group>
      </div>
      <ErrorNote failure={restore.failure} onClose={restore.clear} />
    </>
  )
}

type BarButtonProps = { narrow: boolean; quiet?: boolean; icon: ReactNode; label: string; busy?: boolean; onClick(): void }

/** Beside an open entry there is room for the picture alone. */
const BarButton = ({ narrow, quiet = false, icon, label, busy = false, onClick }: BarButtonProps) =>
  narrow ? (
    <Tooltip label={label}>
      <ActionIcon variant={quiet ? 'subtle' : 'default'} size={24} aria-label={label} loading={busy} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  ) : quiet ? (
    <Button size="compact-xs" variant="subtle" loading={busy} onClick={onClick}>
      {label}
    </Button>
  ) : (
    <Button size="compact-sm" variant="default" leftSection={icon} loading={busy} onClick={onClick}>
      {label}
    </Button>
  )
