import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../shared/contract.ts'
import { formatBytes } from '../../../components/moments.ts'
import { Facts } from '../../../ferry/Facts.tsx'

export type Exported = Output<'submission.export'> & { name: string }

/** What was written, with the digests a receiver compares. */
export const ExportedDialog = ({ exported, onClose }: { exported: Exported; onClose(): void }) => {
  const { t } = useTranslation()
  const { name, bytes, sha256, documentSha256, documentSm3, beside } = exported
  const digest = (text: string) => (
    <Text span size="2xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  )
  return (
    <Modal opened onClose={onClose} title={t('submissions.export.done')} size={640}>
      <Stack gap="sm">
        <Facts
          rows={[
            [t('submissions.verify.file'), `${name} (${formatBytes(bytes)})`],
            [t('submissions.export.fileDigest'), digest(sha256)],
            [t('submissions.export.documentSha256'), digest(documentSha256)],
            [t('submissions.export.documentSm3'), digest(documentSm3)],
          ]}
        />
        {beside.length > 0 && (
          <>
            <Text size="sm">{t('submissions.export.beside')}</Text>
            <List size="sm">
              {beside.map((each) => (
                <List.Item key={each}>{each}</List.Item>
              ))}
            </List>
          </>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
