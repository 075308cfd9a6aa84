import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { toastDone } from '../../components/toast.tsx'
import { Facts } from '../../ferry/Facts.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import { Findings } from '../Findings.tsx'
import classes from '../signing.module.css'
import { useSigningWords } from '../words.ts'
import { ChangeKeyPassphrase } from './ChangeKeyPassphrase.tsx'
import { FingerprintDialog } from './FingerprintDialog.tsx'
import { KeyState, type SigningKey } from './Keys.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { RetireDialog } from './RetireDialog.tsx'

type Task = 'print' | 'request' | 'change' | 'retire'

/** One key of mine: its fingerprint, where it lives, and what its certificate proves (practice L10). */
export const KeyCard = ({ signingKey: key }: { signingKey: SigningKey }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useSigningWords()
  const mayChange = useMay('signing.changePassphrase')
  const pick = usePick()
  const bring = useCall('signing.importCertificate')
  const [task, setTask] = useState<Task | null>(null)
  const close = () => setTask(null)
  const [newest, ...older] = key.certificates
  const importCertificate = async () => {
    bring.clear()
    const file = await pick.open({
      title: t('signing.keys.bringTitle'),
      kinds: [{ label: t('signing.keys.certificateKind'), extensions: ['pem', 'cer', 'crt', 'der', 'p7b'] }],
    })
    if (file !== null && (await bring.run({ keyId: key.id, file: file.handle })) !== null) toastDone(t('signing.keys.brought'))
  }
  const used = key.retiredAt === null && mayChange
  return (
    <article className={classes.signature} data-state={key.retiredAt === null ? 'good' : 'missing'} aria-label={key.fingerprint.slice(0, 8)}>
      <Group gap={8} align="baseline" mb={6}>
        <Text size="sm" fw={600}>
          {t(`signing.algorithms.${key.algorithm}.name`)}
        </Text>
        <KeyState signingKey={key} />
        <Text span size="2xs" c="dimmed">
          {t('signing.keys.createdAt')} {formatMoment(key.createdAt)}
        </Text>
      </Group>
      <Facts
        rows={[
          [t('signing.fingerprint'), <Fingerprint key="print" value={key.fingerprint} />],
          [t('signing.keyPlace'), words.place(key.place)],
          newest === undefined ? [t('signing.certificate'), t('signing.noCertificate')] : null,
          newest === undefined ? null : [t('signing.keys.subject'), newest.subject],
          newest === undefined ? null : [t('signing.keys.issuer'), newest.issuer],
          newest === undefined
            ? null
            : [t('signing.keys.validity'), t('signing.keys.until', { from: newest.fromAt.slice(0, 10), until: newest.untilAt.slice(0, 10) })],
          key.standing === null
            ? null
            : [
                t('signing.keys.verdict'),
                <div key="standing">
                  {key.standing.words[language]}
                  <Findings findings={key.standing.findings} />
                </div>,
              ],
          key.retiredAt === null
            ? null
            : [
                t('signing.keys.state'),
                t('signing.keys.retiredWhy', { at: formatMoment(key.retiredAt), by: key.retiredBy ?? '', reason: key.retiredReason ?? '' }),
              ],
        ]}
      />
      {older.length > 0 && (
        <Text size="2xs" c="dimmed">
          {t('signing.keys.older', { count: older.length })}
        </Text>
      )}
      <ErrorNote failure={bring.failure ?? pick.failure} onClose={bring.failure === null ? pick.clear : bring.clear} />
      <Group gap={6} mt="xs" role="group" aria-label={t('signing.keys.actionsOf', { print: key.fingerprint.slice(0, 8) })}>
        <Button size="compact-sm" variant="default" onClick={() => setTask('print')}>
          {t('signing.keys.print')}
        </Button>
        {used && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => setTask('request')}>
              {t('signing.keys.request')}
            </Button>
            <Button size="compact-sm" variant="default" loading={bring.busy} onClick={() => void importCertificate()}>
              {t('signing.keys.bring')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setTask('change')}>
              {t('signing.keys.change')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setTask('retire')}>
              {t('signing.keys.retire')}
            </Button>
          </>
        )}
      </Group>
      {task === 'print' && <FingerprintDialog signingKey={key} onClose={close} />}
      {task === 'request' && <RequestDialog signingKey={key} onClose={close} />}
      {task === 'change' && <ChangeKeyPassphrase signingKey={key} onClose={close} />}
      {task === 'retire' && <RetireDialog signingKey={key} onClose={close} />}
    </article>
  )
}
