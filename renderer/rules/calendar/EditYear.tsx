import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarPack } from '../../../shared/calendar.ts'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { EditableRows } from '../../components/EditableRows.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'

type Row = { day: string; kind: 'dayOff' | 'makeUp'; name: string }
const kinds = ['dayOff', 'makeUp'] as const

const rowsOf = (pack: CalendarPack | null): Row[] =>
  pack === null
    ? []
    : [...pack.off.map((day) => ({ day, kind: 'dayOff' as const })), ...pack.work.map((day) => ({ day, kind: 'makeUp' as const }))]
        .map((row) => ({ ...row, name: pack.names[row.day] ?? '' }))
        .sort((a, b) => a.day.localeCompare(b.day))

type Props = { year: number; region: string; whose: string; pack: CalendarPack | null; onClose(): void; onSaved(): void }

/** A year as the notice has it, entered by an administrator with a reason; the older version stays. */
export const EditYear = ({ year, region, whose, pack, onClose, onSaved }: Props) => {
  const { t } = useTranslation()
  const [rows, setRows] = useState(() => rowsOf(pack))
  const [source, setSource] = useState(pack?.source ?? '')
  const [reason, setReason] = useState('')
  const save = useCall('calendar.save')
  const filled = rows.filter(({ day }) => day !== '')
  const submit = async () => {
    const days = (kind: Row['kind']) => filled.filter((row) => row.kind === kind).map(({ day }) => day)
    const names = Object.fromEntries(filled.filter(({ name }) => name.trim() !== '').map(({ day, name }) => [day, name.trim()]))
    const saved = await save.run({ year, region, base: pack?.version ?? 0, reason, source: source.trim(), off: days('dayOff'), work: days('makeUp'), names })
    if (saved === null) return
    toastDone(t('calendar.saved', { version: saved.version, count: saved.changes.length }))
    onSaved()
  }
  return (
    <Modal opened onClose={onClose} title={t('calendar.editTitle', { year, whose })} size={680}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('calendar.editAbout')}
          </Text>
          <TextInput
            label={t('calendar.source')}
            description={t('calendar.sourceHint')}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <EditableRows<Row>
            label={t('calendar.days')}
            rows={rows}
            onChange={setRows}
            empty={{ day: '', kind: 'dayOff', name: rows.at(-1)?.name ?? '' }}
            limit={200}
            readOnly={false}
            columns={[
              {
                key: 'day',
                label: t('calendar.day'),
                width: 190,
                cell: (row, change, label) => <DayInput aria-label={label} value={row.day} onChange={(day) => change({ ...row, day })} />,
              },
              {
                key: 'kind',
                label: t('calendar.kind'),
                width: 130,
                cell: (row, change, label) => (
                  <NativeSelect
                    aria-label={label}
                    value={row.kind}
                    onChange={(event) => change({ ...row, kind: kinds.find((one) => one === event.currentTarget.value) ?? 'dayOff' })}
                    data={kinds.map((kind) => ({ value: kind, label: t(`calendar.kinds.${kind}`) }))}
                  />
                ),
              },
              {
                key: 'name',
                label: t('calendar.name'),
                cell: (row, change, label) => (
                  <TextInput aria-label={label} value={row.name} onChange={(event) => change({ ...row, name: event.currentTarget.value })} maxLength={60} />
                ),
              },
            ]}
          />
          <Textarea
            label={t('calendar.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            required
          />
          <ErrorNote failure={save.failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.busy} disabled={reason.trim() === '' || source.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
