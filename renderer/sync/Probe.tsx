import { Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'

/** Whether the platform answers now, and if not, at which step it ended. Disabled while what is shown is not what is set: the answer goes too. */
export const Probe = ({ disabled = false, lead }: { disabled?: boolean; lead?: ReactNode }) => {
  const { t } = useTranslation()
  const probe = useCall('sync.probe')
  const [answer, setAnswer] = useState<Output<'sync.probe'> | null>(null)
  const ask = async () => {
    setAnswer(null)
    setAnswer(await probe.run({}))
  }
  return (
    <Stack gap="xs">
      <Group gap="sm">
        {lead}
        <Button variant="default" disabled={disabled} loading={probe.busy} onClick={() => void ask()}>
          {t('sync.probe')}
        </Button>
        <Text size="sm" role="status" c={answer?.other === true ? 'var(--mulu-warning)' : 'var(--mulu-good)'}>
          {answer !== null && !disabled && (
            <Group gap={6} wrap="nowrap" component="span">
              {answer.other ? <IconAlertTriangle size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
              {answer.other ? t('sync.probedOther', { platform: answer.platform }) : t('sync.probed', { platform: answer.platform, ms: answer.tookMs })}
            </Group>
          )}
        </Text>
      </Group>
      <ErrorNote failure={probe.failure} onClose={probe.clear} />
    </Stack>
  )
}
