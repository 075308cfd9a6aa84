import { Button, Group, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../../shared/files.ts'
import type { Subject } from '../../../shared/signing/statement.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { DayInput } from '../../components/DayInput.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { useBundlePlace } from './use-bundle-file.ts'

type Source = { bundle: string } | { subject: Subject; files: string[] }
type Props = { source: Source; position: number; onClose(): void; onDone(words: string): void }

const empty = { name: '', role: '', authorisation: '', signedOn: '', seal: '', original: '' }

/** A place that was signed and sealed on paper: who, when, the seal, copies, where the original is, and the scan (practice P4). */
export const PaperDialog = ({ source, position, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(empty)
  const [copies, setCopies] = useState(2)
  const [scan, setScan] = useState<PickedFile | null>(null)
  const pick = usePick()
  const place = useBundlePlace()
  const record = useCall('signing.recordPaper')
  const gate = useGate(onClose, 'attach')
  const choose = async () => {
    const file = await pick.open({
      title: t('signing.paper.chooseScan'),
      kinds: [{ label: t('signing.paper.scan'), extensions: ['pdf', 'ofd', 'png', 'jpg', 'jpeg', 'tif', 'tiff'] }],
    })
    if (file !== null) setScan(file)
  }
  const submit = async () => {
    if (scan === null) return
    const target = await place.choose(position)
    if (target === null) return
    const { name, role, authorisation, signedOn, seal, original } = draft
    const done = await record.run({
      ...source,
      signer: { name: name.trim(), role: role.trim(), authorisation: authorisation.trim() },
      signedOn,
      seal: seal.trim(),
      copies,
      original: original.trim(),
      scan: scan.handle,
      secrecy: '不涉密',
      file: target.handle,
    })
    if (done !== null) onDone(t('signing.paper.done', { digest: done.sha256 }))
  }
  const text = (field: 'name' | 'role' | 'authorisation' | 'seal' | 'original', most: number, needed = false) => (
    <TextInput
      label={t(`signing.paper.${field}`)}
      value={draft[field]}
      onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
      maxLength={most}
      withAsterisk={needed}
      {...(field === 'name' ? { 'data-autofocus': true } : {})}
    />
  )
  return (
    <>
      <FormDialog
        title={t('signing.paper.title')}
        about={t('bundle' in source ? 'signing.paper.about' : 'signing.paper.aboutNew', { position })}
        confirm={t('signing.paper.confirm')}
        complete={draft.name.trim() !== '' && draft.signedOn !== '' && scan !== null}
        busy={record.busy}
        failure={record.failure ?? place.failure ?? pick.failure}
        onSubmit={() => gate.ask(() => void submit())}
        onClose={onClose}
        size={640}
      >
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
          {text('name', 100, true)}
          {text('role', 40)}
          {text('authorisation', 200)}
          <DayInput label={t('signing.paper.signedOn')} value={draft.signedOn} onChange={(signedOn) => setDraft({ ...draft, signedOn })} withAsterisk />
          {text('seal', 100)}
          <NumberInput
            label={t('signing.paper.copies')}
            value={copies}
            onChange={(next) => setCopies(typeof next === 'number' ? next : 1)}
            min={1}
            max={100}
            allowDecimal={false}
          />
        </SimpleGrid>
        {text('original', 200)}
        <Group gap="xs">
          <Button variant="default" onClick={() => void choose()}>
            {t('signing.paper.chooseScan')}
          </Button>
          {scan !== null && <Text size="sm">{scan.name}</Text>}
        </Group>
      </FormDialog>
      {gate.dialog}
    </>
  )
}
