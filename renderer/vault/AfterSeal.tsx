import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Secrets } from '../../shared/contract/define.ts'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { usePrint } from '../app/use-print.ts'
import { DayInput } from '../components/DayInput.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { TwoPersonDialog } from '../components/TwoPersonDialog.tsx'
import { toastDone } from '../components/toast.tsx'
import { Certificate } from './Certificate.tsx'
import { Part } from './Part.tsx'
import { type PurgeChoice, PurgeFields } from './PurgeFields.tsx'

type Task = 'purge' | 'unseal'

/** What the secrecy authority may allow (practice L4): erase entries, or lift the freeze. Each needs its ruling and two people. */
export const AfterSeal = () => {
  const { t } = useTranslation()
  const [task, setTask] = useState<Task | null>(null)
  const [asking, setAsking] = useState(false)
  const [choice, setChoice] = useState<PurgeChoice | null>(null)
  const [approvalNumber, setApproval] = useState('')
  const [approvedOn, setApprovedOn] = useState('')
  const [certificate, setCertificate] = useState<Output<'vault.purge'>['certificate'] | null>(null)
  const purge = useCall('vault.purge')
  const unseal = useCall('vault.unseal')
  const { print, failure: unprinted } = usePrint('purgeCertificate')
  const ready = approvalNumber.trim() !== '' && approvedOn !== '' && (task === 'unseal' || choice !== null)
  const begin = (next: Task) => {
    purge.clear()
    unseal.clear()
    setChoice(null)
    setTask(next)
  }
  const close = () => {
    setAsking(false)
    setTask(null)
  }
  const ruling = { approvalNumber: approvalNumber.trim(), approvedOn }
  const run = async (second: NonNullable<Secrets['with']>) => {
    if (task === 'unseal') {
      const done = await unseal.run(ruling, { with: second })
      if (done === null) return
      toastDone(t('vault.unseal.done'))
    } else if (choice !== null) {
      const done = await purge.run({ ...choice, ...ruling }, { with: second })
      if (done === null) return
      setCertificate(done.certificate)
    }
    close()
  }
  const title = t(task === 'unseal' ? 'vault.unseal.title' : 'vault.purge.title')
  const warning = t(task === 'unseal' ? 'vault.unseal.warning' : 'vault.purge.irreversible')
  return (
    <Part title={t('vault.afterSeal.title')} about={t('vault.afterSeal.about')}>
      <Group gap="xs">
        <Button variant="light" color="red" onClick={() => begin('purge')}>
          {t('vault.purge.do')}
        </Button>
        <Button variant="default" onClick={() => begin('unseal')}>
          {t('vault.unseal.do')}
        </Button>
      </Group>
      <Modal opened={task !== null && !asking} onClose={close} title={title}>
        <Stack gap="sm">
          <Alert color={task === 'unseal' ? 'orange' : 'red'} p="xs">
            {warning}
          </Alert>
          {task === 'purge' && <PurgeFields onChange={setChoice} />}
          <Group grow align="flex-start">
            <TextInput
              label={t('vault.purge.approval')}
              value={approvalNumber}
              onChange={(event) => setApproval(event.currentTarget.value)}
              maxLength={100}
              required
              data-autofocus
            />
            <DayInput label={t('vault.purge.approvedOn')} value={approvedOn} onChange={setApprovedOn} required />
          </Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button color={task === 'unseal' ? 'office' : 'red.8'} disabled={!ready} onClick={() => setAsking(true)}>
              {t('common.next')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <TwoPersonDialog
        opened={asking && !purge.busy}
        title={title}
        confirmLabel={title}
        busy={unseal.busy}
        failure={purge.failure ?? unseal.failure}
        onConfirm={(second) => void run(second)}
        onCancel={close}
      >
        <Text size="sm">{warning}</Text>
      </TwoPersonDialog>
      <ProgressDialog opened={purge.busy} title={t('vault.purge.title')} progress={purge.progress} cancelling={purge.cancelling} />
      <Modal opened={certificate !== null} onClose={() => setCertificate(null)} title={t('vault.purge.certificate')} size={560}>
        {certificate !== null && (
          <Stack gap="sm">
            <Certificate certificate={certificate} {...ruling} />
            <ErrorNote failure={unprinted} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
                {t('common.print')}
              </Button>
              <Button onClick={() => setCertificate(null)}>{t('common.close')}</Button>
            </Group>
            <PrintSheet>
              <h1>{t('vault.purge.certificate')}</h1>
              <Certificate certificate={certificate} {...ruling} />
            </PrintSheet>
          </Stack>
        )}
      </Modal>
    </Part>
  )
}
