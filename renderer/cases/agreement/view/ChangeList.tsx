import { useTranslation } from 'react-i18next'
import type { TextDifference } from '../../../../shared/contract/agreements.ts'
import { useLanguage } from '../../../app/language.ts'
import { WordDiff } from '../../../catalogue/history/WordDiff.tsx'
import { upper } from '../../words.ts'
import classes from '../agreement.module.css'

/** What differs between two texts, place by place. */
export const ChangeList = ({ changes }: { changes: readonly TextDifference[] }) => {
  const { t } = useTranslation()
  if (changes.length === 0) return <p>{t('agreement.compare.same')}</p>
  return (
    <ol className={classes.changes} aria-label={t('agreement.tabs.compare')}>
      {changes.map((change, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
        <Change key={nth} change={change} />
      ))}
    </ol>
  )
}

/** A long text is shown with its words struck out and put in; a short one is told. */
const Change = ({ change }: { change: TextDifference }) => {
  const { language } = useLanguage()
  const { was, is, where } = change
  const long = was !== null && is !== null && was !== '' && is !== '' && was.length + is.length > 60
  if (!long) return <li>{upper(change[language])}</li>
  return (
    <li>
      <strong>{upper(where[language])}</strong>
      <div>
        <WordDiff from={was} to={is} />
      </div>
    </li>
  )
}
