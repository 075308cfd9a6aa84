import { Anchor, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Events, Output } from '../../shared/contract.ts'
import { labelOf } from '../../shared/fields.ts'
import { labelOfRule, sayRule } from '../../shared/findings.ts'
import { useApi } from '../app/api-context.tsx'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatNumber } from '../components/moments.ts'
import { Screen } from '../components/Screen.tsx'
import { BacklogTable } from './BacklogTable.tsx'
import { ask } from './list/search.ts'
import { useList } from './list/use-list.ts'
import { SeverityNote } from './SeverityNote.tsx'

type Rule = Output<'catalogue.check'>['rules'][number]

/** The whole catalogue by rule: what was made here apart from what was there before (存量待补, practice P8). */
export const CheckScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const list = useList()
  const go = useGo()
  const { value, failure, loading, reload } = useLoad('catalogue.check', {}, ['catalogue', 'profile', 'rules'])
  const checking = useChecking(reload)
  const number = (count: number) => formatNumber(count, language)
  const fresh = (value?.rules ?? []).map((rule) => ({ rule, count: rule.entries - rule.existing })).filter(({ count }) => count > 0)
  const show = (existing: boolean) => (code: string) => {
    void ask(list, { text: '', filter: { finding: [code], existing } })
    go('catalogue')
  }
  return (
    <Screen
      title={t('shell.screens.check')}
      about={t('catalogue.check.about')}
      actions={
        <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} loading={loading && value !== null} onClick={reload}>
          {t('catalogue.check.again')}
        </Button>
      }
    >
      <Stack gap="lg" maw={980}>
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && failure === null && <Skeleton h={220} />}
        {value !== null && (
          <Group gap="xl" role="status">
            {(
              [
                ['entries', value.entries],
                ['clean', value.clean],
                ['withFindings', value.entries - value.clean],
              ] as const
            ).map(([name, count]) => (
              <div key={name}>
                <Text size="xl" fw={600}>
                  {number(count)}
                </Text>
                <Text size="2xs" c="dimmed">
                  {t(`catalogue.check.${name}`)}
                </Text>
              </div>
            ))}
            {!value.upToDate && (
              <Text size="xs" c="dimmed">
                {checking === null ? t('backlog.notYet') : t('backlog.checking', { done: number(checking.done), total: number(checking.total) })}
              </Text>
            )}
          </Group>
        )}
        {value !== null && value.rules.length === 0 && (
          <EmptyState icon={<IconCircleCheck size={32} stroke={1.3} />} title={t('catalogue.check.noneTitle')}>
            {t('catalogue.check.noneHint')}
          </EmptyState>
        )}
        {fresh.length > 0 && <RuleTable rows={fresh} onShow={show(false)} />}
        <BacklogTable onShow={show(true)} />
      </Stack>
    </Screen>
  )
}

/** How far the check in the background is, while it goes on; the counts are read again at its end. */
const useChecking = (reload: () => void): Events['checked'] | null => {
  const api = useApi()
  const [checking, setChecking] = useState<Events['checked'] | null>(null)
  useEffect(
    () =>
      api.on('checked', (event) => {
        const ended = event.done >= event.total
        setChecking(ended ? null : event)
        if (ended) reload()
      }),
    [api, reload],
  )
  return checking
}

const RuleTable = ({ rows, onShow }: { rows: readonly { rule: Rule; count: number }[]; onShow(code: string): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <section aria-label={t('catalogue.check.count')}>
      <Group gap="xs" align="baseline">
        <Title order={2}>{t('catalogue.check.count')}</Title>
        <Text size="2xs" c="dimmed">
          {t('catalogue.check.countHint')}
        </Text>
      </Group>
      <Table mt={4} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{t('catalogue.check.severity')}</Table.Th>
            <Table.Th>{t('catalogue.check.rule')}</Table.Th>
            <Table.Th w={200}>{t('catalogue.check.field')}</Table.Th>
            <Table.Th w={120} ta="right">
              {t('catalogue.check.entries')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ rule: { code, severity, field }, count }) => (
            <Table.Tr key={code}>
              <Table.Td>
                <SeverityNote severity={severity} />
              </Table.Td>
              <Table.Td title={sayRule(code, language)}>{labelOfRule(code, language)}</Table.Td>
              <Table.Td c="dimmed">{labelOf(field)[language]}</Table.Td>
              <Table.Td ta="right">
                <Anchor component="button" type="button" size="sm" onClick={() => onShow(code)}>
                  {t('catalogue.check.show', { count })}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
