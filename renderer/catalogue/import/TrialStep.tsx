import { Alert, Button, Group, Stack, Table, Tabs, Text } from '@mantine/core'
import { IconEye, IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLabel, valueText } from '../../../shared/field-words.ts'
import { type RejectCode, rejectReasons, sayReject } from '../../../shared/import-rejects.ts'
import { useLanguage } from '../../app/language.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatNumber } from '../../components/moments.ts'
import { WordDiff } from '../history/WordDiff.tsx'
import styles from './import.module.css'
import type { Trial } from './import-store.ts'
import type { Import } from './use-import.ts'

const kinds = ['created', 'changed', 'unchanged', 'rejected'] as const
type Kind = (typeof kinds)[number]
const mostTelling = ['rejected', 'changed', 'created', 'unchanged'] as const satisfies readonly Kind[]

/** What the import would do: four totals that add up, and behind each its rows. */
export const TrialStep = ({ flow, trial }: { flow: Import; trial: Trial }) => {
  const { t } = useTranslation()
  const toWrite = flow.allOrNothing && trial.rejected > 0 ? 0 : trial.created + trial.changed
  return (
    <Stack gap="sm">
      <Text size="sm">
        <strong>{flow.file?.name}</strong> · {t('catalogue.import.rows', { count: trial.rows, sheetRows: trial.sheetRows })}
      </Text>
      <TrialTabs trial={trial} />
      <Asked trial={trial} />
      <ErrorNote failure={flow.run.failure} onClose={flow.run.clear} />
      {flow.allOrNothing && trial.rejected > 0 && (
        <Alert color="orange" p="xs">
          {t('catalogue.import.notApplied', { count: trial.rejected })}
        </Alert>
      )}
      <Group justify="space-between">
        {trial.rejected > 0 ? <SaveRejects flow={flow} /> : <span />}
        <Group gap="xs">
          {toWrite === 0 && (
            <Text size="sm" c="dimmed">
              {t('catalogue.import.nothing')}
            </Text>
          )}
          <Button variant="default" onClick={() => flow.setStep('mapping')}>
            {t('common.back')}
          </Button>
          <Button disabled={toWrite === 0} onClick={() => void flow.apply()}>
            {t('catalogue.import.apply', { count: toWrite })}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

export const SaveRejects = ({ flow }: { flow: Import }) => {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconFileExport size={15} aria-hidden />} disabled={flow.run.busy} onClick={() => void flow.saveRejects()}>
        {t('catalogue.import.saveRejects')}
      </Button>
      <Text size="2xs" c="dimmed" role="status">
        {flow.rejectsSaved === null ? t('catalogue.import.rejectsHint') : t('catalogue.import.rejectsSaved')}
      </Text>
    </Group>
  )
}

export const TrialTabs = ({ trial }: { trial: Trial }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [kind, setKind] = useState<Kind>(mostTelling.find((each) => trial[each] > 0) ?? 'created')
  return (
    <Tabs value={kind} onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'created')} variant="unstyled">
      <Tabs.List className={styles.totals} aria-label={t('catalogue.import.steps.trial')}>
        {kinds.map((each) => (
          <Tabs.Tab key={each} value={each} className={styles.total} data-bad={(each === 'rejected' && trial.rejected > 0) || undefined}>
            <strong>{formatNumber(trial[each], language)}</strong>
            <span>{t(`catalogue.import.${each}`)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={kind} pt="sm">
        {trial[kind] === 0 && <Text size="sm">{t('catalogue.import.none')}</Text>}
        {kind === 'created' && trial.created > 0 && !trial.applied && <Text size="sm">{t('catalogue.import.createdHint', { count: trial.created })}</Text>}
        {kind === 'unchanged' && trial.unchanged > 0 && <Text size="sm">{t('catalogue.import.unchangedHint', { count: trial.unchanged })}</Text>}
        {kind === 'changed' && trial.changed > 0 && <Changed trial={trial} />}
        {kind === 'rejected' && trial.rejected > 0 && <Rejected trial={trial} />}
      </Tabs.Panel>
    </Tabs>
  )
}

const Changed = ({ trial }: { trial: Trial }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [all, setAll] = useState(false)
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  const shown = trial.changes.slice(0, all ? undefined : 100)
  return (
    <Stack gap={4}>
      {trial.changed > shown.length && (
        <Group gap="xs">
          <Text size="2xs" c="dimmed">
            {t('catalogue.import.changesFirst', { shown: shown.length, count: trial.changed })}
          </Text>
          {trial.changes.length > shown.length && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
              {t('common.more')}
            </Button>
          )}
        </Group>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.region} tabIndex={0} aria-label={t('catalogue.import.changed')}>
        <Table stickyHeader layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64}>{t('catalogue.import.rejectRow')}</Table.Th>
              <Table.Th w="28%">{t('catalogue.list.title')}</Table.Th>
              <Table.Th>{t('catalogue.import.changed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, id, title, fields }) => (
              <Table.Tr key={`${id} ${row}`}>
                <Table.Td c="dimmed">{row}</Table.Td>
                <Table.Td className="mulu-ellipsis" title={title}>
                  {title}
                </Table.Td>
                <Table.Td>
                  {fields.map((change) => (
                    <div key={`${change.field} ${change.itemId ?? ''}`} className={styles.field}>
                      <Text size="2xs" c="dimmed">
                        {change.itemName === undefined || change.itemName === '' ? '' : `${change.itemName} · `}
                        {changeLabel(change.field, language)}
                      </Text>
                      {change.field === 'items.order' ? (
                        t('catalogue.history.reordered')
                      ) : (
                        <WordDiff from={valueText(change.field, change.from, words)} to={valueText(change.field, change.to, words)} />
                      )}
                    </div>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  )
}

const isKnown = (code: string): code is RejectCode => Object.hasOwn(rejectReasons, code)

const Rejected = ({ trial }: { trial: Trial }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const shown = trial.rejects.slice(0, 500)
  return (
    <Stack gap={4}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.region} tabIndex={0} aria-label={t('catalogue.import.rejected')}>
        <Table stickyHeader layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={80}>{t('catalogue.import.rejectRow')}</Table.Th>
              <Table.Th w="26%">{t('catalogue.import.rejectColumn')}</Table.Th>
              <Table.Th>{t('catalogue.import.rejectWhy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, column, code, message, params }) => (
              <Table.Tr key={`${row} ${column} ${code}`}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{column}</Table.Td>
                <Table.Td>{isKnown(code) ? sayReject(code, params, language) : message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {trial.rejects.length > shown.length && (
        <Text size="2xs" c="dimmed">
          {t('catalogue.import.moreRejects', { count: trial.rejects.length - shown.length })}
        </Text>
      )}
    </Stack>
  )
}

const Asked = ({ trial: { asked } }: { trial: Trial }) => {
  const { t } = useTranslation()
  if (asked.length === 0) return null
  return (
    <Alert color="orange" icon={<IconEye size={18} aria-hidden />} title={t('catalogue.import.asked')} p="xs">
      <Text size="sm">{t('catalogue.import.askedHint')}</Text>
      <Text size="2xs" component="div" mt={4} mah={84} style={{ overflowY: 'auto' }}>
        {asked.slice(0, 50).map(({ row, column, word }) => (
          <div key={`${row} ${column} ${word}`}>{t('catalogue.import.askedLine', { row, column, word })}</div>
        ))}
      </Text>
    </Alert>
  )
}
