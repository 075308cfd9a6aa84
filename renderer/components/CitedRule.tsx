import { Anchor, Collapse, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cited } from '../../shared/regulations/cited.ts'
import { useLanguage } from '../app/language.ts'
import styles from './cited.module.css'

/** A rule by its place, and its article when asked for; a wording that is not there is said to be missing, never made up. */
export const CitedRule = ({ cited }: { cited: Cited }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [opened, setOpened] = useState(false)
  const id = useId()
  const original = cited.wording.filter(({ lang }) => lang === 'zh')
  // A reader of Chinese has the law itself; a translation stands in only where the law is not at hand.
  const wording = language === 'zh' && original.length > 0 ? original : cited.wording
  return (
    <div className={styles.cited}>
      <Text size="xs" c="dimmed" component="span">
        {cited.title[language]}
        {cited.displaced !== null && ` · ${t('sharing.displaced')}`}
      </Text>{' '}
      <Anchor
        component="button"
        type="button"
        size="xs"
        aria-expanded={opened}
        aria-controls={id}
        aria-label={`${t(opened ? 'sharing.hideArticle' : 'sharing.article')} ${cited.title[language]}`}
        onClick={() => setOpened(!opened)}
      >
        {t(opened ? 'sharing.hideArticle' : 'sharing.article')}
      </Anchor>
      <Collapse expanded={opened} id={id}>
        <div className={styles.wording}>
          {original.length === 0 && <p>{t('sharing.missing')}</p>}
          {wording.map(({ lang, kind, text, caution }) => (
            <div key={`${lang} ${kind}`}>
              {kind === 'machine translation' && <p className={styles.kind}>{t('sharing.translation')}</p>}
              {caution !== undefined && <p className={styles.kind}>{t('sharing.caution', { text: caution[language] })}</p>}
              {text.split('\n').map((line) => (
                <p key={line} lang={lang}>
                  {line}
                </p>
              ))}
            </div>
          ))}
        </div>
      </Collapse>
    </div>
  )
}
