import { Anchor, Button, Group, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { labelOfRule, sayRule } from '../../shared/findings.ts'
import { useLanguage } from '../app/language.ts'
import { useMay } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatNumber } from '../components/moments.ts'
import { BacklogDialog } from './BacklogDialog.tsx'
import { SeverityNote } from './SeverityNote.tsx'

type Row = Output<'catalogue.backlog'>['rules'][number]

/** 存量待补 by rule, with what was answered and what is due (practice P8). */
export const BacklogTable = ({ onShow }: { onShow(code: string): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const mayAnswer = useMay('catalogue.answerBacklog')
  const [asked, setAsked] = useState<Row | null>(null)
  const { value, failure, reload } = useLoad('catalogue.backlog', {}, ['catalogue', 'profile', 'rules'])
  const number = (count: number) => formatNumber(count, language)
  if (failure !== null) return <ErrorNote failure={failure} onRetry={reload} />
  if (value === null || value.rules.length === 0) return null
  return (
    <section aria-label={t('backlog.title')}>
      <Group gap="xs" align="baseline">
        <Title order={2}>{t('backlog.title')}</Title>
        <Text size="2xs" c="dimmed">
          {t('backlog.hint')}
        </Text>
      </Group>
      <Table mt={4} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{t('catalogue.check.severity')}</Table.Th>
            <Table.Th>{t('catalogue.check.rule')}</Table.Th>
            <Table.Th w={90} ta="right">
              {t('backlog.confirmed')}
            </Table.Th>
            <Table.Th w={200} ta="right">
              {t('backlog.later')}
            </Table.Th>
            <Table.Th w={90} ta="right">
              {t('backlog.open')}
            </Table.Th>
            <Table.Th w={120} ta="right">
              {t('catalogue.check.entries')}
            </Table.Th>
            {mayAnswer && <Table.Th w={110} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {value.rules.map((row) => {
            const rule = labelOfRule(row.code, language)
            return (
              <Table.Tr key={row.code}>
                <Table.Td>
                  <SeverityNote severity={row.severity} />
                </Table.Td>
                <Table.Td title={sayRule(row.code, language)}>{rule}</Table.Td>
                <Table.Td ta="right">{number(row.confirmed)}</Table.Td>
                <Table.Td ta="right">
                  {number(row.later)}
                  <Text size="2xs" c="dimmed" component="span" ml={6}>
                    {row.overdue > 0 ? t('backlog.overdue', { count: row.overdue }) : row.nextDueOn === null ? '' : t('backlog.due', { day: row.nextDueOn })}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{number(row.open)}</Table.Td>
                <Table.Td ta="right">
                  <Anchor component="button" type="button" size="sm" onClick={() => onShow(row.code)}>
                    {t('catalogue.check.show', { count: row.entries })}
                  </Anchor>
                </Table.Td>
                {mayAnswer && (
                  <Table.Td ta="right">
                    <Button variant="default" size="compact-xs" aria-label={t('backlog.answerOf', { rule })} onClick={() => setAsked(row)}>
                      {t('backlog.answer')}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      {asked !== null && <BacklogDialog row={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}
