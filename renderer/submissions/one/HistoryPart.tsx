import { List, Paper, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { formatBytes } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import classes from '../submissions.module.css'
import { clockInChina, dayOrMoment, type Submission, upper, useFigureWords, useStateWords } from '../words.ts'

/** What happened to it and by whom; who signed how; what the department said; which papers there are. */
export const HistoryPart = ({ one }: { one: Submission }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const figureWords = useFigureWords(one.template)
  const stateOf = useStateWords()
  const { signatures, events, papers, replaces, line } = one
  const { receipt } = line
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.history')} tabIndex={0}>
      <Stack gap="md">
        {replaces !== null && (
          <Paper p="md">
            <Section title={t('submissions.replaces.title', { version: replaces.version })} about={t('submissions.correctedWhy', { reason: replaces.reason })}>
              {replaces.figures.length === 0 ? (
                <Text size="sm">{t('submissions.replaces.none')}</Text>
              ) : (
                <List size="sm">
                  {replaces.figures.map((figure) => (
                    <List.Item key={`${figure.indicator} ${figure.key}`}>
                      {t('submissions.replaces.line', {
                        figure: figureWords(figure, indicatorsOf(one.template)),
                        from: figure.from ?? t('submissions.recompute.empty'),
                        to: figure.to ?? t('submissions.recompute.empty'),
                      })}
                    </List.Item>
                  ))}
                </List>
              )}
            </Section>
          </Paper>
        )}
        <Paper p="md">
          <Section title={t('submissions.history.title')}>
            <Table layout="fixed" aria-label={t('submissions.history.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={150}>{t('submissions.history.at')}</Table.Th>
                  <Table.Th w={190}>{t('submissions.history.what')}</Table.Th>
                  <Table.Th w={130}>{t('submissions.history.by')}</Table.Th>
                  <Table.Th>{t('submissions.history.note')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {events.map((event, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its place
                  <Table.Tr key={at}>
                    <Table.Td>{clockInChina(event.at)}</Table.Td>
                    <Table.Td>{upper(event.what[language], language)}</Table.Td>
                    <Table.Td className={classes.cell}>{event.by}</Table.Td>
                    <Table.Td className={classes.cell}>{event.note}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Section>
        </Paper>
        {signatures.length > 0 && (
          <Paper p="md">
            <Section title={t('submissions.history.signatures')}>
              <List size="sm">
                {signatures.map((signed) => (
                  <List.Item key={signed.as} style={{ overflowWrap: 'anywhere' }}>
                    {t(`submissions.history.signed.${signed.way}`, {
                      as: t(`submissions.as.${signed.as}`),
                      name: signed.name,
                      on: signed.on,
                      evidence: signed.evidence,
                      by: signed.recordedBy,
                    })}
                  </List.Item>
                ))}
              </List>
            </Section>
          </Paper>
        )}
        {receipt !== null && (
          <Paper p="md">
            <Section title={t('submissions.columns.receipt')}>
              <Text size="sm" className={classes.cell}>
                {[stateOf(receipt.kind), dayOrMoment(receipt.at), receipt.source, receipt.number, receipt.reason, receipt.evidence]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </Text>
            </Section>
          </Paper>
        )}
        {papers.length > 0 && (
          <Paper p="md">
            <Section title={t('submissions.history.papers')}>
              <List size="sm">
                {papers.map(({ name, sha256, bytes }) => (
                  <List.Item key={`${name} ${sha256}`} style={{ overflowWrap: 'anywhere' }}>
                    {name} {bytes === null ? '' : `(${formatBytes(bytes)})`}{' '}
                    <Text span size="2xs" ff="monospace" c="dimmed">
                      {sha256}
                    </Text>
                  </List.Item>
                ))}
              </List>
            </Section>
          </Paper>
        )}
      </Stack>
    </section>
  )
}
