import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckFinding } from '../../../shared/contract/submissions.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/errors.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import type { Part } from '../place.ts'
import classes from '../submissions.module.css'
import { type Submission, useFigureWords } from '../words.ts'
import { ExplanationField } from './ExplanationField.tsx'

const severities = ['error', 'warning', 'info'] as const
const colours = { error: 'red', warning: 'orange', info: 'gray' } as const

/** Where each is put right, when it is not by an explanation. */
const placeOf = (code: string): Part | null => {
  const [noun] = code.split('.')
  if (noun === 'cover' || noun === 'reviewer' || noun === 'manual') return 'cover'
  if (noun === 'statement' || noun === 'remedy') return 'selfCheck'
  return noun === 'reconciled' ? 'reconcile' : null
}

type Props = {
  one: Submission
  fills: boolean
  findings: readonly CheckFinding[] | null
  failure: Failure | null
  onRetry(): void
  onPart(part: Part): void
}

/** What must be put right before anybody signs, and what somebody should look at; the explanation is written right there. */
export const ChecksPart = ({ one, fills, findings, failure, onRetry, onPart }: Props) => {
  const { t } = useTranslation()
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.checks')} tabIndex={0}>
      <Stack gap="md">
        <ErrorNote failure={failure} onRetry={onRetry} />
        {findings === null && failure === null && <Skeleton h={200} role="img" aria-label={t('common.loading')} />}
        {findings?.length === 0 && <EmptyState icon={<IconCircleCheck size={32} stroke={1.3} />} title={t('submissions.check.none')} />}
        {severities.map((severity) => {
          const found = findings?.filter((finding) => finding.severity === severity) ?? []
          if (found.length === 0) return null
          return (
            <Section key={severity} title={t(`submissions.check.${severity}`, { count: found.length })}>
              <ul className={classes.findings}>
                {found.map((finding) => (
                  <Finding
                    key={`${finding.code} ${finding.figure?.indicator} ${finding.figure?.key} ${finding.words.zh}`}
                    one={one}
                    fills={fills}
                    finding={finding}
                    onPart={onPart}
                  />
                ))}
              </ul>
            </Section>
          )
        })}
        {one.line.state !== 'draft' && one.line.state !== 'opening' && <Recomputed one={one} />}
      </Stack>
    </section>
  )
}

const Finding = ({ one, fills, finding, onPart }: { one: Submission; fills: boolean; finding: CheckFinding; onPart(part: Part): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { code, severity, figure, words } = finding
  const place = placeOf(code)
  // A change asks for a word; so does a figure nobody can fill in.
  const explained = figure !== null && (code.startsWith('change.') || code === 'manual.missing')
  return (
    <Paper component="li" p="xs">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge size="sm" color={colours[severity]} style={{ flexShrink: 0 }}>
          {t(`submissions.check.kinds.${severity}`)}
        </Badge>
        <Text size="sm" style={{ flex: 1, overflowWrap: 'anywhere' }}>
          {words[language]}
        </Text>
        {place !== null && (
          <Button size="compact-xs" variant="default" style={{ flexShrink: 0 }} onClick={() => onPart(place)}>
            {t(`submissions.check.to.${place}`)}
          </Button>
        )}
      </Group>
      {fills && explained && figure !== null && (
        <div style={{ marginTop: 6 }}>
          <ExplanationField one={one} figure={figure} label={t('submissions.explain.label')} />
        </div>
      )}
    </Paper>
  )
}

/** What the records say today of the same period: a figure recorded late shows here, and changes nothing. */
const Recomputed = ({ one }: { one: Submission }) => {
  const { t } = useTranslation()
  const figureWords = useFigureWords(one.template)
  const { run, busy, failure } = useCall('submission.check')
  const [differing, setDiffering] = useState<Output<'submission.check'>['differing'] | null>(null)
  const compare = async () => {
    const found = await run({ id: one.line.id, version: one.line.version, recompute: true })
    if (found !== null) setDiffering(found.differing)
  }
  return (
    <Section
      title={t('submissions.recompute.title')}
      about={t('submissions.recompute.about')}
      actions={
        <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} loading={busy} onClick={() => void compare()}>
          {t('submissions.recompute.action')}
        </Button>
      }
    >
      <ErrorNote failure={failure} />
      {differing?.length === 0 && (
        <Text size="sm" role="status">
          {t('submissions.recompute.same')}
        </Text>
      )}
      {differing !== null && differing.length > 0 && (
        <ul className={classes.findings} aria-label={t('submissions.recompute.title')}>
          {differing.map((each) => (
            <li key={`${each.indicator} ${each.key}`}>
              <Text size="sm">
                {t('submissions.recompute.line', {
                  figure: figureWords(each, indicatorsOf(one.template)),
                  frozen: each.frozen ?? t('submissions.recompute.empty'),
                  now: each.now ?? t('submissions.recompute.empty'),
                })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
