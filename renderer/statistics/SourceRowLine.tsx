import { Anchor, Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { factValueWords } from '../../shared/statistics/indicator.ts'
import { type SourceName, sources } from '../../shared/statistics/sources.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import type { Explained, Of } from './ExplainDrawer.tsx'
import classes from './statistics.module.css'
import type { Asked } from './statistics-store.ts'
import { useOpenRow } from './use-open-row.ts'

type Row = Explained['rows'][number]
type Props = { row: Row; explained: Explained; asked: Asked; of: Of }

/** The facts a formula asks about; the others are in the record itself. */
const factsAsked = ({ indicator: { formula, by } }: Explained): string[] => {
  if (formula.kind === 'manual') return []
  const named = [...formula.where, ...(formula.kind === 'ratio' ? formula.over : [])].map(({ fact }) => fact)
  return [...new Set([...named, ...('fact' in formula ? [formula.fact] : []), ...(by === undefined ? [] : [by])])]
}

/** A row a figure stands on: what the formula asks of it, and how it came to be so. */
export const SourceRowLine = ({ row, explained, asked, of }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const open = useOpenRow()(row.ref)
  const [unfolded, setUnfolded] = useState(false)
  const { source } = explained
  const facts = source === null ? [] : factsAsked(explained).filter((fact) => Object.hasOwn(row.facts, fact))
  const say = (of: SourceName, fact: string) =>
    pair(sources[of].facts[fact]?.words[language] ?? fact, factValueWords(of, fact, row.facts[fact] ?? null)[language])
  return (
    <li className={classes.row}>
      <div>
        {open === null ? (
          <Text size="sm" fw={600}>
            {row.label}
          </Text>
        ) : (
          <Anchor component="button" type="button" size="sm" fw={600} ta="left" onClick={open}>
            {row.label}
          </Anchor>
        )}
        <Text size="2xs" c="dimmed">
          {source !== null && facts.map((fact) => say(source, fact)).join(' · ')}
        </Text>
      </div>
      <Button variant="subtle" size="compact-xs" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        {t(unfolded ? 'statistics.hideSteps' : 'statistics.steps')}
      </Button>
      {unfolded && <Steps row={row.id} asked={asked} of={of} />}
    </li>
  )
}

const Steps = ({ row, asked, of }: { row: string } & Pick<Props, 'asked' | 'of'>) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, loading, reload } = useLoad('indicator.explain', { ...of, ...asked, row, limit: 1, lang: language })
  return (
    <div className={classes.steps}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={40} role="img" aria-label={t('common.loading')} />}
      {value !== null && value.steps.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('statistics.noSteps')}
        </Text>
      )}
      <ol>
        {value?.steps.map(({ at, who, what, mark, changes }) => (
          <li key={`${at} ${mark} ${what.zh}`}>
            <Text size="xs">
              <b>{at.length > 10 ? formatMoment(at) : at}</b> {who} · {what[language]}
              {mark !== '' && ` · ${t('statistics.version', { version: mark })}`}
            </Text>
            {changes.map((change) => (
              <Text key={change.zh} size="2xs" c="dimmed">
                {change[language]}
              </Text>
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}
