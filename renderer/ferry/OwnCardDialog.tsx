import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import type { Card } from './Cards.tsx'

/** Makes this copy's card where there is none, and writes it to a file. */
export const OwnCardDialog = ({ card, onClose, onDone }: { card: Card | null; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const [name, setName] = useState(card?.name ?? t('ferry.cards.nameDefault'))
  const [sm2, setSm2] = useState(card?.sm2 ?? false)
  const pick = usePick()
  const make = useCall('ferry.identity')
  const submit = async () => {
    const place = await pick.save({
      title: t('ferry.cards.exportTitle'),
      name: 'mulu-card.txt',
      kinds: [{ label: t('ferry.cards.exportKind'), extensions: ['txt'] }],
    })
    if (place === null || (await make.run({ name: name.trim(), sm2, file: place.handle })) === null) return
    toastDone(t(card === null ? 'ferry.cards.made' : 'ferry.cards.exported'))
    onDone()
  }
  return (
    <Modal opened onClose={onClose} title={t(card === null ? 'ferry.cards.makeTitle' : 'ferry.cards.exportTitle')} size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('ferry.cards.name')}
            description={t('ferry.cards.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            withAsterisk
            data-autofocus
          />
          <Checkbox
            label={t('ferry.cards.sm2')}
            description={t('ferry.cards.sm2Hint')}
            checked={sm2}
            onChange={(event) => setSm2(event.currentTarget.checked)}
          />
          <ErrorNote failure={make.failure ?? pick.failure} onClose={make.clear} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={make.busy}>
              {t(card === null ? 'ferry.cards.make' : 'ferry.cards.export')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
