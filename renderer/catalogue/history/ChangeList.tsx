import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLabel, valueText } from '../../../shared/field-words.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './history.module.css'
import { WordDiff } from './WordDiff.tsx'

export type Change = { field: string; itemId?: string | undefined; itemName?: string | undefined; from: unknown; to: unknown }

const first = 30

/** Changed fields, each with its difference in words. */
export const ChangeList = ({ changes }: { changes: readonly Change[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [all, setAll] = useState(false)
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  const shown = all ? changes : changes.slice(0, first)
  return (
    <dl className={styles.changes}>
      {shown.map((change) => (
        <div key={`${change.field} ${change.itemId ?? ''} ${String(change.from)}`} className={styles.change}>
          <dt>
            {change.itemName !== undefined && change.itemName !== '' && <span className={styles.item}>{change.itemName}</span>}
            {changeLabel(change.field, language)}
          </dt>
          <dd>
            {change.field === 'items.order' ? (
              t('catalogue.history.reordered')
            ) : (
              <WordDiff from={valueText(change.field, change.from, words)} to={valueText(change.field, change.to, words)} />
            )}
          </dd>
        </div>
      ))}
      {changes.length > shown.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('catalogue.history.moreChanges', { count: changes.length - shown.length })}
        </Button>
      )}
    </dl>
  )
}
