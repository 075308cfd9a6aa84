import { Text } from '@mantine/core'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { CitedRule } from '../../components/CitedRule.tsx'
import styles from './entry.module.css'
import { useContent } from './form-context.tsx'

/** Which regulations in force today accept what the entry rests on, each with its article beside it. */
export const BasisJudgement = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const bases = useDeferredValue(useContent()?.shareBasis ?? [])
  const named = bases.filter(({ kind }) => kind !== '')
  const { value } = useLoad('catalogue.explainBasis', named.length === 0 ? null : { bases: named }, ['profile', 'rules'])
  if (value === null || named.length === 0 || value.rules.length === 0) return null
  return (
    <section className={styles.wide} aria-label={t('sharing.basis')}>
      <Text size="xs" c="dimmed" role="status">
        {t('sharing.basis')}
        {' · '}
        {t(value.accepted ? 'sharing.accepted' : value.rejustify ? 'sharing.rejustify' : 'sharing.refuses')}
      </Text>
      {value.rules.map((row) => (
        <div key={row.rule}>
          <Text size="xs" component="span">
            {t(row.accepted ? 'sharing.accepts' : 'sharing.refuses')}
            {'：'}
            {row.about[language]}
          </Text>
          <CitedRule cited={row} />
        </div>
      ))}
    </section>
  )
}
