import { Alert, Badge, Blockquote, Group, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../../shared/clock-words.ts'
import type { Output } from '../../../shared/contract.ts'
import { sayStanding } from '../../../shared/regulations/standing-words.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { DueChip } from '../../components/DueChip.tsx'
import { Section } from '../../components/Section.tsx'
import { useRegionWords } from '../calendar/CalendarPart.tsx'
import classes from './count.module.css'
import { DayList } from './DayList.tsx'

type Due = Output<'clock.due'>

/** The answer: the day, what is left, which rule, and every day that was counted or skipped. */
export const CountResult = ({ due }: { due: Due }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const whose = useRegionWords()
  const { rule, facts, extension } = due
  const quoted = rule?.wording.find(({ lang }) => lang === 'zh') ?? rule?.wording[0]
  return (
    <Stack gap="sm">
      <Group gap="md" align="baseline" role="status" aria-label={t('clock.due')}>
        <Text size="xl" fw={700} className={classes.due}>
          {due.due === null ? t('clock.noDue') : sayDay(due.due, language, '')}
        </Text>
        {rule !== null && <DueChip who={null} what={rule.about[language]} due={facts} article={rule.title[language]} />}
      </Group>
      {due.firstDue !== null && due.firstDue !== due.due && (
        <Text size="sm" c="dimmed">
          {t('clock.firstDue', { day: sayDay(due.firstDue, language, facts.today) })}
        </Text>
      )}
      {due.provisional.map((missing) => (
        <Alert key={`${missing.year} ${missing.region}`} color="orange" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('clock.provisional', { year: missing.year, whose: whose(missing.region) })}
        </Alert>
      ))}
      {due.undecided && (
        <Alert color="orange" p="xs">
          {t('clock.undecided')}
        </Alert>
      )}
      {extension.state === 'missing' && (
        <Alert color="orange" p="xs">
          {t('clock.lacks', { what: list(extension.lacks.map((lack) => t(`clock.lack.${lack}`))) })}
        </Alert>
      )}
      {extension.state === 'tooLate' && (
        <Alert color="orange" p="xs">
          {t('clock.tooLate')}
        </Alert>
      )}
      {rule === null && (
        <Alert color="gray" p="xs">
          {t('clock.none')}
        </Alert>
      )}
      {due.sources.length > 0 && (
        <Section title={t('clock.sources')}>
          <Table className="mulu-table" verticalSpacing={4} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('clock.ofRule')}</Table.Th>
                <Table.Th w={150}>{t('clock.limit')}</Table.Th>
                <Table.Th w={130}>{t('clock.due')}</Table.Th>
                <Table.Th w={130}>{t('clock.standing')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {due.sources.map(({ cited, applied, due: day, limit }) => (
                <Table.Tr key={cited.rule}>
                  <Table.Td>
                    {cited.title[language]}
                    <Text size="xs" c="dimmed">
                      {cited.about[language]}
                      {applied ? '' : ` · ${sayStanding(cited.standing, language)}`}
                    </Text>
                  </Table.Td>
                  <Table.Td>{limit[language]}</Table.Td>
                  <Table.Td>{day === null ? '' : sayDay(day, language, facts.today)}</Table.Td>
                  <Table.Td>
                    <Badge size="sm" color={!applied ? 'gray' : cited.rule === rule?.rule ? 'green' : 'blue'}>
                      {cited.displaced !== null
                        ? t('clock.displaced')
                        : !applied
                          ? t('clock.notApplied')
                          : cited.rule === rule?.rule
                            ? t('clock.applied')
                            : t('clock.alsoApplies')}
                    </Badge>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Section>
      )}
      {rule !== null && (
        <Blockquote p="xs" fz="sm" className={classes.quote}>
          {quoted === undefined ? t('clock.noWording') : quoted.text}
          {quoted?.kind === 'machine translation' && (
            <Text span size="xs" c="dimmed">
              {` (${t('clock.machine')})`}
            </Text>
          )}
          {quoted?.caution !== undefined && (
            <Text size="xs" c="var(--mulu-warning)">
              {quoted.caution[language]}
            </Text>
          )}
        </Blockquote>
      )}
      {due.lost.length > 0 && (
        <Section title={t('clock.lost')}>
          {due.lost.map(({ pack, title, standing }) => (
            <Text key={pack} size="sm">
              {title[language]}
              <Text span c="dimmed">
                {` ${sayStanding(standing, language)}`}
              </Text>
            </Text>
          ))}
        </Section>
      )}
      {due.ignored.length > 0 && (
        <Section title={t('clock.ignored')}>
          {due.ignored.map(({ event, why }) => (
            <Text key={`${event.kind} ${event.when} ${event.source}`} size="sm">
              {`${event.when.slice(0, 10)} ${t(`clock.recordedIn.${event.source}`)} `}
              <Text span c="dimmed">
                {t(`clock.why.${why}`)}
              </Text>
            </Text>
          ))}
        </Section>
      )}
      {due.days.length > 0 && (
        <Section title={t('clock.days')}>
          <DayList days={due.days} className={classes.days ?? ''} />
        </Section>
      )}
    </Stack>
  )
}
