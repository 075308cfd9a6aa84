import { useTranslation } from 'react-i18next'
import type { CoverageRow } from '../../../shared/contract/rules.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLoad } from '../../app/use-load.ts'

/** The article table on paper, with the call and the test behind every claim. */
export const CoverageSheet = ({ rows, on }: { rows: readonly CoverageRow[]; on: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  return (
    <>
      <h1>{t('rules.sheetTitle')}</h1>
      <p>
        {pair(t('rules.agency'), agency)}
        <br />
        {pair(t('rules.on'), on)}
      </p>
      <table>
        <thead>
          <tr>
            {(['place', 'coverage', 'why', 'by'] as const).map((column) => (
              <th key={column}>{t(`rules.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.title.zh}>
              <td>{row.title[language]}</td>
              <td>{t(`rules.how.${row.how}`)}</td>
              <td>{row.why[language]}</td>
              <td>
                {row.calls.join(' ')}
                {row.tests.map((test) => (
                  <div key={test}>{test}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('rules.coverageAbout')}</p>
    </>
  )
}
