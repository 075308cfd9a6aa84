import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLoad } from '../../app/use-load.ts'
import { formatMoment } from '../../components/moments.ts'
import { type Authorisation, authorisationState } from '../authorisation-state.ts'
import { useSigningWords } from '../words.ts'

/** The register on paper. */
export const AuthorisationSheet = ({ list }: { list: readonly Authorisation[] }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const words = useSigningWords()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const today = dayInChina(new Date().toISOString())
  return (
    <div className="mulu-wide">
      <h1>{t('signing.authorisations.sheetTitle')}</h1>
      <p>
        {pair(t('life.sheet.agency'), agency)}
        <br />
        {pair(t('life.sheet.printedOn'), today)}
      </p>
      <table>
        <thead>
          <tr>
            {(['user', 'number', 'authorisedBy', 'signsAs', 'scope', 'days', 'evidence', 'recorded'] as const).map((column) => (
              <th key={column}>{t(`signing.authorisations.${column}`)}</th>
            ))}
            <th>{t('signing.keys.state')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id}>
              <td>{one.user}</td>
              <td>{one.number}</td>
              <td>{one.authorisedBy}</td>
              <td>{one.title}</td>
              <td>{words.scope(one.scope)}</td>
              <td>{t('signing.keys.until', { from: one.fromOn, until: one.untilOn })}</td>
              <td>{one.evidence}</td>
              <td>
                {one.recordedBy} {formatMoment(one.recordedAt)}
              </td>
              <td>
                {t(`signing.authorisations.states.${authorisationState(one, today)}`)}
                {one.revokedAt !== null && (
                  <div>
                    <small>
                      {t('signing.authorisations.revokedWhy', { at: formatMoment(one.revokedAt), by: one.revokedBy ?? '', reason: one.revokedReason ?? '' })}
                    </small>
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
