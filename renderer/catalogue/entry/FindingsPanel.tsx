import { IconChevronDown, IconChevronUp, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding, Item } from '../../../shared/catalogue.ts'
import { labelOf } from '../../../shared/fields.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './entry.module.css'
import { FindingLine } from './FindingLine.tsx'
import { countOf } from './findings.ts'
import { useForm } from './form-context.tsx'

type Props = {
  findings: readonly Finding[]
  items: readonly Item[]
  opened: boolean
  onToggle(): void
  onJump(finding: Finding): void
}

/** Everything the checks say of the entry, in one list; a line leads to its field. */
export const FindingsPanel = ({ findings, items, opened, onToggle, onJump }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { profile } = useForm()
  const rows = new Map(items.map(({ id }, index) => [id, index]))
  const where = ({ field, itemId }: Finding): string => {
    const row = itemId === undefined ? undefined : rows.get(itemId)
    const label = profile?.extensionFields.find(({ key }) => field === `ext.${key}`)?.label ?? labelOf(field)[language]
    if (row === undefined) return label
    const name = items[row]?.name ?? ''
    return `${t(name === '' ? 'catalogue.findings.row' : 'catalogue.findings.itemAt', { row: row + 1, name })} ${label}`
  }
  return (
    <section className={styles.findings} aria-label={t('catalogue.findings.title')}>
      <button type="button" className={styles.bar} aria-expanded={opened} onClick={onToggle}>
        <strong>{t('catalogue.findings.title')}</strong>
        <span role="status">
          {findings.length === 0 ? (
            <span className={styles.clean}>
              <IconCircleCheck size={14} aria-hidden /> {t('catalogue.findings.none')}
            </span>
          ) : (
            t('catalogue.findings.count', countOf(findings))
          )}
        </span>
        <span className={styles.spring} />
        {opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronUp size={15} aria-hidden />}
      </button>
      {opened && findings.length > 0 && (
        <ul className={styles.findingList}>
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may say the same of the same field
            <FindingLine key={index} finding={finding} place={where(finding)} onJump={() => onJump(finding)} />
          ))}
        </ul>
      )}
    </section>
  )
}
