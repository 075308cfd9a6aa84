import { Alert, Button, Group, List, Paper, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useMay } from '../app/session.tsx'
import { formatMoment } from '../components/moments.ts'
import { Facts } from './Facts.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import { type Said, useFerryWords } from './words.ts'

type Verified = Output<'ferry.verify'>

/** What was found, in words: who signed it, for whom, whether it is whole, and why it could not be taken in. */
export const VerifyStep = ({ verified, onPreview }: { verified: Verified; onPreview(): void }) => {
  const { t } = useTranslation()
  const { aside, list } = usePunctuation()
  const words = useFerryWords()
  const mayTake = useMay('ferry.preview')
  const { signer, volumes, applied, problems } = verified
  const good = problems.length === 0
  const signature = signer.signed ? t(`ferry.take.signers.${signer.standing}`) : t('ferry.take.unsigned')
  return (
    <Stack gap="sm">
      <Group gap="xs" role="status">
        {good ? <IconCircleCheck size={22} color="var(--mulu-good)" aria-hidden /> : <IconCircleX size={22} color="var(--mantine-color-error)" aria-hidden />}
        <Text fw={600} size="lg">
          {applied !== null ? t('ferry.take.already', { at: formatMoment(applied.at), by: applied.by }) : t(good ? 'ferry.take.good' : 'ferry.take.bad')}
        </Text>
      </Group>
      <SaidList title={t('ferry.take.problems')} lines={problems} color="red" />
      <SaidList title={t('ferry.take.warnings')} lines={verified.warnings} color="yellow" />
      <Paper p="md">
        <Facts
          rows={[
            [t('ferry.kind'), words.kind(verified.kind)],
            [t('ferry.take.sender'), words.party(verified.sender)],
            [t('ferry.take.recipient'), `${words.party(verified.recipient)} · ${t(verified.forUs ? 'ferry.take.forUs' : 'ferry.take.notForUs')}`],
            [t('ferry.take.signature'), signer.sm2 ? `${signature} · ${t('ferry.take.sm2')}` : signature],
            [t('ferry.form.signer'), <Fingerprint key="signer" value={signer.fingerprint} />],
            [t('ferry.take.madeAt'), formatMoment(verified.madeAt)],
            verified.expiresOn === null ? null : [t('ferry.take.expires'), verified.expiresOn],
            [t('ferry.take.medium'), `${verified.medium.number} · ${verified.medium.mark}`],
            [t('ferry.take.mode'), t(`ferry.modes.${verified.mode}`)],
            [
              t('ferry.take.volumes'),
              volumes.missing.length === 0
                ? aside(t('ferry.take.allVolumes', { of: volumes.of }), verified.whole ? formatFiles(verified) : t('ferry.take.broken')).replace('（）', '')
                : t('ferry.take.missingVolumes', { of: volumes.of, missing: list(volumes.missing.map(String)) }),
            ],
            [t('ferry.take.inside'), words.counts(verified.counts)],
          ]}
        />
      </Paper>
      {mayTake && (
        <Group>
          <Button disabled={!good} onClick={onPreview} data-autofocus>
            {t('ferry.take.preview')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const formatFiles = ({ files }: Verified): string => files.map(({ name }) => name).join(' · ')

export const SaidList = ({ title, lines, color }: { title: string; lines: readonly Said[]; color: 'red' | 'yellow' }) => {
  const words = useFerryWords()
  if (lines.length === 0) return null
  return (
    <Alert
      color={color}
      p="sm"
      title={title}
      role={color === 'red' ? 'alert' : 'status'}
      icon={color === 'red' ? <IconAlertTriangle size={18} aria-hidden /> : <IconInfoCircle size={18} aria-hidden />}
    >
      <List size="sm" spacing={4}>
        {lines.map((line) => {
          const { message, action } = words.said(line)
          return (
            <List.Item key={`${line.code} ${message}`}>
              <b>{message}</b> {action}{' '}
              <Text span size="2xs" c="dimmed" className="mulu-mono">
                {line.code}
              </Text>
            </List.Item>
          )
        })}
      </List>
    </Alert>
  )
}
