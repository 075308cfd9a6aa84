import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { toastDone } from '../components/toast.tsx'
import { Facts } from './Facts.tsx'
import { isTyped, TypedFingerprint } from './TypedFingerprint.tsx'

type Shown = { file: PickedFile; card: Output<'ferry.trustIdentity'>['shown'] }

/** The file's fingerprint is not shown: it is typed from the paper that came another way, and compared here and in the core. */
export const TrustDialog = ({ onClose, onDone }: { onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Shown | null>(null)
  const [typed, setTyped] = useState('')
  const pick = usePick()
  const trust = useCall('ferry.trustIdentity')
  const right = shown !== null && isTyped(typed, shown.card.fingerprint)
  const choose = async () => {
    const file = await pick.open({ title: t('ferry.cards.chooseTitle'), kinds: [{ label: t('ferry.cards.exportKind'), extensions: ['txt'] }] })
    if (file === null) return
    setShown(null)
    const read = await trust.run({ file: file.handle })
    if (read !== null) setShown({ file, card: read.shown })
  }
  const submit = async () => {
    if (shown === null || !right) return
    const done = await trust.run({ file: shown.file.handle, fingerprint: typed })
    if (done === null) return
    const name = shown.card.agency || shown.card.name
    toastDone(t(done.enrolled ? 'ferry.cards.enrolledDone' : 'ferry.cards.trustedDone', { name }))
    onDone()
  }
  return (
    <Modal opened onClose={onClose} title={t('ferry.cards.trustTitle')} size={600}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('ferry.cards.trustAbout')}
          </Text>
          <Group gap="xs">
            <Button variant="default" loading={trust.busy && shown === null} onClick={() => void choose()}>
              {t('ferry.cards.choose')}
            </Button>
            {shown !== null && <Text size="sm">{shown.file.name}</Text>}
          </Group>
          {shown !== null && (
            <>
              <Facts
                rows={[
                  [t('ferry.cards.kind'), t(`ferry.cards.kinds.${shown.card.kind}`)],
                  [t('ferry.cards.agency'), shown.card.agency || '—'],
                  [t('ferry.cards.name'), shown.card.name],
                  [t('ferry.cards.madeAt'), formatMoment(shown.card.madeAt)],
                ]}
              />
              <Text size="sm">{t(`ferry.cards.means.${shown.card.kind}`)}</Text>
              <TypedFingerprint expected={shown.card.fingerprint} value={typed} onChange={setTyped} />
            </>
          )}
          <ErrorNote failure={trust.failure ?? pick.failure} onClose={trust.clear} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!right} loading={trust.busy && shown !== null}>
              {t('ferry.cards.trustNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
