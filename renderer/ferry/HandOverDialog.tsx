import { Button, Group, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { HandOverSheet } from './HandOverSheet.tsx'
import { HandOverView } from './HandOverView.tsx'
import type { HandOver } from './words.ts'

/** 交接单 of a package, on screen and on paper. */
export const HandOverDialog = ({ form, onClose }: { form: HandOver; onClose(): void }) => {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('ferry.form.title')} size={860}>
      <HandOverView form={form} />
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <PrintHandOver form={form} />
      </Group>
    </Modal>
  )
}

/** The button that prints it, and the sheet. */
export const PrintHandOver = ({ form }: { form: HandOver }) => {
  const { t } = useTranslation()
  const { print, failure } = usePrint('handOver')
  return (
    <>
      <ErrorNote failure={failure} />
      <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
        {t('ferry.form.print')}
      </Button>
      <PrintSheet>
        <HandOverSheet form={form} />
      </PrintSheet>
    </>
  )
}
