import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { callOf } from '../calls.ts'
import { useGate } from '../use-gate.tsx'
import type { FileProps } from './CaseFile.tsx'

type Props = Pick<FileProps, 'row' | 'file'> & { onClose(): void; onDone(said: string): void }

/** A closed case as one package; what can not be had of its papers is archived as missing when the officer says so. */
export const ArchiveDialog = ({ row: { kind, id, number: caseNumber, archived }, file: { papers }, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [number, setNumber] = useState(archived?.number ?? '')
  const [incomplete, setIncomplete] = useState(false)
  const [purpose, setPurpose] = useState('')
  const missing = papers.filter(({ here }) => !here).length
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const { run, busy, failure, progress, cancel, cancelling } = useCall(callOf(kind, 'archive'))
  const write = async () => {
    const place = await pick.save({
      title: t('ledgers.archive.title', { number: caseNumber }),
      name: `${t('ledgers.archive.fileName')} ${caseNumber}.zip`,
      kinds: [{ label: t('ledgers.archive.kind'), extensions: ['zip'] }],
    })
    if (place === null) return
    const done = await run({ secrecy: '不涉密', id, file: place.handle, number: number.trim(), incomplete, purpose: purpose.trim() })
    if (done === null) return
    onDone(t('ledgers.archive.done', { number: done.number, acts: done.acts, papers: done.papers, digest: done.sha256 }))
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('ledgers.archive.title', { number: caseNumber })}
        about={t('ledgers.archive.about')}
        confirm={t('ledgers.archive.confirm')}
        complete={missing === 0 || incomplete}
        busy={busy}
        failure={failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
        onClose={onClose}
      >
        <TextInput
          label={t('ledgers.archive.number')}
          description={t(archived === null ? 'ledgers.archive.numberHint' : 'ledgers.archive.fixed')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          readOnly={archived !== null}
          maxLength={60}
          data-autofocus
        />
        {missing > 0 && (
          <Checkbox
            label={t('ledgers.archive.incomplete')}
            description={t('ledgers.archive.missing', { count: missing })}
            checked={incomplete}
            onChange={(event) => setIncomplete(event.currentTarget.checked)}
          />
        )}
        <TextInput label={t('common.purpose')} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} maxLength={200} />
      </RecordForm>
      {gate.dialog}
      <ProgressDialog opened={busy} title={t('ledgers.archive.working')} progress={progress} cancelling={cancelling} onCancel={cancel} />
    </>
  )
}
