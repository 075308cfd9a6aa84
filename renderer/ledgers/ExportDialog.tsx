import { Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LedgerFormat, ledgerFormats } from '../../shared/contract/ledgers.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { useGate } from '../cases/use-gate.tsx'
import { RecordForm } from '../catalogue/answers/RecordForm.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import type { Ledger } from './LedgerTable.tsx'
import type { Question } from './ledgers-store.ts'

type Props = { ledger: Ledger; question: Question; total: number; onClose(): void; onDone(said: string): void }

/** All rows that are found, as a table, data, or a paper; what for is asked, and the secrecy question (practice L1, P16). */
export const ExportDialog = ({ ledger, question, total, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [format, setFormat] = useState<LedgerFormat>('xlsx')
  const [purpose, setPurpose] = useState('')
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const { run, busy, failure, progress, cancel, cancelling } = useCall('ledger.export')
  const name = ledger.words[language]
  const write = async () => {
    const place = await pick.save({
      title: t('ledgers.exportTitle', { name }),
      name: `${name}.${format}`,
      kinds: [{ label: t(`ledgers.formats.${format}`), extensions: [format] }],
    })
    if (place === null) return
    const done = await run({ ...question, secrecy: '不涉密', file: place.handle, format, lang: language, purpose: purpose.trim() })
    if (done === null) return
    onDone(t('ledgers.exported', { count: done.rows, digest: done.sha256 }))
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('ledgers.exportTitle', { name })}
        about={t('ledgers.exportAbout', { count: total })}
        confirm={t('ledgers.confirm')}
        complete={purpose.trim() !== ''}
        busy={busy}
        failure={failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
        onClose={onClose}
      >
        <Radio.Group label={t('ledgers.format')} value={format} onChange={(value) => setFormat(ledgerFormats.find((each) => each === value) ?? 'xlsx')}>
          <Stack gap={6} mt={6} mb={4}>
            {ledgerFormats.map((each) => (
              <Radio key={each} value={each} label={t(`ledgers.formats.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('ledgers.purpose')}
          description={t('ledgers.purposeHint')}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
      <ProgressDialog opened={busy} title={t('ledgers.working')} progress={progress} cancelling={cancelling} onCancel={cancel} />
    </>
  )
}
