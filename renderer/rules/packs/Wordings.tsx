import { Anchor } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wording } from '../../../shared/regulations/pack.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './packs.module.css'

/** An article: the Chinese that counts, and its translation when asked for. What is missing is said to be. */
export const Wordings = ({ wording, place }: { wording: readonly Wording[]; place: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  const official = wording.filter(({ lang }) => lang === 'zh')
  const others = wording.filter(({ lang }) => lang !== 'zh')
  const [opened, setOpened] = useState(official.length === 0)
  return (
    <div className={styles.wordings}>
      {official.length === 0 && <p className={styles.missing}>{t('sharing.missing')}</p>}
      {official.flatMap(({ text }) =>
        text.split('\n').map((line) => (
          <p key={line} lang="zh">
            {line}
          </p>
        )),
      )}
      {others.length === 0 ? (
        language === 'en' && <p className={styles.missing}>{t('rules.noEnglish')}</p>
      ) : (
        <>
          <Anchor
            component="button"
            type="button"
            size="xs"
            aria-expanded={opened}
            aria-controls={id}
            aria-label={`${t(opened ? 'rules.hideTranslation' : 'rules.showTranslation')} ${place}`}
            onClick={() => setOpened(!opened)}
          >
            {t(opened ? 'rules.hideTranslation' : 'rules.showTranslation')}
          </Anchor>
          <div id={id} hidden={!opened} className={styles.translation}>
            {others.map(({ text, kind, caution }) => (
              <div key={kind}>
                <p className={styles.missing}>{t(kind === 'machine translation' ? 'sharing.translation' : 'rules.ourTranslation')}</p>
                {caution !== undefined && <p className={styles.caution}>{t('sharing.caution', { text: caution[language] })}</p>}
                {text.split('\n').map((line) => (
                  <p key={line} lang="en">
                    {line}
                  </p>
                ))}
              </div>
            ))}
          </div>
        </>
      )}
    </div>
  )
}
