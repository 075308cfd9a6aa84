import { useTranslation } from 'react-i18next'
import classes from './ferry.module.css'

/** A fingerprint in groups of four, as two people read it to each other. */
export const Fingerprint = ({ value }: { value: string }) => {
  const { t } = useTranslation()
  const groups = value.match(/.{1,4}/g) ?? []
  return (
    // biome-ignore lint/a11y/useSemanticElements: one number, shown in groups
    <span className={classes.print} role="group" aria-label={t('ferry.cards.fingerprint')}>
      {groups.map((group, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one number never move
        <span key={at}>{group}</span>
      ))}
    </span>
  )
}
