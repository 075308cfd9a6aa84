import { Badge, Group, Skeleton, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackRow } from '../../../shared/contract/rules.ts'
import { sayPlace } from '../../../shared/regulations/cited.ts'
import type { Pack } from '../../../shared/regulations/pack.ts'
import { sayStanding } from '../../../shared/regulations/standing-words.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { howColours } from '../covered/how.ts'
import styles from './packs.module.css'
import { RuleLine } from './RuleLine.tsx'
import { StandingChip } from './StandingChip.tsx'
import { Wordings } from './Wordings.tsx'

type Props = { row: PackRow; on: string; article: number | null }

/** One version of a regulation: how it stands and who says so, then article by article its text, its rules, how far it is covered. */
export const PackDetail = ({ row, on, article }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const loaded = useLoad('rules.pack', { id: row.id, version: row.version, on }, ['rules'])
  const pack = loaded.value?.pack
  const { standing, came } = row
  const facts = [
    [t('rules.number'), row.number],
    [t('rules.level'), t(`rules.levels.${row.level}`)],
    [t('rules.issuedOn'), row.issuedOn ?? t('rules.dayUnknown')],
    [t('rules.inForceFrom'), standing.from ?? t('rules.dayUnknown')],
    [t('rules.checkedOn'), standing.checkedOn],
    ...(came === null
      ? []
      : [[t('rules.came'), t('rules.cameBy', { file: came.file, key: came.keyName, by: came.importedBy, at: formatMoment(came.importedAt) })]]),
    ...(row.countsFrom === null ? [] : [[t('rules.countsFrom'), row.countsFrom]]),
  ] as const
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={styles.detail} aria-labelledby="pack-title" tabIndex={0}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Title order={2} size="h2" id="pack-title">
          {row.title[language]}
        </Title>
        <StandingChip standing={standing} />
      </Group>
      <Text size="sm">{sayStanding(standing, language)}</Text>
      <dl className={styles.pairs}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Text size="xs" c="dimmed">
        {pair(t('rules.source'), row.source[language])}
      </Text>
      <ErrorNote failure={loaded.failure} onRetry={loaded.reload} />
      {pack === undefined || pack.id !== row.id || pack.version !== row.version ? (
        <Skeleton h={240} mt="sm" role="status" aria-label={t('common.loading')} />
      ) : (
        <Articles pack={pack} article={article} />
      )}
    </section>
  )
}

const Articles = ({ pack, article: wanted }: { pack: Pack; article: number | null }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (wanted !== null) place.current?.scrollIntoView({ block: 'start' })
  }, [wanted])
  const numbers = [...new Set([...pack.articles, ...pack.coverage.map((row) => row.place)].map(({ article }) => article))].sort((a, b) => a - b)
  const whole = pack.rules.filter((rule) => rule.place === null || !numbers.includes(rule.place.article))
  return (
    <>
      {whole.length > 0 && (
        <ul className={styles.rules}>
          {whole.map((rule) => (
            <RuleLine key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
      {numbers.map((number) => {
        const title = sayPlace({ article: number })[language]
        const rules = pack.rules.filter((rule) => rule.place?.article === number)
        const rows = pack.coverage.filter((row) => row.place.article === number)
        return (
          <article key={number} className={styles.article} aria-label={title} ref={number === wanted ? place : null}>
            <header>
              <Title order={3} size="h4">
                {title}
              </Title>
              {rows.map((row) => (
                <span key={JSON.stringify(row.place)} className={styles.covered}>
                  <Badge size="xs" color={howColours[row.how]}>
                    {row.place.paragraph === undefined ? '' : `${t('rules.paragraph', { n: row.place.paragraph })} `}
                    {t(`rules.how.${row.how}`)}
                  </Badge>
                  <span className={styles.quiet}>{row.why[language]}</span>
                </span>
              ))}
            </header>
            <div className={styles.body}>
              <Wordings wording={pack.articles.find((one) => one.article === number)?.wording ?? []} place={title} />
              {rules.length > 0 && (
                <ul className={styles.rules} aria-label={t('rules.rulesOf', { place: title })}>
                  {rules.map((rule) => (
                    <RuleLine key={rule.id} rule={rule} />
                  ))}
                </ul>
              )}
            </div>
          </article>
        )
      })}
    </>
  )
}
