import { Checkbox, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatBytes, formatMoment } from '../components/moments.ts'
import classes from './ferry.module.css'
import { useFerryWords } from './words.ts'

type Case = Output<'ferry.casesFor'>['cases'][number]
type Part = { drafts: readonly string[]; papers: readonly string[] }
/** By the file's id. */
export type Chosen = Readonly<Record<string, Part>>

type Props = { to: string; begun: { id: string; number: string } | null; chosen: Chosen; onChange(chosen: Chosen): void }

/** What goes with a file by itself: the papers of what was issued. */
const firstPart = ({ papers }: Case): Part => ({ drafts: [], papers: papers.filter(({ issued }) => issued).map(({ sha256 }) => sha256) })

/** The files between the two agencies, to be ticked, with the drafts and papers that go along. */
export const ExchangeCases = ({ to, begun, chosen, onChange }: Props) => {
  const { t } = useTranslation()
  const [text, setText] = useState(begun?.number ?? '')
  const { value, failure, reload } = useLoad('ferry.casesFor', { to, text: text.trim() }, ['case'])
  const ticked = useRef(false)
  useEffect(() => {
    const first = value?.cases.find(({ id }) => id === begun?.id)
    if (ticked.current || first === undefined) return
    ticked.current = true
    onChange({ [first.id]: firstPart(first) })
  }, [value, begun, onChange])
  const tick = (one: Case, on: boolean) => {
    const { [one.id]: _, ...rest } = chosen
    onChange(on ? { ...rest, [one.id]: firstPart(one) } : rest)
  }
  const left = value === null ? 0 : value.total - value.cases.length
  return (
    <Stack gap="xs">
      <TextInput maw={420} label={t('ferry.exchange.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={100} />
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={80} aria-label={t('common.loading')} />}
      {value !== null && value.total === 0 && <Text size="sm">{t(text.trim() === '' ? 'ferry.exchange.none' : 'ferry.exchange.noneFound')}</Text>}
      {value !== null && value.cases.length > 0 && (
        <fieldset className={classes.cases} aria-label={t('ferry.exchange.casesPart')}>
          {value.cases.map((one) => (
            <CaseChoice
              key={one.id}
              one={one}
              part={chosen[one.id] ?? null}
              onTick={(on) => tick(one, on)}
              onPart={(part) => onChange({ ...chosen, [one.id]: part })}
            />
          ))}
        </fieldset>
      )}
      {left > 0 && (
        <Text size="xs" c="dimmed">
          {t('ferry.exchange.more', { count: left })}
        </Text>
      )}
    </Stack>
  )
}

const CaseChoice = ({ one, part, onTick, onPart }: { one: Case; part: Part | null; onTick(on: boolean): void; onPart(part: Part): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair, aside } = usePunctuation()
  const words = useFerryWords()
  const { kind, number, title, state, acts, issued, drafts, papers } = one
  const goes = acts + issued === 0 ? t('ferry.exchange.goesNothing') : words.counts({ copies: acts, issued })
  return (
    <div className={classes.case}>
      <Checkbox
        checked={part !== null}
        onChange={(event) => onTick(event.currentTarget.checked)}
        label={aside(pair(t(`cases.kinds.${kind}`), `${number} ${title}`), state[language])}
        styles={{ label: { overflowWrap: 'anywhere' } }}
      />
      {part !== null && (
        <Stack gap={6} pl={28} pt={4}>
          <Text size="xs" c="dimmed">
            {t('ferry.exchange.goes', { what: goes })}
          </Text>
          {drafts.length > 0 && (
            <Checkbox.Group label={t('ferry.exchange.drafts')} value={[...part.drafts]} onChange={(value) => onPart({ ...part, drafts: value })}>
              <Stack gap={4} mt={4}>
                {drafts.map(({ id, words: what, officer, madeAt }) => (
                  <Checkbox key={id} value={id} label={t('ferry.exchange.draft', { what: what[language], officer, at: formatMoment(madeAt) })} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {papers.length > 0 && (
            <Checkbox.Group label={t('ferry.exchange.papers')} value={[...part.papers]} onChange={(value) => onPart({ ...part, papers: value })}>
              <Stack gap={4} mt={4}>
                {papers.map(({ sha256, name, bytes }) => (
                  <Group key={sha256} gap={6} wrap="nowrap" align="baseline">
                    <Checkbox value={sha256} label={name} styles={{ label: { overflowWrap: 'anywhere' } }} />
                    <Text span size="2xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                      {formatBytes(bytes)}
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </Stack>
      )}
    </div>
  )
}
