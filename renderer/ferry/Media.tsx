import { Badge, Button, Group, Paper, Select, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDisc, IconFileExport, IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { usePrint } from '../app/use-print.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { MediaSheet } from './MediaSheet.tsx'
import { MediumDialog } from './MediumDialog.tsx'
import { useFerryWords } from './words.ts'

export type Medium = Output<'ferry.media'>['media'][number]

const directions = ['out', 'in'] as const
const states = ['open', 'returned', 'destroyed'] as const

/** 介质登记簿 (practice P15). */
export const Media = () => {
  const { t } = useTranslation()
  const [direction, setDirection] = useState<(typeof directions)[number] | null>(null)
  const [state, setState] = useState<(typeof states)[number] | null>(null)
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), 200)
  const filter = { ...(direction === null ? {} : { direction }), ...(state === null ? {} : { state }), ...(wanted === '' ? {} : { text: wanted }) }
  const { value, failure, reload } = useLoad('ferry.media', filter, ['sync'])
  const mayRecord = useMay('ferry.recordMedium')
  const mayExport = useMay('ferry.exportMedia')
  const [open, setOpen] = useState<Medium | 'new' | null>(null)
  const pick = usePick()
  const save = useCall('ferry.exportMedia')
  const [saved, setSaved] = useState<string | null>(null)
  const { print, failure: unprinted } = usePrint('mediaRegister')
  const media = value?.media ?? []
  const filtered = Object.keys(filter).length > 0
  const write = async () => {
    setSaved(null)
    const place = await pick.save({
      title: t('ferry.media.exportTitle'),
      name: `${t('ferry.media.exportName')}.xlsx`,
      kinds: [
        { label: t('ferry.media.exportTable'), extensions: ['xlsx'] },
        { label: t('ferry.media.exportKind'), extensions: ['csv'] },
      ],
    })
    if (place === null) return
    const done = await save.run({ file: place.handle, format: place.name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx', ...filter })
    if (done !== null) setSaved(t('ferry.media.exported', { count: done.rows }))
  }
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <TextInput
          w={220}
          aria-label={t('ferry.media.search')}
          placeholder={t('ferry.media.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={100}
        />
        <Select
          w={130}
          aria-label={t('ferry.directionName')}
          placeholder={t('ferry.media.allDirections')}
          data={directions.map((value) => ({ value, label: t(`ferry.direction.${value}`) }))}
          value={direction}
          onChange={(value) => setDirection(directions.find((each) => each === value) ?? null)}
          clearable
        />
        <Select
          w={150}
          aria-label={t('ferry.cards.state')}
          placeholder={t('ferry.media.allStates')}
          data={states.map((value) => ({ value, label: t(`ferry.media.states.${value}`) }))}
          value={state}
          onChange={(value) => setState(states.find((each) => each === value) ?? null)}
          clearable
        />
        <Text size="2xs" c="dimmed" role="status">
          {media.length > 0 && t('ferry.media.count', { count: media.length })}
        </Text>
        <span style={{ flex: 1 }} />
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={media.length === 0} onClick={print}>
          {t('common.print')}
        </Button>
        {mayExport && (
          <Button
            variant="default"
            leftSection={<IconFileExport size={15} aria-hidden />}
            disabled={media.length === 0}
            loading={save.busy}
            onClick={() => void write()}
          >
            {t('ferry.media.export')}
          </Button>
        )}
        {mayRecord && (
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
            {t('ferry.media.add')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('ferry.media.about')}
      </Text>
      <ErrorNote failure={failure ?? save.failure ?? pick.failure ?? unprinted} onRetry={reload} />
      {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      {value === null && failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {value !== null && media.length === 0 && (
        <EmptyState icon={<IconDisc size={32} stroke={1.3} />} title={t(filtered ? 'ferry.media.none' : 'ferry.media.empty')}>
          {filtered ? undefined : t('ferry.media.emptyHint')}
        </EmptyState>
      )}
      {media.length > 0 && (
        <>
          <MediaTable media={media} {...(mayRecord ? { onOpen: setOpen } : {})} />
          <PrintSheet>
            <MediaSheet media={media} />
          </PrintSheet>
        </>
      )}
      {open !== null && (
        <MediumDialog
          medium={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null)
            reload()
          }}
        />
      )}
    </Stack>
  )
}

/** Names are not broken over two lines. */
const whole = { wordBreak: 'keep-all' } as const

/** A day, and who. */
export const dayAndWho = (day: string | null, ...who: readonly string[]): string => [day ?? '', ...who].filter((part) => part !== '').join(' ')

const MediaTable = ({ media, onOpen }: { media: readonly Medium[]; onOpen?: (medium: Medium) => void }) => {
  const { t } = useTranslation()
  const words = useFerryWords()
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table className="mulu-table" layout="fixed" aria-label={t('ferry.tabs.media')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>{t('ferry.media.number')}</Table.Th>
            <Table.Th w={130}>{t('ferry.media.content')}</Table.Th>
            <Table.Th>{t('ferry.media.route')}</Table.Th>
            <Table.Th w={170}>{t('ferry.media.handedOver')}</Table.Th>
            <Table.Th w={100}>{t('ferry.media.returned')}</Table.Th>
            <Table.Th w={160}>{t('ferry.media.destroyed')}</Table.Th>
            {onOpen !== undefined && <Table.Th w={70}>{t('common.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {media.map((medium) => (
            <Table.Tr key={medium.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {medium.number}
                <Text size="2xs" c="dimmed" span ml={6}>
                  {medium.mark}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  <Badge size="sm" color={medium.direction === 'out' ? 'office' : 'teal'}>
                    {t(`ferry.direction.${medium.direction}`)}
                  </Badge>
                  {medium.packageId === null ? t('ferry.media.other') : words.kind(medium.kind)}
                </Group>
              </Table.Td>
              <Table.Td>
                {medium.from || '—'} → {medium.to || '—'}
              </Table.Td>
              <Table.Td style={whole}>
                {dayAndWho(medium.handedOverOn, medium.handedOverBy)}
                {medium.receivedBy === '' ? '' : ` → ${medium.receivedBy}`}
              </Table.Td>
              <Table.Td>{medium.returnedOn}</Table.Td>
              <Table.Td style={whole}>{dayAndWho(medium.destroyedOn, medium.destroyedBy, medium.witness)}</Table.Td>
              {onOpen !== undefined && (
                <Table.Td>
                  <Button variant="subtle" size="compact-xs" aria-label={`${t('ferry.media.edit')} ${medium.number}`} onClick={() => onOpen(medium)}>
                    {t('ferry.media.edit')}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}
