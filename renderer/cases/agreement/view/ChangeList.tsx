import { useTranslation } from 'react-i18next'
import type { TextDifference } from '../../../../shared/contract/agreements.ts'
import { useLanguage } from '../../../app/language.ts'
import { usePunctuation } from '../../../app/punctuation.ts'
import { WordDiff } from '../../../catalogue/history/WordDiff.tsx'
import { unsaid } from '../../file/FieldsView.tsx'
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
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const { was, is, where } = change
  // Which file it is is no word for people.
  if (is !== null && unsaid.test(is)) return <li>{pair(upper(where[language]), t('agreement.compare.named'))}</li>
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
