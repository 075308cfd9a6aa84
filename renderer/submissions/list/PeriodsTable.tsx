import { Anchor, Badge, Button, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PeriodLine } from '../../../shared/contract/statistics.ts'
import type { SubmissionLine } from '../../../shared/contract/submissions.ts'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { formatRoute } from '../../app/route.ts'
import { type Place, writePlace } from '../place.ts'
import classes from '../submissions.module.css'
import { useGoTo } from '../use-place.ts'
import { dayOrMoment, handedInAt, stateColours, upper, useStanding, useStateWords } from '../words.ts'
import { DueNote } from './DueNote.tsx'
import { type ListRow, rowsOfPeriod } from './rows.ts'

type Props = {
  periods: readonly PeriodLine[]
  lines: readonly SubmissionLine[]
  templates: Output<'submission.templates'>['templates']
  mayDraft: boolean
  onDraft(period: PeriodLine, template: string): void
  onMore?: (() => void) | undefined
}

export const PeriodsTable = ({ periods, lines, templates, mayDraft, onDraft, onMore }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const nameOf = (id: string): string => templates.find((one) => one.id === id)?.words[language] ?? id
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.list}`} aria-label={t('submissions.views.periods')} tabIndex={0}>
      <Table className="mulu-table" layout="fixed" aria-label={t('submissions.views.periods')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={186}>{t('submissions.columns.period')}</Table.Th>
            <Table.Th w={232}>{t('submissions.columns.notice')}</Table.Th>
            <Table.Th>{t('submissions.columns.submission')}</Table.Th>
            <Table.Th w={150}>{t('submissions.columns.state')}</Table.Th>
            <Table.Th w={134}>{t('submissions.columns.who')}</Table.Th>
            <Table.Th w={90}>{t('submissions.columns.digest')}</Table.Th>
            <Table.Th w={150}>{t('submissions.columns.receipt')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.flatMap((period) => {
            const rows = rowsOfPeriod(period, lines)
            return rows.map((row, at) => (
              <Table.Tr key={`${period.id} ${row.template}`}>
                {at === 0 && (
                  <Table.Th rowSpan={rows.length} scope="rowgroup" className={classes.period}>
                    <Text size="xs" fw={600}>
                      {upper(period.words[language], language)}
                    </Text>
                    <Text size="2xs" c="dimmed" fw={400}>
                      {t('submissions.range', { from: period.from, until: period.until })}
                    </Text>
                    {period.note !== null && (
                      <Text size="2xs" c="dimmed" fw={400}>
                        {upper(period.note[language], language)}
                      </Text>
                    )}
                    {!period.ended && (
                      <Text size="2xs" c="dimmed" fw={400}>
                        {t('submissions.running')}
                      </Text>
                    )}
                  </Table.Th>
                )}
                <RowCells row={row} name={row.template === '' ? '' : nameOf(row.template)} />
                {row.submission === null && (
                  <>
                    <Table.Td>
                      {mayDraft && period.ended ? (
                        <Button
                          size="compact-xs"
                          variant={row.notices.length > 0 ? 'filled' : 'default'}
                          aria-label={`${t('submissions.draft.begin')} ${period.words[language]} ${row.template === '' ? '' : nameOf(row.template)}`}
                          onClick={() => onDraft(period, row.template)}
                        >
                          {t('submissions.draft.begin')}
                        </Button>
                      ) : (
                        <Text size="2xs" c="dimmed">
                          {t(period.ended ? 'submissions.notBegun' : 'submissions.notEnded')}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td />
                    <Table.Td />
                    <Table.Td />
                  </>
                )}
              </Table.Tr>
            ))
          })}
        </Table.Tbody>
      </Table>
      {onMore !== undefined && (
        <Button variant="subtle" mt={6} onClick={onMore}>
          {t('submissions.earlier')}
        </Button>
      )}
    </section>
  )
}

const RowCells = ({ row: { notices, submission, handed }, name }: { row: ListRow; name: string }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const stateOf = useStateWords()
  const standing = useStanding()
  const { aside } = usePunctuation()
  const notice = (
    <Table.Td>
      {notices.length === 0 ? (
        <Text size="2xs" c="dimmed">
          {t('submissions.noNotice')}
        </Text>
      ) : (
        notices.map((one) => <DueNote key={one.id} notice={one} />)
      )}
    </Table.Td>
  )
  if (submission === null)
    return (
      <>
        {notice}
        <Table.Td>
          <Text size="xs" c="dimmed" lineClamp={2} title={name}>
            {name}
          </Text>
        </Table.Td>
      </>
    )
  const place: Place = { view: 'one', id: submission.id, version: null, part: 'tables' }
  const { state, version, preparer, reviewer } = submission
  const { sha256, submittedAt, receipt } = handed ?? submission
  const earlier = handed !== null && handed.version !== version ? handed : null
  return (
    <>
      {notice}
      <Table.Td>
        <Anchor
          href={formatRoute({ screen: 'submissions', rest: writePlace(place) })}
          size="xs"
          fw={600}
          lineClamp={2}
          title={name}
          onClick={(event) => {
            event.preventDefault()
            goTo(place)
          }}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Badge size="sm" color={stateColours[state]}>
          {standing(submission)}
        </Badge>
        {version > 1 && (
          <Text size="2xs" c="dimmed">
            {t('submissions.version', { version })}
          </Text>
        )}
        {submittedAt !== null && (
          <Text size="2xs" c="dimmed">
            {t('submissions.submittedAt', { at: handedInAt(submittedAt) })}
          </Text>
        )}
        {earlier !== null && (
          <Text size="2xs" c="dimmed">
            {t('submissions.inForce', { version: earlier.version })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="xs" className="mulu-ellipsis" title={t('submissions.preparedBy', { name: preparer })}>
          {preparer}
        </Text>
        <Text size="2xs" c="dimmed" className="mulu-ellipsis" title={reviewer}>
          {reviewer === '' ? t('submissions.noReviewer') : t('submissions.reviewedBy', { name: reviewer })}
        </Text>
      </Table.Td>
      <Table.Td className="mulu-mono">
        <Text size="2xs" ff="monospace" title={sha256 ?? ''}>
          {sha256 === null ? '' : sha256.slice(0, 8)}
        </Text>
      </Table.Td>
      <Table.Td>
        {receipt !== null && (
          <>
            <Text size="xs" className="mulu-ellipsis" title={receipt.source}>
              {receipt.number === '' ? stateOf(receipt.kind) : aside(stateOf(receipt.kind), receipt.number)}
            </Text>
            <Text size="2xs" c="dimmed">
              {dayOrMoment(receipt.at)}
            </Text>
          </>
        )}
      </Table.Td>
    </>
  )
}
