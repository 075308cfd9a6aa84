import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FingerprintSheet } from '../../components/FingerprintSheet.tsx'
import { formatMoment } from '../../components/moments.ts'
import { PrintSheet } from '../../components/PrintSheet.tsx'
import { Facts } from '../../ferry/Facts.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import { useSigningWords } from '../words.ts'
import type { SigningKey } from './Keys.tsx'

/** The fingerprint on screen and on paper: what two people compare. */
export const FingerprintDialog = ({ signingKey: key, onClose }: { signingKey: SigningKey; onClose(): void }) => {
  const { t } = useTranslation()
  const words = useSigningWords()
  const { print, failure } = usePrint('signingKey')
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const facts: [string, string][] = [
    [t('signing.make.agency'), agency || '—'],
    [t('signing.keys.owner'), key.user],
    [t('signing.algorithm'), t(`signing.algorithms.${key.algorithm}.name`)],
    [t('signing.keyPlace'), words.place(key.place)],
    [t('signing.keys.createdAt'), formatMoment(key.createdAt)],
  ]
  return (
    <Modal opened onClose={onClose} title={t('signing.keys.printTitle')} size={560}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('signing.keys.printAbout')}
        </Text>
        <Facts rows={[...facts, [t('signing.fingerprint'), <Fingerprint key="print" value={key.fingerprint} />]]} />
        <ErrorNote failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button leftSection={<IconPrinter size={15} aria-hidden />} onClick={print} data-autofocus>
            {t('common.print')}
          </Button>
        </Group>
      </Stack>
      <PrintSheet>
        <FingerprintSheet
          title={t('signing.keys.sheetTitle')}
          facts={facts}
          name={t('signing.fingerprint')}
          fingerprint={key.fingerprint}
          about={t('signing.keys.sheetAbout')}
          signers={[t('signing.keys.signOwner'), t('signing.keys.signChecker')]}
        />
      </PrintSheet>
    </Modal>
  )
}
