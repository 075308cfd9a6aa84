import { Button, Group, Modal, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mediumMarks, mediumNumberSchema } from '../../shared/ferry/manifest.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { toastDone } from '../components/toast.tsx'
import classes from './ferry.module.css'
import type { Medium } from './Media.tsx'

type Draft = Pick<Medium, 'mark' | 'direction' | 'from' | 'to' | 'handedOverBy' | 'receivedBy' | 'destroyedBy' | 'witness' | 'note' | 'number'> & {
  handedOverOn: string
  returnedOn: string
  destroyedOn: string
}

const draftOf = (medium: Medium | null): Draft => ({
  number: medium?.number ?? '',
  mark: medium?.mark ?? '内部',
  direction: medium?.direction ?? 'out',
  from: medium?.from ?? '',
  to: medium?.to ?? '',
  handedOverOn: medium?.handedOverOn ?? '',
  handedOverBy: medium?.handedOverBy ?? '',
  receivedBy: medium?.receivedBy ?? '',
  returnedOn: medium?.returnedOn ?? '',
  destroyedOn: medium?.destroyedOn ?? '',
  destroyedBy: medium?.destroyedBy ?? '',
  witness: medium?.witness ?? '',
  note: medium?.note ?? '',
})

/** Enters a medium, or what became of one: handed over, returned, destroyed. What a package entered by itself stays. */
export const MediumDialog = ({ medium, onClose, onSaved }: { medium: Medium | null; onClose(): void; onSaved(): void }) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(draftOf(medium))
  const record = useCall('ferry.recordMedium')
  const number = mediumNumberSchema.safeParse(draft.number)
  const edit = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const submit = async () => {
    if (!number.success) return
    const { number: _, mark, direction, handedOverOn, returnedOn, destroyedOn, ...words } = draft
    const days = { handedOverOn: handedOverOn || null, returnedOn: returnedOn || null, destroyedOn: destroyedOn || null }
    const what = medium === null ? { number: number.data, mark, direction } : { id: medium.id }
    if ((await record.run({ ...what, ...words, ...days })) === null) return
    toastDone(t('ferry.media.saved'))
    onSaved()
  }
  const text = (field: 'from' | 'to' | 'handedOverBy' | 'receivedBy' | 'destroyedBy' | 'witness' | 'note') => (
    <TextInput
      label={t(`ferry.media.${field}`)}
      value={draft[field]}
      onChange={(event) => edit({ [field]: event.currentTarget.value })}
      maxLength={field === 'note' ? 500 : 100}
    />
  )
  const day = (field: 'handedOverOn' | 'returnedOn' | 'destroyedOn') => (
    <DayInput label={t(`ferry.media.${field}`)} value={draft[field]} onChange={(value) => edit({ [field]: value })} />
  )
  return (
    <Modal opened onClose={onClose} size={680} title={medium === null ? t('ferry.media.addTitle') : t('ferry.media.editTitle', { number: medium.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          {medium === null ? (
            <Group align="flex-end" gap="md">
              <TextInput
                w={260}
                label={t('ferry.make.number')}
                value={draft.number}
                onChange={(event) => edit({ number: event.currentTarget.value })}
                maxLength={40}
                withAsterisk
                data-autofocus
              />
              <SegmentedControl
                aria-label={t('ferry.mark')}
                value={draft.mark}
                onChange={(value) => edit({ mark: mediumMarks.find((each) => each === value) ?? '内部' })}
                data={[...mediumMarks]}
              />
              <SegmentedControl
                aria-label={t('ferry.directionName')}
                value={draft.direction}
                onChange={(value) => edit({ direction: value === 'in' ? 'in' : 'out' })}
                data={(['out', 'in'] as const).map((value) => ({ value, label: t(`ferry.direction.${value}`) }))}
              />
            </Group>
          ) : (
            <Text size="xs" c="dimmed">
              {t('ferry.media.recorded', { by: medium.recordedBy, at: formatMoment(medium.recordedAt) })}
            </Text>
          )}
          <SimpleGrid cols={3} spacing="sm">
            {text('from')}
            {text('to')}
            {day('returnedOn')}
            {day('handedOverOn')}
            {text('handedOverBy')}
            {text('receivedBy')}
            {day('destroyedOn')}
            {text('destroyedBy')}
            {text('witness')}
          </SimpleGrid>
          {text('note')}
          {medium !== null && medium.files.length > 0 && (
            <div>
              <Text size="xs" fw={500}>
                {t('ferry.media.files')}
              </Text>
              {medium.files.map(({ name, sha256 }) => (
                <Text key={name} size="2xs" className={classes.digest ?? ''}>
                  {name} {sha256}
                </Text>
              ))}
            </div>
          )}
          <ErrorNote failure={record.failure} onClose={record.clear} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!number.success} loading={record.busy}>
              {t('ferry.media.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
