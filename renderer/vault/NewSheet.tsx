import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Part } from './Part.tsx'
import { RecoverySheet, type Sheet } from './RecoverySheet.tsx'

/** A new recovery sheet; the old one stops working, so it is asked first and the new one must be read back. */
export const NewSheet = () => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [checked, setChecked] = useState(false)
  const renew = useCall('vault.newRecoverySheet')
  const run = async () => {
    const made = await renew.run({})
    setAsking(false)
    setChecked(false)
    setSheet(made)
  }
  return (
    <Part title={t('vault.recovery.title')} about={t('vault.recovery.about')}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('vault.recovery.do')}
      </Button>
      <ErrorNote failure={renew.failure} />
      <ConfirmDialog
        opened={asking}
        title={t('vault.recovery.do')}
        confirmLabel={t('vault.recovery.do')}
        busy={renew.busy}
        danger
        onConfirm={() => void run()}
        onCancel={() => setAsking(false)}
      >
        {t('vault.recovery.confirm')}
      </ConfirmDialog>
      <Modal
        opened={sheet !== null}
        onClose={() => undefined}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={t('vault.recovery.title')}
        size={640}
      >
        {sheet !== null && (
          <Stack gap="sm">
            <RecoverySheet sheet={sheet} onChecked={setChecked} />
            <Group justify="flex-end">
              <Button onClick={() => setSheet(null)} disabled={!checked}>
                {t('common.finish')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Part>
  )
}
