import { Anchor } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { wordIn } from '../../../shared/dictionaries.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useGo } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { CitedRule } from '../../components/CitedRule.tsx'
import { newKey } from './drafts.ts'
import entryStyles from './entry.module.css'
import { useContent, useForm } from './form-context.tsx'
import styles from './similar.module.css'

/** So many are shown; the rest is a matter of searching. */
const shown = 3
const restMs = 350
/** Shorter names are still being typed. */
const enoughCharacters = 3

/** What the local copy may have already, of any agency, while a new entry's name and items are written. */
export const SimilarNote = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list, pair } = usePunctuation()
  const go = useGo()
  const { entryKey, readOnly } = useForm()
  const content = useContent()
  const asked =
    content === undefined ? '' : JSON.stringify({ title: content.title.trim(), items: content.items.map(({ name }) => name).filter((name) => name !== '') })
  const [rested] = useDebouncedValue(asked, restMs)
  const question = rested === '' ? null : (JSON.parse(rested) as { title: string; items: string[] })
  const wanted = entryKey === newKey && !readOnly && question !== null && [...question.title].length >= enoughCharacters
  const { value } = useLoad('catalogue.similar', wanted ? { ...question, limit: shown } : null)
  const found = wanted ? (value?.similar.filter(({ likely }) => likely) ?? []) : []
  if (found.length === 0) return null
  const shareType = (word: string) => (word === '' ? '' : wordIn('shareType', word, language))
  return (
    <div className={`${entryStyles.wide} ${styles.similar}`} role="status" aria-label={t('catalogue.similar.title')}>
      <IconCopy size={15} className={styles.icon} aria-hidden />
      <div>
        <p className={styles.note}>
          {t('catalogue.similar.found', { count: value?.likely ?? found.length })} <span className={styles.dim}>{t('catalogue.similar.why')}</span>
        </p>
        <ul className={styles.list}>
          {found.map((row) => (
            <li key={row.id} className={styles.row}>
              <Anchor component="button" type="button" size="sm" onClick={() => go('catalogue', row.id)}>
                {row.title}
              </Anchor>
              <span className={styles.dim}>
                {[row.provider, shareType(row.shareType), row.items.length > 0 ? pair(t('catalogue.similar.items'), list(row.items.slice(0, 5))) : '']
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        {value?.cited.map((cited) => (
          <CitedRule key={cited.rule} cited={cited} />
        ))}
      </div>
    </div>
  )
}
