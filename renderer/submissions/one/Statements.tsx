import { Button, Group, Paper, Select, Table, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statementAnswerSchema } from '../../../shared/submissions/document.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import classes from '../submissions.module.css'
import { useFresh } from '../use-fresh.ts'
import type { Submission } from '../words.ts'
import { useFill } from './use-fill.ts'

type Answer = Submission['statements'][number]['answer']
type Answers = Readonly<Record<string, { answer: Answer | ''; text: string }>>
const answers = statementAnswerSchema.shape.answer.options

const answersOf = ({ statements }: Submission): Answers => Object.fromEntries(statements.map(({ line, answer, text }) => [line, { answer, text }]))

/** Each matter with what was counted about it; the agency says what it found when it looked. */
export const Statements = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const table = one.template.tables.find(({ kind }) => kind === 'statements')
  const laid = useFresh('submission.table', { id: one.line.id, version: one.line.version, table: table?.id ?? '', lang: language }).value?.table
  const known = answersOf(one)
  const [said, setSaid] = useState(known)
  const dirty = JSON.stringify(said) !== JSON.stringify(known)
  useLeaveGuard(dirty)
  const fill = useFill(one.line.id, () => setSaid(known))
  if (table?.kind !== 'statements') return null
  const put = (line: string, part: Partial<Answers[string]>) => setSaid({ ...said, [line]: { ...(said[line] ?? { answer: '', text: '' }), ...part } })
  const save = () => {
    const rows = table.lines.flatMap(({ id }) => {
      const one = said[id]
      return one === undefined || one.answer === '' ? [] : [{ line: id, answer: one.answer, text: one.text.trim() }]
    })
    fill.save({ statements: rows }, () => setSaid(Object.fromEntries(rows.map(({ line, answer, text }) => [line, { answer, text }]))))
  }
  return (
    <Paper p="md">
      <Section title={table.words[language]} about={table.note?.[language]}>
        <Table layout="fixed" aria-label={table.words[language]} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('submissions.statement.matter')}</Table.Th>
              <Table.Th w={210}>{t('submissions.statement.counted')}</Table.Th>
              <Table.Th w={150}>{t('submissions.statement.answer')}</Table.Th>
              <Table.Th w={280}>{t('submissions.statement.text')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.lines.map(({ id, words, indicators }, at) => (
              <Table.Tr key={id}>
                <Table.Td className={classes.cell}>{words[language]}</Table.Td>
                <Table.Td>
                  <Counted
                    one={one}
                    indicators={indicators}
                    total={laid === undefined ? undefined : (laid.rows[at]?.cells[2] ?? null)}
                    said={laid?.rows[at]?.cells[3] ?? null}
                  />
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`${t('submissions.statement.answer')} ${at + 1}`}
                    data={answers.map((each) => ({ value: each, label: t(`submissions.statement.answers.${each}`) }))}
                    value={said[id]?.answer === undefined || said[id].answer === '' ? null : said[id].answer}
                    onChange={(next) => put(id, { answer: answers.find((each) => each === next) ?? '' })}
                    readOnly={!fills}
                  />
                </Table.Td>
                <Table.Td>
                  <Textarea
                    aria-label={`${t('submissions.statement.text')} ${at + 1}`}
                    value={said[id]?.text ?? ''}
                    onChange={(event) => put(id, { text: event.currentTarget.value })}
                    autosize
                    minRows={1}
                    maxRows={5}
                    maxLength={2000}
                    readOnly={!fills}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <ErrorNote failure={fill.failure} onClose={fill.clear} />
        {fills && (
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" disabled={!dirty} onClick={() => setSaid(known)}>
              {t('submissions.reset')}
            </Button>
            <Button loading={fill.busy} disabled={!dirty} onClick={save}>
              {t('submissions.statement.save')}
            </Button>
          </Group>
        )}
        {fill.dialog}
      </Section>
    </Paper>
  )
}

type CountedProps = {
  one: Submission
  indicators: readonly { indicator: string }[] /** undefined: not counted yet. */
  total: string | number | null | undefined
  said: string | number | null
}

/** What is to be checked about a matter; where no record can tell, that is said. */
const Counted = ({ one, indicators, total, said }: CountedProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  if (indicators.length === 0)
    return (
      <Text size="2xs" c="dimmed">
        {t('submissions.statement.noRecords')}
      </Text>
    )
  const known = indicatorsOf(one.template)
  return (
    <>
      <Text size="xs" c={typeof total === 'number' && total > 0 ? 'var(--mulu-warning)' : 'inherit'}>
        {total === undefined ? '…' : total === null ? '—' : t('submissions.statement.toCheck', { count: Number(total) })}
      </Text>
      <Text size="2xs" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
        {said ?? list(indicators.map(({ indicator }) => known.find(({ id }) => id === indicator)?.words[language] ?? indicator))}
      </Text>
    </>
  )
}
