import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../shared/catalogue.ts'
import styles from './entry/entry.module.css'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** How grave a rule's findings are: an icon and a word. */
export const SeverityNote = ({ severity }: { severity: Severity }) => {
  const { t } = useTranslation()
  const Icon = icons[severity]
  return (
    <span className={styles.note} data-severity={severity}>
      <Icon size={14} className={styles.noteIcon} aria-hidden />
      {t(`catalogue.severity.${severity}`)}
    </span>
  )
}
