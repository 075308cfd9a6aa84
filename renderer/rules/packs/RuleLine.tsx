import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sayLimit } from '../../../shared/clock-words.ts'
import { labelOfRule } from '../../../shared/findings.ts'
import { sayPlace } from '../../../shared/regulations/cited.ts'
import type { Rule } from '../../../shared/regulations/pack.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import styles from './packs.module.css'

/** What one rule asks, of whom, by when, and which findings rest on it. */
export const RuleLine = ({ rule }: { rule: Rule }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair, list } = usePunctuation()
  const place = rule.place === null || (rule.place.paragraph === undefined && rule.place.item === undefined) ? '' : sayPlace(rule.place)[language]
  return (
    <li className={styles.rule}>
      <span>{rule.about[language]}</span>
      {rule.kind === 'deadline' && (
        <Badge size="xs" color="blue">
          {sayLimit(rule.limit, rule.manner, language)}
        </Badge>
      )}
      {rule.kind === 'retention' && (
        <Badge size="xs" color="blue">
          {sayLimit(rule.keep, 'within', language)}
        </Badge>
      )}
      <span className={styles.quiet}>
        {[t(`rules.holders.${rule.holder}`), place].filter((part) => part !== '').join(' · ')}
        {rule.kind === 'basis' && ` · ${pair(t('rules.accepts'), list(rule.accepts))}`}
        {rule.findings.length > 0 && ` · ${pair(t('rules.findings'), list(rule.findings.map((code) => labelOfRule(code, language))))}`}
      </span>
      {rule.displaced !== undefined && (
        <span className={styles.caution}>
          {t('sharing.displaced')} · {rule.displaced.why[language]}
        </span>
      )}
    </li>
  )
}
