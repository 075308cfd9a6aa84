import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LedgerFormat, ledgerFormats } from '../../shared/contract/ledgers.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { ExportForm } from '../components/ExportForm.tsx'
import { FormatChoice } from '../components/FormatChoice.tsx'
import type { Ledger } from './LedgerTable.tsx'
import type { Question } from './ledgers-store.ts'

type Props = { ledger: Ledger; question: Question; total: number; onClose(): void; onDone(said: string): void }

/** All rows that are found, as a table, data, or a paper. */
export const ExportDialog = ({ ledger, question, total, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [format, setFormat] = useState<LedgerFormat>('xlsx')
  const call = useCall('ledger.export')
  const name = ledger.words[language]
  return (
    <ExportForm
      title={t('ledgers.exportTitle', { name })}
      about={t('ledgers.exportAbout', { count: total })}
      confirm={t('ledgers.confirm')}
      purposeHint={t('ledgers.purposeHint')}
      file={{ name, kind: t(`ledgers.formats.${format}`), extension: format }}
      call={call}
      working={t('ledgers.working')}
      onWrite={async ({ handle }, purpose) => {
        const done = await call.run({ ...question, secrecy: '不涉密', file: handle, format, lang: language, purpose })
        if (done === null) return
        onDone(t('ledgers.exported', { count: done.rows, digest: done.sha256 }))
        onClose()
      }}
      onClose={onClose}
    >
      <FormatChoice
        label={t('ledgers.format')}
        value={format}
        onChange={setFormat}
        formats={ledgerFormats.map((each) => ({ value: each, label: t(`ledgers.formats.${each}`) }))}
      />
    </ExportForm>
  )
}
