import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { formatNumber } from '../components/moments.ts'

export const VerifyResult = ({ result, onClose }: { result: Output<'audit.verify'>; onClose(): void }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const good = result.broken === null
  return (
    <Alert
      p="xs"
      color={good ? 'green' : 'red'}
      role={good ? 'status' : 'alert'}
      icon={good ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      withCloseButton
      onClose={onClose}
    >
      {result.broken === null
        ? t('audit.good', { events: formatNumber(result.events), checkpoints: formatNumber(result.checkpoints) })
        : t('audit.broken', { at: result.broken.at, why: result.broken.why })}
      <Text size="2xs" c="dimmed" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
        {pair(t('audit.head'), result.head)}
      </Text>
    </Alert>
  )
}
