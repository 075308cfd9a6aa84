import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { volumeName } from '../../shared/ferry/manifest.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintHandOver } from './HandOverDialog.tsx'
import { HandOverView } from './HandOverView.tsx'
import { emptyWriting, MediumFields, sentWriting, type Writing } from './MediumFields.tsx'
import type { HandOver } from './words.ts'

/** Writes the receipt of a package that was taken in, and shows its form. */
export const ReceiptDialog = ({ of, onClose }: { of: Pick<HandOver, 'packageId'>; onClose(): void }) => {
  const { t } = useTranslation()
  const [writing, setWriting] = useState<Writing>(emptyWriting)
  const [form, setForm] = useState<HandOver | null>(null)
  const pick = usePick()
  const write = useCall('ferry.receipt')
  const sent = sentWriting(writing)
  const submit = async () => {
    if (sent === null) return
    const place = await pick.save({
      title: t('ferry.make.saveTitle'),
      name: volumeName(`MULU-${sent.medium.number}`, 1, 1),
      kinds: [{ label: t('ferry.make.saveKind'), extensions: ['txt'] }],
    })
    if (place === null) return
    const done = await write.run({ ...sent, file: place.handle, packageId: of.packageId })
    if (done !== null) setForm(done.form)
  }
  return (
    <Modal opened onClose={onClose} title={t('ferry.receipt.title')} size={860}>
      {form === null ? (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('ferry.receipt.about')}
          </Text>
          <MediumFields writing={writing} onChange={(part) => setWriting({ ...writing, ...part })} />
          <ErrorNote failure={write.failure ?? pick.failure} onClose={write.clear} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button disabled={sent === null} loading={write.busy} onClick={() => void submit()}>
              {t('ferry.receipt.submit')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Text fw={600} role="status">
            {t('ferry.receipt.done')}
          </Text>
          <HandOverView form={form} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <PrintHandOver form={form} />
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
