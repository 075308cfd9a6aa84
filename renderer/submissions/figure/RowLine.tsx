import { Button, Group, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseKind, caseKinds } from '../../../shared/cases/act.ts'
import type { Input } from '../../../shared/contract.ts'
import { type SourceName, sources } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { factCell } from '../../../shared/submissions/tables.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useGo } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { writePlace } from '../../cases/place.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from '../submissions.module.css'
import { dayOrMoment, upper } from '../words.ts'

type Props = { row: SourceRow; source: SourceName | null; asked: Input<'indicator.explain'> }

/** A row a figure stands on; unfolded: what it said then, and its versions or acts with who made them. */
export const RowLine = ({ row, source, asked }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const Icon = open ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.rowHead} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon size={14} aria-hidden />
        <span style={{ overflowWrap: 'anywhere' }}>{row.label === '' ? t('submissions.figure.noLabel') : row.label}</span>
      </UnstyledButton>
      <div id={id}>{open && <Opened row={row} source={source} asked={asked} />}</div>
    </li>
  )
}

const caseKindOf = (kind: string): CaseKind | null => caseKinds.find((each) => each === kind) ?? null

const Opened = ({ row, source, asked }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair, list } = usePunctuation()
  const go = useGo()
  const { value, failure, reload } = useLoad('indicator.explain', { ...asked, row: row.id })
  const { ref } = row
  const kind = ref.kind === 'case' ? caseKindOf(ref.caseKind) : null
  const goTo =
    ref.kind === 'entry'
      ? () => go('catalogue', ref.id)
      : ref.kind === 'case' && kind !== null
        ? () => go('cases', writePlace({ kind, view: 'file', id: ref.id }))
        : null
  const facts =
    source === null
      ? []
      : Object.entries(row.facts).flatMap(([fact, value]) => {
          const said = factCell(source, fact, value, language)
          return said === null ? [] : [pair(sources[source].facts[fact]?.words[language] ?? fact, String(said))]
        })
  return (
    <div className={classes.rowBody}>
      <Text size="2xs" c="dimmed">
        {list(facts)}
      </Text>
      <ErrorNote failure={failure} onRetry={reload} />
      {value !== null && (
        <ol className={classes.stepsOf} aria-label={t('submissions.figure.steps')}>
          {value.steps.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its place
            <li key={at}>
              <Text size="xs">
                {dayOrMoment(step.at)} · {step.who} · {upper(step.what[language], language)}
                {step.mark !== '' && ` · ${t('submissions.version', { version: step.mark })}`}
              </Text>
              {step.changes.map((change) => (
                <Text key={change.zh} size="2xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {change[language]}
                </Text>
              ))}
            </li>
          ))}
        </ol>
      )}
      {goTo !== null && (
        <Group>
          <Button size="compact-xs" variant="default" onClick={goTo}>
            {t('submissions.figure.open')}
          </Button>
        </Group>
      )}
    </div>
  )
}
