import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../../shared/clock-words.ts'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'

type Preview = { handle: string; shown: Output<'calendar.import'> }

/** A signed calendar pack: what it would change first, then appended beside the older versions. */
export const ImportCalendar = ({ whose, onImported }: { whose(region: string): string; onImported(year: number): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const pick = usePick()
  const call = useCall('calendar.import')
  const [preview, setPreview] = useState<Preview | null>(null)
  const choose = async () => {
    call.clear()
    const file = await pick.open({ title: t('calendar.import'), kinds: [{ label: t('calendar.fileKind'), extensions: ['json'] }] })
    if (file === null) return
    const shown = await call.run({ file: file.handle, apply: false })
    if (shown !== null) setPreview({ handle: file.handle, shown })
  }
  const apply = async () => {
    if (preview === null) return
    const done = await call.run({ file: preview.handle, apply: true })
    if (done === null) return
    setPreview(null)
    toastDone(done.version === null ? t('calendar.already') : t('calendar.imported', { version: done.version }))
    onImported(done.pack.year)
  }
  const kind = (of: 'dayOff' | 'makeUp' | null) => (of === null ? t('calendar.plain') : t(`calendar.kinds.${of}`))
  const changes = preview?.shown.changes ?? []
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => void choose()} loading={call.busy && preview === null}>
        {t('calendar.import')}
      </Button>
      {preview === null && (
        <>
          <ErrorNote failure={pick.failure} onClose={pick.clear} />
          <ErrorNote failure={call.failure} onClose={call.clear} />
        </>
      )}
      <Modal opened={preview !== null} onClose={() => setPreview(null)} title={t('calendar.importTitle')} size={560}>
        {preview !== null && (
          <Stack gap="xs">
            <Text fw={600}>{t('calendar.editTitle', { year: preview.shown.pack.year, whose: whose(preview.shown.pack.region) })}</Text>
            <Text size="sm">{preview.shown.pack.source}</Text>
            <Text size="sm" c="dimmed">
              {t('calendar.signedBy', { name: preview.shown.signedBy })}
            </Text>
            <Text size="sm" fw={600}>
              {changes.length === 0 ? t('calendar.noChanges') : t('calendar.changes', { count: changes.length })}
            </Text>
            {changes.length > 0 && (
              <Table className="mulu-table" verticalSpacing={3} fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('calendar.day')}</Table.Th>
                    <Table.Th>{t('calendar.holiday')}</Table.Th>
                    <Table.Th>{t('calendar.was')}</Table.Th>
                    <Table.Th>{t('calendar.is')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {changes.map(({ day, was, is, name }) => (
                    <Table.Tr key={day}>
                      <Table.Td>{sayDay(day, language, `${preview.shown.pack.year}-01-01`)}</Table.Td>
                      <Table.Td>{name}</Table.Td>
                      <Table.Td>{kind(was)}</Table.Td>
                      <Table.Td>{kind(is)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            <ErrorNote failure={call.failure} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setPreview(null)} data-autofocus>
                {t('common.cancel')}
              </Button>
              <Button onClick={() => void apply()} loading={call.busy}>
                {t('calendar.apply')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}
