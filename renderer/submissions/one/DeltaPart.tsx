import { Anchor, Button, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { formatRoute } from '../../app/route.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import classes from '../submissions.module.css'
import { useFresh } from '../use-fresh.ts'
import type { Submission } from '../words.ts'

type Named = { id: string; code: string; title: string; changes?: readonly string[] }
const first = 50

/** Against the submission before: which entries came in, what changed in words, which left. */
export const DeltaPart = ({ one }: { one: Submission }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, loading, reload } = useFresh('submission.delta', { id: one.line.id, version: one.line.version, lang: language })
  const delta = value?.delta ?? null
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.delta')} tabIndex={0}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && loading && <Skeleton h={200} role="img" aria-label={t('common.loading')} />}
      {value !== null && delta === null && (
        <EmptyState icon={<IconGitCompare size={32} stroke={1.3} />} title={t('submissions.delta.none')}>
          {t('submissions.delta.noneHint')}
        </EmptyState>
      )}
      {delta !== null && (
        <Stack gap="md">
          <Text size="sm">
            {t('submissions.delta.against', {
              period: periodWords({ id: delta.against.period })[language],
              version: delta.against.version,
              digest: delta.against.sha256.slice(0, 16),
            })}
          </Text>
          {(['entered', 'changed', 'left'] as const).map((which) => {
            const unlisted = delta.more?.[which] ?? 0
            return (
              <Entries
                key={which}
                title={t(`submissions.delta.${which}`, { count: delta[which].length + unlisted })}
                entries={delta[which]}
                unlisted={unlisted}
              />
            )
          })}
        </Stack>
      )}
    </section>
  )
}

/** `unlisted`: how many more there are that the document only counts. */
const Entries = ({ title, entries, unlisted }: { title: string; entries: readonly Named[]; unlisted: number }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(first)
  const changes = entries.some((entry) => entry.changes !== undefined)
  return (
    <Section title={title}>
      {entries.length > 0 && (
        <Table layout="fixed" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={250}>{t('submissions.delta.code')}</Table.Th>
              <Table.Th {...(changes ? { w: 280 } : {})}>{t('submissions.delta.name')}</Table.Th>
              {changes && <Table.Th>{t('submissions.delta.changes')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.slice(0, shown).map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{entry.code}</Table.Td>
                <Table.Td>
                  <Anchor size="xs" href={formatRoute({ screen: 'catalogue', rest: entry.id })}>
                    {entry.title}
                  </Anchor>
                </Table.Td>
                {entry.changes !== undefined && (
                  <Table.Td className={classes.cell}>
                    {entry.changes.map((change) => (
                      <div key={change}>{change}</div>
                    ))}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {shown < entries.length && (
        <Button variant="subtle" onClick={() => setShown(shown + 200)}>
          {t('submissions.delta.more', { count: entries.length - shown })}
        </Button>
      )}
      {unlisted > 0 && (
        <Text size="xs" c="dimmed">
          {t('submissions.delta.unlisted', { count: unlisted })}
        </Text>
      )}
    </Section>
  )
}
