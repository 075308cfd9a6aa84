import { Badge, Skeleton, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { useLanguage } from '../../app/language.ts'
import { useMay } from '../../app/session.tsx'
import { BackButton } from '../../cases/file/BackButton.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Screen } from '../../components/Screen.tsx'
import type { Part, Place } from '../place.ts'
import { parts } from '../place.ts'
import classes from '../submissions.module.css'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { type Submission, upper } from '../words.ts'
import { Actions } from './actions/Actions.tsx'
import { ChecksPart } from './ChecksPart.tsx'
import { CoverPart } from './CoverPart.tsx'
import { DeltaPart } from './DeltaPart.tsx'
import { Head } from './Head.tsx'
import { HistoryPart } from './HistoryPart.tsx'
import { nextOf } from './next.ts'
import { ReconcilePart } from './ReconcilePart.tsx'
import { SelfCheckPart } from './SelfCheckPart.tsx'
import { TablesPart } from './TablesPart.tsx'

type Here = Extract<Place, { view: 'one' }>

/** One submission: where it stands, what is next, and everything in it. */
export const SubmissionPage = ({ place }: { place: Here }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const { id, version } = place
  const { value, failure, reload } = useFresh('submission.get', { id, ...(version === null ? {} : { version }) })
  const back = <BackButton onClick={() => goTo({ view: 'periods' })} label={t('submissions.back')} />
  if (value === null)
    return (
      <Screen title={t('shell.screens.submissions')} actions={back}>
        <ErrorNote failure={failure} onRetry={reload} />
        {failure === null && <Skeleton h={260} role="img" aria-label={t('common.loading')} />}
      </Screen>
    )
  const { template, periodWords } = value.line
  return (
    <One
      one={value}
      place={place}
      title={upper(t('submissions.titleOf', { period: periodWords[language], name: template.words[language] }), language)}
      failure={failure === null ? null : <ErrorNote failure={failure} onRetry={reload} />}
      back={back}
    />
  )
}

const hasSelfCheck = ({ template, statements, remedies }: Submission): boolean =>
  statements.length > 0 || remedies.length > 0 || template.tables.some(({ kind }) => kind === 'statements' || kind === 'remedies')

type Props = { one: Submission; place: Here; title: string; failure: ReactNode; back: ReactNode }

const One = ({ one, place, title, failure, back }: Props) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const mayFill = useMay('submission.fill')
  const { line, may } = one
  const opening = line.state === 'opening'
  const check = useFresh('submission.check', opening ? null : { id: line.id, version: line.version })
  const findings = check.value?.findings ?? null
  const next = nextOf(one, findings, dayInChina(new Date().toISOString()))
  const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0
  const warnings = findings?.filter(({ severity }) => severity === 'warning').length ?? 0
  const fills = mayFill && may.includes('fill')
  const shown = parts.filter((part) => (part === 'selfCheck' ? hasSelfCheck(one) : !opening || part === 'tables' || part === 'history'))
  const part = shown.includes(place.part) ? place.part : 'tables'
  const turn = (to: Part) => goTo({ ...place, part: to })
  return (
    <Screen
      title={title}
      fill
      actions={
        <>
          {back}
          <Actions one={one} next={next} />
        </>
      }
    >
      <Head one={one} next={next} onChecks={() => turn('checks')} onVersion={(version) => goTo({ ...place, version })} />
      <div className="mulu-notes">{failure}</div>
      <Tabs value={part} onChange={(value) => turn(parts.find((each) => each === value) ?? 'tables')} className={classes.tabs ?? ''} keepMounted={false}>
        <Tabs.List px="md" aria-label={title}>
          {shown.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                each === 'checks' && errors + warnings > 0 ? (
                  <Badge size="xs" color={errors > 0 ? 'red' : 'orange'}>
                    {errors > 0 ? errors : warnings}
                  </Badge>
                ) : undefined
              }
            >
              {t(`submissions.parts.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={part} className={classes.panel ?? ''}>
          {part === 'tables' && <TablesPart one={one} fills={fills} />}
          {part === 'cover' && <CoverPart one={one} fills={fills} />}
          {part === 'checks' && <ChecksPart one={one} fills={fills} findings={findings} failure={check.failure} onRetry={check.reload} onPart={turn} />}
          {part === 'reconcile' && <ReconcilePart one={one} fills={fills} />}
          {part === 'delta' && <DeltaPart one={one} />}
          {part === 'selfCheck' && <SelfCheckPart one={one} fills={fills} />}
          {part === 'history' && <HistoryPart one={one} />}
        </Tabs.Panel>
      </Tabs>
    </Screen>
  )
}
