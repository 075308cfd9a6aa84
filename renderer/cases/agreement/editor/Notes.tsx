import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TextFinding } from '../../../../shared/contract/agreements.ts'
import { useLanguage } from '../../../app/language.ts'
import styles from '../../../catalogue/entry/entry.module.css'

export const severityIcons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** Findings beside their field, in words: what was seen, what to do, which article. */
export const Notes = ({ findings }: { findings: readonly TextFinding[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <span className={styles.notes}>
      {findings.map(({ severity, words }, at) => {
        const Icon = severityIcons[severity]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings of one place may say the same
          <span key={at} className={styles.note} data-severity={severity}>
            <Icon size={13} className={styles.noteIcon} role="img" aria-label={t(`catalogue.severity.${severity}`)} />
            <span>{words[language]}</span>
          </span>
        )
      })}
    </span>
  )
}

/** What an input needs to show findings: errors make it invalid, the rest only stand below it. */
export const noteProps = (findings: readonly TextFinding[], hint?: string) => {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const others = findings.filter(({ severity }) => severity !== 'error')
  return {
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    ...(errors.length > 0 ? { error: <Notes findings={errors} /> } : {}),
    ...(others.length > 0 ? { description: <Notes findings={others} /> } : hint === undefined ? {} : { description: hint }),
  }
}
