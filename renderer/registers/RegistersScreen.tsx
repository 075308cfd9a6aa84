import { ActionIcon, Badge, Button, Group, Paper, SegmentedControl, Skeleton, Switch, Table, Text, TextInput } from '@mantine/core'
import { IconClipboardList, IconPencil, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatNumber } from '../components/moments.ts'
import { Screen } from '../components/Screen.tsx'
import { toastDone } from '../components/toast.tsx'
import { RowDialog } from './RowDialog.tsx'

export type RegisterRow = Output<'register.list'>['rows'][number]
export type RegisterKind = RegisterRow['kind']
export type RowDraft = Omit<RegisterRow, 'id' | 'entries'> & { id?: string }

const kinds = ['duty', 'matter', 'system'] as const

export const RegistersScreen = () => {
  const { t } = useTranslation()
  const mayEdit = useMay('register.save')
  const [kind, setKind] = useState<RegisterKind>('duty')
  const [onlyMissing, setOnlyMissing] = useState(false)
  const [text, setText] = useState('')
  const [draft, setDraft] = useState<RowDraft | null>(null)
  const [removing, setRemoving] = useState<RegisterRow | null>(null)
  const list = useLoad('register.list', {}, ['register', 'catalogue'])
  const remove = useCall('register.remove')
  const rows = list.value?.rows ?? []
  const ofKind = rows.filter((row) => row.kind === kind)
  const sought = text.trim().toLowerCase()
  const shown = ofKind.filter((row) => (!onlyMissing || row.entries === 0) && (sought === '' || `${row.name} ${row.office}`.toLowerCase().includes(sought)))
  const missing = ofKind.filter((row) => row.entries === 0).length
  const add = () => setDraft({ kind, name: '', office: '', basis: '', note: '' })
  const runRemove = async () => {
    if (removing === null) return
    const done = await remove.run({ id: removing.id })
    if (done === null) return
    setRemoving(null)
    list.reload()
    toastDone(t('registers.removed'))
  }
  return (
    <Screen
      title={t('shell.screens.registers')}
      about={t('registers.about')}
      fill
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('registers.add')}
          </Button>
        )
      }
    >
      <Group px="md" py="xs" gap="sm" wrap="nowrap">
        <SegmentedControl
          aria-label={t('shell.screens.registers')}
          value={kind}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'duty')}
          data={kinds.map((each) => ({ value: each, label: `${t(`registers.${each}`)} ${formatNumber(rows.filter((row) => row.kind === each).length)}` }))}
        />
        <TextInput
          aria-label={t('registers.find')}
          placeholder={t('registers.find')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={240}
        />
        <Switch checked={onlyMissing} onChange={(event) => setOnlyMissing(event.currentTarget.checked)} label={t('registers.onlyMissing')} />
        <Text size="xs" c={missing > 0 ? 'var(--mulu-warning)' : 'dimmed'} ml="auto" role="status">
          {t('registers.missingCount', { count: missing })}
        </Text>
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={list.failure} onRetry={list.reload} />
      </div>
      {list.value === null && list.loading ? (
        <Skeleton h={200} mx="md" w="auto" aria-label={t('common.loading')} />
      ) : shown.length === 0 ? (
        <EmptyState
          icon={<IconClipboardList size={32} stroke={1.3} />}
          title={ofKind.length === 0 ? t('registers.empty') : t('registers.noneFound')}
          actions={mayEdit && ofKind.length === 0 && <Button onClick={add}>{t('registers.add')}</Button>}
        >
          {ofKind.length === 0 ? t('registers.emptyHint') : undefined}
        </EmptyState>
      ) : (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        <Paper component="section" aria-label={t(`registers.${kind}`)} className="mulu-scroll" tabIndex={0} mx="md" mb="md">
          <Table className="mulu-table" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('registers.name')}</Table.Th>
                <Table.Th w={150}>{t('registers.office')}</Table.Th>
                <Table.Th w={260}>{t('registers.basis')}</Table.Th>
                <Table.Th w={160}>{t('registers.note')}</Table.Th>
                <Table.Th w={110}>{t('registers.entries')}</Table.Th>
                {mayEdit && <Table.Th w={80}>{t('common.actions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={row.id}>
                  {(['name', 'office', 'basis', 'note'] as const).map((field) => (
                    <Table.Td key={field} className="mulu-ellipsis" title={row[field]}>
                      {row[field]}
                    </Table.Td>
                  ))}
                  <Table.Td>{row.entries === 0 ? <Badge color="orange">{t('registers.missing')}</Badge> : formatNumber(row.entries)}</Table.Td>
                  {mayEdit && (
                    <Table.Td>
                      <Group gap={2} wrap="nowrap">
                        <ActionIcon aria-label={`${t('common.edit')} ${row.name}`} size="sm" onClick={() => setDraft(toDraft(row))}>
                          <IconPencil size={15} aria-hidden />
                        </ActionIcon>
                        <ActionIcon aria-label={`${t('common.remove')} ${row.name}`} size="sm" onClick={() => setRemoving(row)}>
                          <IconTrash size={15} aria-hidden />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {draft !== null && (
        <RowDialog
          draft={draft}
          onClose={() => setDraft(null)}
          onSaved={() => {
            setDraft(null)
            list.reload()
          }}
        />
      )}
      <ConfirmDialog
        opened={removing !== null}
        title={t('registers.removeTitle')}
        confirmLabel={t('common.remove')}
        danger
        busy={remove.busy}
        onConfirm={() => void runRemove()}
        onCancel={() => setRemoving(null)}
      >
        {removing !== null && t('registers.removeAsk', { name: removing.name })}
        <ErrorNote failure={remove.failure} />
      </ConfirmDialog>
    </Screen>
  )
}

const toDraft = ({ entries: _, ...row }: RegisterRow): RowDraft => row
