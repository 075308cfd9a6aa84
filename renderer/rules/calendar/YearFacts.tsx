import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CalendarVersion } from '../../../shared/contract/calendar.ts'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import type { CalendarYear } from './CalendarPart.tsx'
import classes from './calendar.module.css'

/** 10-01—10-07: runs of days next to each other, in the order of the year. */
const runs = (days: readonly string[]): string => {
  const parts: [string, string][] = []
  for (const day of days) {
    const last = parts.at(-1)
    if (last !== undefined && Date.parse(day) - Date.parse(last[1]) === 86_400_000) last[1] = day
    else parts.push([day, day])
  }
  return parts.map(([from, to]) => (from === to ? from.slice(5) : `${from.slice(5)}—${to.slice(5)}`)).join('、')
}

/** What the year's notices say, holiday by holiday, and the versions there are of it. */
export const YearFacts = ({ year, versions, whose }: { year: CalendarYear; versions: readonly CalendarVersion[]; whose(region: string): string }) => {
  const { t } = useTranslation()
  const listed = year.days.filter(({ kind }) => kind === 'dayOff' || kind === 'makeUp')
  // By the first day off: a make-up day may come long before its holiday.
  const holidays = [...new Set([...listed.filter(({ kind }) => kind === 'dayOff'), ...listed].map(({ name }) => name))]
  const of = (name: string, kind: string) => runs(listed.filter((day) => day.name === name && day.kind === kind).map(({ day }) => day))
  return (
    <Stack gap="md">
      <Section title={t('calendar.days')}>
        {listed.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('calendar.noDays')}
          </Text>
        ) : (
          <Table className="mulu-table" verticalSpacing={3} horizontalSpacing={6} fz="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('calendar.holiday')}</Table.Th>
                <Table.Th>{t('calendar.offDays')}</Table.Th>
                <Table.Th>{t('calendar.workDays')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {holidays.map((name) => (
                <Table.Tr key={name}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>{of(name, 'dayOff')}</Table.Td>
                  <Table.Td>{of(name, 'makeUp')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Section>
      {versions.length > 0 && (
        <Section title={t('calendar.versions')}>
          <ul className={classes.list}>
            {versions.map(({ region, version, effective, origin, source, signedBy, reason, recordedAt, recordedBy }) => (
              <li key={`${region} ${version}`}>
                <Group gap={6}>
                  <Text size="sm" fw={600}>
                    {whose(region)} · {t('calendar.version', { version })}
                  </Text>
                  <Badge size="sm" color={effective ? 'green' : 'gray'}>
                    {effective ? t('calendar.effective') : t(`calendar.origins.${origin}`)}
                  </Badge>
                </Group>
                <Text size="xs">{source}</Text>
                {recordedAt !== null && (
                  <Text size="xs" c="dimmed">
                    {origin === 'imported'
                      ? t('calendar.byFile', { key: signedBy, who: recordedBy, at: formatMoment(recordedAt) })
                      : t('calendar.byEdit', { who: recordedBy, at: formatMoment(recordedAt), reason })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Stack>
  )
}
