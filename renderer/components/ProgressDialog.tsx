import { Progress as Bar, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../app/use-call.ts'

type Props = {
  opened: boolean
  title: string
  progress: Progress | null
  /** The words for `progress.phase`; left out where one bar says it all. */
  phase?: string
  cancelling: boolean
  /** Left out for work that can not be stopped half way. */
  onCancel?: (() => void) | undefined
}

/** Long work: how far it is, and a way to stop it. Closing it is only by its own button. */
export const ProgressDialog = ({ opened, title, progress, phase, cancelling, onCancel }: Props) => {
  const { t } = useTranslation()
  const known = progress !== null && progress.total > 0
  const share = known ? Math.min(100, (100 * progress.done) / progress.total) : 100
  const words = progress === null ? t('common.working') : known ? t('common.progressOf', progress) : t('common.progressDone', progress)
  return (
    <Modal opened={opened} onClose={() => undefined} title={title} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Bar value={share} animated={!known} striped={!known} aria-label={title} />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" role="status" aria-live="polite">
            {phase === undefined ? words : `${phase} · ${words}`}
          </Text>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel} disabled={cancelling}>
              {cancelling ? t('common.cancelling') : t('common.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
