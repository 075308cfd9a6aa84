import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { SecrecyDialog } from '../../catalogue/secrecy/SecrecyDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { KeptTemplate } from './Templates.tsx'

/** Writes what was changed into the platform's own sheet. */
export const ExportDialog = ({ templates, onClose }: { templates: readonly KeptTemplate[]; onClose: () => void }) => {
  const { t } = useTranslation()
  const pick = usePick()
  const run = useCall('listing.export')
  const [template, setTemplate] = useState(templates[0]?.name ?? '')
  const [purpose, setPurpose] = useState('')
  const [again, setAgain] = useState(false)
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState<Output<'listing.export'> | null>(null)
  const go = async () => {
    setAsking(false)
    const place = await pick.save({ title: t('listing.export'), name: `${t('listing.exportName')}.xlsx`, kinds: [{ label: 'xlsx', extensions: ['xlsx'] }] })
    if (place === null) return
    setDone(await run.run({ file: place.handle, template, purpose: purpose.trim(), again, secrecy: '不涉密' }))
  }
  return (
    <>
      <Modal opened={!asking} onClose={onClose} size={560} title={t('listing.export')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack gap="sm">
          <Select
            label={t('listing.template')}
            data={templates.map(({ name }) => name)}
            value={template}
            allowDeselect={false}
            onChange={(value) => value !== null && setTemplate(value)}
          />
          <TextInput label={t('listing.purpose')} maxLength={200} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
          <Checkbox
            label={t('listing.again')}
            description={t('listing.againHint')}
            checked={again}
            onChange={(event) => setAgain(event.currentTarget.checked)}
          />
          <ErrorNote failure={pick.failure ?? run.failure} onClose={pick.failure === null ? run.clear : pick.clear} />
          {done !== null && (
            <Alert color="green" role="status" p="xs">
              <Text size="sm">{t('listing.exported', done)}</Text>
              {done.deletionsLeft > 0 && <Text size="sm">{t('listing.deletionsLeft', { count: done.deletionsLeft })}</Text>}
              {done.left > 0 && <Text size="sm">{t('listing.left', { count: done.left })}</Text>}
              <Text size="2xs" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
                SHA-256 {done.sha256}
              </Text>
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button loading={run.busy} disabled={template === ''} onClick={() => setAsking(true)}>
              {t('listing.export')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <SecrecyDialog opened={asking} about="sync" onAnswer={() => void go()} onStopped={onClose} onCancel={() => setAsking(false)} />
    </>
  )
}
