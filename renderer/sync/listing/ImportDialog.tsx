import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import type { PickedFile } from '../../../shared/files.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { SecrecyDialog } from '../../catalogue/secrecy/SecrecyDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { KeptTemplate } from './Templates.tsx'
import { type Decisions, Trial } from './Trial.tsx'

export const sheetKinds = [{ label: 'xlsx, xls, et, csv', extensions: ['xlsx', 'xls', 'et', 'csv', 'txt'] }]

/** `2026-11-26T18:30` of a field, as the moment it is here. */
const momentOf = (local: string): string | undefined => (local === '' ? undefined : new Date(local).toISOString())

/** File, question, what it would do, decisions, and then it is done. */
export const ImportDialog = ({ templates, onClose }: { templates: readonly KeptTemplate[]; onClose: () => void }) => {
  const { t } = useTranslation()
  const pick = usePick()
  const run = useCall('listing.import')
  const [file, setFile] = useState<PickedFile | null>(null)
  const [template, setTemplate] = useState(templates[0]?.name ?? '')
  const [complete, setComplete] = useState(false)
  const [asOf, setAsOf] = useState('')
  const [asking, setAsking] = useState(false)
  const [trial, setTrial] = useState<Output<'listing.import'> | null>(null)
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const asked = templates.find(({ name }) => name === template)?.template.complete === 'asked'
  const bring = async (apply: boolean, decided: Decisions = decisions) => {
    if (file === null) return
    const at = momentOf(asOf)
    const done = await run.run({
      file: file.handle,
      template,
      secrecy: '不涉密',
      apply,
      complete,
      ...(at === undefined ? {} : { asOf: at }),
      decisions: [...decided].map(([row, entry]) => ({ row, entry })),
    })
    if (done === null) return
    if (!apply) {
      setTrial(done)
      return
    }
    const { taken, merged } = done.effects
    toastDone(t('listing.applied', { taken: taken + merged, added: done.effects.new, confirmed: done.handed.confirmed + done.handed.altered }))
    onClose()
  }
  const choose = async () => {
    const chosen = await pick.open({ title: t('listing.import'), kinds: sheetKinds })
    if (chosen === null) return
    setFile(chosen)
    setTrial(null)
    setDecisions(new Map())
  }
  return (
    <>
      <Modal opened={!asking} onClose={onClose} size={1000} title={t('listing.import')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack gap="sm">
          <Group align="flex-end" gap="md">
            <Button variant="default" onClick={() => void choose()}>
              {file?.name ?? t('listing.chooseFile')}
            </Button>
            <Select
              label={t('listing.template')}
              data={templates.map(({ name }) => name)}
              value={template}
              allowDeselect={false}
              w={220}
              onChange={(value) => {
                if (value === null) return
                setTemplate(value)
                setTrial(null)
              }}
            />
            <TextInput type="datetime-local" label={t('listing.asOf')} w={210} value={asOf} onChange={(event) => setAsOf(event.currentTarget.value)} />
          </Group>
          <Text size="xs" c="dimmed">
            {t('listing.asOfHint')}
          </Text>
          {asked && (
            <Checkbox
              label={t('listing.complete')}
              description={t('listing.completeHint')}
              checked={complete}
              onChange={(event) => {
                setComplete(event.currentTarget.checked)
                setTrial(null)
              }}
            />
          )}
          <ErrorNote failure={pick.failure ?? run.failure} onClose={pick.failure === null ? run.clear : pick.clear} />
          {trial?.appliedBeforeAt != null && (
            <Alert color="blue" p="xs" role="status">
              {t('listing.appliedBefore', { at: formatMoment(trial.appliedBeforeAt) })}
            </Alert>
          )}
          {trial !== null && <Trial trial={trial} decisions={decisions} onDecide={setDecisions} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button variant={trial === null ? 'filled' : 'default'} disabled={file === null} loading={run.busy} onClick={() => setAsking(true)}>
              {t('listing.tryOut')}
            </Button>
            {trial !== null && (
              <Button loading={run.busy} onClick={() => void bring(true)}>
                {t('listing.apply')}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
      <SecrecyDialog
        opened={asking}
        about="import"
        onAnswer={() => {
          setAsking(false)
          void bring(false)
        }}
        onStopped={onClose}
        onCancel={() => setAsking(false)}
      />
      <ProgressDialog opened={run.busy} title={t('listing.running')} progress={run.progress} cancelling={run.cancelling} onCancel={run.cancel} />
    </>
  )
}
