import { Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { sayPlace } from '../../../shared/regulations/cited.ts'
import { versionsOn } from '../../../shared/regulations/pack-set.ts'
import { isApplied, standingOn } from '../../../shared/regulations/standing.ts'
import { useLanguage } from '../../app/language.ts'
import { usePacks } from '../../rules/use-packs.ts'

/** An article of the regulations here, quoted word for word; one that is not loaded is typed in by hand. */
export const LawPicker = ({ onPick }: { onPick(quote: { title: string; article: string; quote: string }): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const packs = usePacks()
  const [law, setLaw] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const today = dayInChina(new Date().toISOString())
  const current = versionsOn(packs ?? [], today)
  // A regulation that was replaced is a ground of nothing.
  const here = current.filter((pack) => pack.articles.length > 0 && isApplied(standingOn(pack, today, current)))
  const chosen = here.find(({ id }) => id === law)
  const pick = (number: string | null) => {
    const article = chosen?.articles.find((one) => String(one.article) === number)
    if (chosen === undefined || article === undefined) return
    const text = article.wording.find(({ lang, kind }) => lang === 'zh' && kind === 'official')?.text ?? ''
    setMissing(text === '')
    onPick({ title: chosen.title.zh, article: sayPlace({ article: article.article }).zh, quote: text.slice(0, 2000) })
  }
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <Select
          label={t('cases.form.pickLaw')}
          placeholder={t('cases.form.law')}
          searchable
          data={here.map(({ id, short }) => ({ value: id, label: short[language] }))}
          value={law}
          onChange={setLaw}
          w={300}
        />
        <Select
          key={law ?? ''}
          aria-label={t('cases.form.article')}
          placeholder={t('cases.form.article')}
          searchable
          disabled={chosen === undefined}
          data={(chosen?.articles ?? []).map(({ article }) => ({ value: String(article), label: sayPlace({ article })[language] }))}
          value={null}
          onChange={pick}
          w={150}
        />
      </Group>
      {missing && (
        <Text size="xs" c="var(--mulu-warning)" role="status">
          {t('cases.form.noWording')}
        </Text>
      )}
    </div>
  )
}
