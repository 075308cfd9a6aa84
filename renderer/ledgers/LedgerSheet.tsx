import { useTranslation } from 'react-i18next'
import type { LedgerRow } from '../../shared/contract/ledgers.ts'
import { dayInChina } from '../../shared/moments.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import type { Ledger } from './LedgerTable.tsx'

/** A register on paper, the oldest row first. */
export const LedgerSheet = ({ ledger, rows }: { ledger: Ledger; rows: readonly LedgerRow[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  return (
    <div className="mulu-wide">
      <h1>{ledger.words[language]}</h1>
      <p>
        {pair(t('life.sheet.agency'), agency)}　{pair(t('ledgers.madeOn'), dayInChina(new Date().toISOString()))}
      </p>
      <table style={{ fontSize: '7pt' }}>
        <thead>
          <tr>
            {ledger.columns.map(({ key, words }) => (
              <th key={key} style={{ whiteSpace: 'normal' }}>
                {words[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
            <tr key={at}>
              {ledger.columns.map(({ key }, column) => (
                <td key={key} style={{ whiteSpace: 'pre-line' }}>
                  {row.cells[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('ledgers.signs')}</p>
    </div>
  )
}
