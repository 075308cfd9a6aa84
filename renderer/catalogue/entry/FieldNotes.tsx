import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/catalogue.ts'
import { sayFinding } from '../../../shared/findings.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './entry.module.css'
import { useForm } from './form-context.tsx'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** Findings in words, each with its severity as an icon and what to do; the regulation it rests on stands in the title. */
export const FieldNotes = ({ findings, id }: { findings: readonly Finding[]; id?: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { packs } = useForm()
  return (
    <span className={styles.notes} id={id}>
      {findings.map((finding, index) => {
        const { message, action, reason } = sayFinding(finding, language, packs)
        const Icon = icons[finding.severity]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings of one field may say the same
          <span key={index} className={styles.note} data-severity={finding.severity} title={reason}>
            <Icon size={13} className={styles.noteIcon} role="img" aria-label={t(`catalogue.severity.${finding.severity}`)} />
            <span>
              {message}
              {action !== '' && <span className={styles.action}>{language === 'en' ? ` ${action}` : action}</span>}
            </span>
          </span>
        )
      })}
    </span>
  )
}

/** What an input needs to show findings: errors make it invalid, the rest only stand below it. */
export const noteProps = (findings: readonly Finding[]) => {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const others = findings.filter(({ severity }) => severity !== 'error')
  return {
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    ...(errors.length > 0 ? { error: <FieldNotes findings={errors} /> } : {}),
    ...(others.length > 0 ? { description: <FieldNotes findings={others} /> } : {}),
  }
}
