import { useTranslation } from 'react-i18next'
import { FingerprintSheet } from '../components/FingerprintSheet.tsx'
import { formatMoment } from '../components/moments.ts'
import type { Card } from './Cards.tsx'

/** The fingerprint of a card on paper. */
export const CardSheet = ({ card }: { card: Card }) => {
  const { t } = useTranslation()
  return (
    <FingerprintSheet
      title={t('ferry.cards.sheetTitle')}
      facts={[
        [t('ferry.cards.agency'), card.agency || '—'],
        [t('ferry.cards.name'), card.name],
        [t('ferry.cards.kind'), t(`ferry.parties.${card.kind}`)],
        [t('ferry.cards.madeAt'), formatMoment(card.madeAt)],
      ]}
      name={t('ferry.cards.fingerprint')}
      fingerprint={card.fingerprint}
      about={t('ferry.cards.sheetAbout')}
      signers={[t('ferry.cards.signOwn'), t('ferry.cards.signOther')]}
    />
  )
}
