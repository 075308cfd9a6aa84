import { Button, Group, Modal, Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ChangeList } from '../agreement/view/ChangeList.tsx'

/** How an agreement's text that came by package differs from the one on our table, in words. */
export const CompareDialog = ({ id, packageId, actId, onClose }: { id: string; packageId: string; actId: string; onClose(): void }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('agreement.compare', { id, package: packageId, to: actId })
  return (
    <Modal opened onClose={onClose} title={t('cases.received.compareTitle')} size={760}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('cases.received.compareAbout')}
      </Text>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={80} aria-label={t('common.loading')} />}
      {value !== null && <ChangeList changes={value.changes} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </Group>
    </Modal>
  )
}
