import { Button, Group, Paper, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Indicator, unitWords } from '../../../shared/statistics/indicator.ts'
import { useLanguage } from '../../app/language.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import type { Submission } from '../words.ts'
import { useFill } from './use-fill.ts'

type Manual = Submission['manual'][number]

const rowsOf = (one: Submission, indicators: readonly Indicator[]): Manual[] =>
  indicators.map(({ id }) => one.manual.find(({ indicator }) => indicator === id) ?? { indicator: id, key: null, value: '', source: '', by: '' })

/** 人工填报的数: what the platform counts, or another office says; each with its source and who said so (practice P7). */
export const ManualFigures = ({ one, fills, indicators }: { one: Submission; fills: boolean; indicators: readonly Indicator[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const known = rowsOf(one, indicators)
  const [rows, setRows] = useState(known)
  const dirty = JSON.stringify(rows) !== JSON.stringify(known)
  useLeaveGuard(dirty)
  const fill = useFill(one.line.id, () => setRows(known))
  const put = (indicator: string, part: Partial<Manual>) => setRows(rows.map((row) => (row.indicator === indicator ? { ...row, ...part } : row)))
  const save = () => {
    const trimmed = rows.map((row) => ({ ...row, value: row.value.trim(), source: row.source.trim(), by: row.by.trim() }))
    setRows(trimmed)
    fill.save({ manual: trimmed.filter(({ value }) => value !== '') })
  }
  return (
    <Paper p="md">
      <Section title={t('submissions.manual.title')} about={t('submissions.manual.about')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <Table layout="fixed" aria-label={t('submissions.manual.title')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('submissions.figure.indicator')}</Table.Th>
                <Table.Th w={150}>{t('submissions.manual.value')}</Table.Th>
                <Table.Th w={90}>{t('submissions.figure.unit')}</Table.Th>
                <Table.Th w={280}>{t('submissions.manual.source')}</Table.Th>
                <Table.Th w={160}>{t('submissions.manual.by')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {indicators.map(({ id, words, about, unit }) => {
                const row = rows.find(({ indicator }) => indicator === id)
                const name = words[language]
                return (
                  <Table.Tr key={id}>
                    <Table.Td>
                      {name}
                      <Text size="2xs" c="dimmed">
                        {about[language]}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <TextInput
                        aria-label={`${name} ${t('submissions.manual.value')}`}
                        value={row?.value ?? ''}
                        onChange={(event) => put(id, { value: event.currentTarget.value })}
                        maxLength={40}
                        readOnly={!fills}
                      />
                    </Table.Td>
                    <Table.Td>{unitWords[unit][language]}</Table.Td>
                    <Table.Td>
                      <TextInput
                        aria-label={`${name} ${t('submissions.manual.source')}`}
                        value={row?.source ?? ''}
                        onChange={(event) => put(id, { source: event.currentTarget.value })}
                        maxLength={300}
                        readOnly={!fills}
                      />
                    </Table.Td>
                    <Table.Td>
                      <TextInput
                        aria-label={`${name} ${t('submissions.manual.by')}`}
                        value={row?.by ?? ''}
                        onChange={(event) => put(id, { by: event.currentTarget.value })}
                        maxLength={100}
                        readOnly={!fills}
                      />
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
          <ErrorNote failure={fill.failure} onClose={fill.clear} />
          {fills && (
            <Group justify="flex-end" gap="xs" mt="xs">
              <Button variant="default" disabled={!dirty} onClick={() => setRows(known)}>
                {t('submissions.reset')}
              </Button>
              <Button type="submit" loading={fill.busy} disabled={!dirty}>
                {t('submissions.manual.save')}
              </Button>
            </Group>
          )}
        </form>
        {fill.dialog}
      </Section>
    </Paper>
  )
}
