import { useTranslation } from 'react-i18next'
import { formatMoment } from '../components/moments.ts'
import type { Card } from './Cards.tsx'

/** The fingerprint on paper: what travels another way than the card's file. */
export const CardSheet = ({ card }: { card: Card }) => {
  const { t } = useTranslation()
  return (
    <div className="mulu-form">
      <h1>{t('ferry.cards.sheetTitle')}</h1>
      <table>
        <tbody>
          {[
            [t('ferry.cards.agency'), card.agency || '—'],
            [t('ferry.cards.name'), card.name],
            [t('ferry.cards.kind'), t(`ferry.parties.${card.kind}`)],
            [t('ferry.cards.madeAt'), formatMoment(card.madeAt)],
          ].map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('ferry.cards.fingerprint')}</h2>
      <div className="mulu-code">
        {(card.fingerprint.match(/.{1,4}/g) ?? []).map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one number never move
          <span key={at}>{group}</span>
        ))}
      </div>
      <p>{t('ferry.cards.sheetAbout')}</p>
      <table className="mulu-sign">
        <tbody>
          <tr>
            {(['signOwn', 'signOther'] as const).map((who) => (
              <td key={who}>
                {t(`ferry.cards.${who}`)}
                <p>
                  {t('ferry.form.sign')}
                  <br />
                  {t('ferry.form.day')}
                </p>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
