import { Anchor, Badge, Group, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usePunctuation } from '../../app/punctuation.ts'
import { useGo } from '../../app/route.ts'
import { Steps } from '../../components/Steps.tsx'
import classes from '../submissions.module.css'
import { clockInChina, dayOrMoment, handedInAt, type Submission, stateColours, useStanding, useStateWords } from '../words.ts'
import { lifeSteps, type Next } from './next.ts'
import { useStepFocus } from './use-step-focus.ts'

type Props = { one: Submission; next: Next; onChecks(): void; onVersion(version: number | null): void }

/** State, deadline, digest and versions; the way it goes, and whose turn it is. */
export const Head = ({ one: { line, versions }, next, onChecks, onVersion }: Props) => {
  const { t } = useTranslation()
  const stateOf = useStateWords()
  const standing = useStanding()
  const go = useGo()
  const said = useStepFocus(next.key)
  const { aside } = usePunctuation()
  const { state, version, notice, sha256, preparer, reviewer, receipt, submittedAt } = line
  const newest = versions.at(-1)?.version ?? version
  return (
    <section className={classes.head} aria-label={t('submissions.standing')}>
      <Group gap="md" wrap="nowrap" align="center">
        <Badge color={stateColours[state]}>{standing(line)}</Badge>
        {versions.length > 1 ? (
          <Select
            aria-label={t('submissions.versions')}
            w={176}
            data={[...versions].reverse().map((each) => ({
              value: String(each.version),
              label: aside(t('submissions.version', { version: each.version }), stateOf(each.state)),
            }))}
            value={String(version)}
            onChange={(chosen) => onVersion(chosen === null || Number(chosen) === newest ? null : Number(chosen))}
            allowDeselect={false}
          />
        ) : (
          <Text size="xs" c="dimmed">
            {t('submissions.version', { version })}
          </Text>
        )}
        <Text size="xs" className="mulu-ellipsis" hidden={state === 'opening'} title={notice === null ? '' : `${notice.issuer} ${notice.number}`}>
          {notice === null
            ? t('submissions.noNotice')
            : `${notice.number === '' ? notice.issuer : notice.number} · ${t('submissions.due.until', { at: clockInChina(notice.dueAt) })}`}
        </Text>
        <Text size="xs" className="mulu-ellipsis" title={`${preparer} ${reviewer}`}>
          {[
            t('submissions.preparedBy', { name: preparer }),
            reviewer !== '' ? t('submissions.reviewedBy', { name: reviewer }) : state === 'opening' ? '' : t('submissions.noReviewer'),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        {sha256 !== null && (
          <Text size="2xs" c="dimmed" ff="monospace" title={`SHA-256 ${sha256}`}>
            {sha256.slice(0, 16)}…
          </Text>
        )}
        {submittedAt !== null && (
          <Text size="2xs" c="dimmed" className="mulu-ellipsis">
            {receipt === null
              ? t('submissions.submittedAt', { at: handedInAt(submittedAt) })
              : [stateOf(receipt.kind), receipt.number, dayOrMoment(receipt.at)].filter((part) => part !== '').join(' · ')}
          </Text>
        )}
      </Group>
      {state !== 'opening' && (
        <div className={classes.life}>
          <Steps names={lifeSteps.map((step) => t(`submissions.steps.${step}`))} at={next.at} />
        </div>
      )}
      <Text size="sm" role="status" ref={said} tabIndex={-1} className={classes.said ?? ''}>
        {t(`submissions.next.${next.key}`, { name: '', count: 0, until: '', ...next })}{' '}
        {next.key === 'explain' && (
          <Anchor component="button" type="button" size="sm" onClick={onChecks}>
            {t('submissions.toChecks')}
          </Anchor>
        )}
        {next.key === 'underWay' && (
          <Anchor component="button" type="button" size="sm" onClick={() => go('sync')}>
            {t('submissions.toSync')}
          </Anchor>
        )}
        {(next.key === 'replaced' || next.key === 'older') && newest !== version && (
          <Anchor component="button" type="button" size="sm" onClick={() => onVersion(null)}>
            {t('submissions.toNewest')}
          </Anchor>
        )}
      </Text>
      {receipt?.kind === 'returned' && state === 'returned' && (
        <Text size="sm" c="var(--mulu-warning)" style={{ overflowWrap: 'anywhere' }}>
          {t('submissions.returnedWhy', { reason: receipt.reason })}
        </Text>
      )}
      {line.reason !== '' && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('submissions.correctedWhy', { reason: line.reason })}
        </Text>
      )}
    </section>
  )
}
