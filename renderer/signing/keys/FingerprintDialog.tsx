import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
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
        <div className="mulu-form">
          <h1>{t('signing.keys.sheetTitle')}</h1>
          <table>
            <tbody>
              {facts.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2>{t('signing.fingerprint')}</h2>
          <div className="mulu-code">
            {(key.fingerprint.match(/.{1,4}/g) ?? []).map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one number never move
              <span key={at}>{group}</span>
            ))}
          </div>
          <p>{t('signing.keys.sheetAbout')}</p>
          <table className="mulu-sign">
            <tbody>
              <tr>
                {(['signOwner', 'signChecker'] as const).map((who) => (
                  <td key={who}>
                    {t(`signing.keys.${who}`)}
                    <p>
                      {t('ferry.form.sign')}
                      <br />
                      {t('ferry.form.day')}
                    </p>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      </PrintSheet>
    </Modal>
  )
}
