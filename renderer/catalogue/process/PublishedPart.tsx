import { Anchor, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Entry, type EntryContent, entryFieldNames } from '../../../shared/catalogue.ts'
import { changeLabel, valueText } from '../../../shared/field-words.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { ChangeList } from '../history/ChangeList.tsx'
import styles from '../history/history.module.css'

/** The published text beside the one that is worked on, and their difference in words. */
export const PublishedPart = ({ entry, foreign = false }: { entry: Entry; foreign?: boolean }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('catalogue.published', { id: entry.id }, ['catalogue'])
  // Of another agency's entry nothing else is here to compare with.
  const [whole, setWhole] = useState(foreign)
  const published = value?.published ?? null
  const changes = value?.changes ?? []
  return (
    <Section title={t('life.published')}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value !== null && published === null && (
        <Text size="sm" c="dimmed">
          {t('life.publishedNone')}
        </Text>
      )}
      {published !== null && (
        <>
          {!foreign && (
            <Text size="sm">
              {changes.length === 0
                ? t('life.publishedSame', { version: published.version })
                : t('life.publishedDiffers', { version: published.version, count: changes.length })}
            </Text>
          )}
          {changes.length > 0 && <ChangeList changes={changes} />}
          <Anchor component="button" type="button" size="sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t('life.publishedWhole')}
          </Anchor>
          {whole && <WholeText content={published.content} />}
        </>
      )}
    </Section>
  )
}

const WholeText = ({ content }: { content: EntryContent }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  const filled = entryFieldNames.map((field) => [field, valueText(field, content[field], words)] as const).filter(([, text]) => text !== '')
  return (
    <dl className={styles.changes}>
      {filled.map(([field, text]) => (
        <div key={field} className={styles.change}>
          <dt>{changeLabel(field, language)}</dt>
          <dd className={styles.text}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
