import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './history.module.css'
import { diffWords } from './word-diff.ts'

/** A change in words: what was taken out is struck through, what was put in underlined; both say so to a screen reader. */
export const WordDiff = ({ from, to }: { from: string; to: string }) => {
  const { t } = useTranslation()
  return (
    <span className={styles.text}>
      {diffWords(from, to).map(({ kind, text }, index) => {
        const key = `${index} ${kind}`
        if (kind === 'same') return <span key={key}>{text}</span>
        const Change = kind === 'added' ? 'ins' : 'del'
        return (
          <Change key={key}>
            <VisuallyHidden component="span">{t(kind === 'added' ? 'catalogue.history.insertMark' : 'catalogue.history.deleteMark')}：</VisuallyHidden>
            {text}
          </Change>
        )
      })}
    </span>
  )
}
