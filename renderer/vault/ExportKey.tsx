import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Secrets } from '../../shared/contract/define.ts'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { TwoPersonDialog } from '../components/TwoPersonDialog.tsx'
import { Part } from './Part.tsx'

/** The raw key for an independent reader (decisions K5): two people, recorded, shown once. */
export const ExportKey = () => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [key, setKey] = useState<Output<'vault.exportKey'> | null>(null)
  const exportKey = useCall('vault.exportKey')
  const run = async (second: NonNullable<Secrets['with']>) => {
    const made = await exportKey.run({}, { with: second })
    if (made === null) return
    setAsking(false)
    setKey(made)
  }
  return (
    <Part title={t('vault.exportKey.title')} about={t('vault.exportKey.about')}>
      <Button
        variant="default"
        onClick={() => {
          exportKey.clear()
          setAsking(true)
        }}
      >
        {t('vault.exportKey.do')}
      </Button>
      <TwoPersonDialog
        opened={asking}
        title={t('vault.exportKey.title')}
        confirmLabel={t('vault.exportKey.do')}
        busy={exportKey.busy}
        failure={exportKey.failure}
        onConfirm={(second) => void run(second)}
        onCancel={() => setAsking(false)}
      >
        <Alert color="orange" p="xs">
          {t('vault.exportKey.warning')}
        </Alert>
      </TwoPersonDialog>
      <Modal opened={key !== null} onClose={() => setKey(null)} title={t('vault.exportKey.title')} size={560}>
        {key !== null && (
          <Stack gap="sm">
            <Alert color="orange" p="xs">
              {t('vault.exportKey.warning')}
            </Alert>
            <div>
              <Text size="xs" c="dimmed">
                {t('vault.exportKey.key')} · {t(`vault.ciphers.${key.cipher}`)}
              </Text>
              <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {key.keyHex}
              </Code>
            </div>
            <Group justify="flex-end" gap="xs">
              <CopyButton value={key.keyHex}>
                {({ copied, copy }) => (
                  <Button variant="default" onClick={copy}>
                    {t(copied ? 'common.copied' : 'common.copy')}
                  </Button>
                )}
              </CopyButton>
              <Button onClick={() => setKey(null)}>{t('vault.exportKey.hide')}</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Part>
  )
}
