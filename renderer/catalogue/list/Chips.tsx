import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { Row } from '../../../shared/contract/catalogue.ts'
import { isAmended } from '../../../shared/entry-life.ts'
import type { Language } from '../../../shared/errors.ts'
import { sayNext } from '../process/next-words.ts'
import styles from './list.module.css'

/** `t` is handed in: a list paints dozens of these at every key, and each hook of their own would cost its share. */
export const StatusWord = ({ row, t, language }: { row: Pick<Row, 'status' | 'standing' | 'next'>; t: TFunction; language: Language }) => {
  const { status, standing, next } = row
  const amended = isAmended(standing)
  const said = [sayNext(next, t, language), ...(amended ? [t('life.amendedHint')] : [])].join(language === 'zh' ? '。' : '. ')
  const urgent = next?.due?.state === 'near' || next?.due?.state === 'overdue' ? next.due.state : undefined
  return (
    <span className={styles.status} title={said} data-due={urgent}>
      <span className={styles.dot} data-status={status} aria-hidden />
      {t(`catalogue.status.${status}`)}
      {amended && (
        <span className={styles.amended} aria-hidden>
          ✎
        </span>
      )}
      <span className={styles.spoken}>{said}</span>
    </span>
  )
}

/** How much is left to check, in numbers and words. Nothing at all when there is nothing. */
export const FindingCounts = ({ errors, warnings, t }: { errors: number; warnings: number; t: TFunction }) => {
  if (errors + warnings === 0) return null
  return (
    <span className={styles.counts}>
      {errors > 0 && (
        <span className={styles.count} data-severity="error" title={t('catalogue.list.errors', { count: errors })}>
          <IconAlertCircle size={14} aria-label={t('catalogue.severity.error')} role="img" />
          {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className={styles.count} data-severity="warning" title={t('catalogue.list.warnings', { count: warnings })}>
          <IconAlertTriangle size={14} aria-label={t('catalogue.severity.warning')} role="img" />
          {warnings}
        </span>
      )}
    </span>
  )
}
