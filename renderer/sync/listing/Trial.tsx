import { Alert, Badge, Button, Group, ScrollArea, Select, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { handedEffects, rowEffects } from '../../../shared/contract/listing.ts'
import type { Output } from '../../../shared/contract.ts'
import { usePunctuation } from '../../app/punctuation.ts'

type Result = Output<'listing.import'>
/** By row: the entry it means, or null for a new one. */
export type Decisions = ReadonlyMap<number, string | null>

const newEntry = 'new'
const colours: Partial<Record<(typeof rowEffects)[number], string>> = { conflict: 'orange', undecided: 'orange', passedOver: 'orange', gone: 'red' }
const handedColours: Partial<Record<(typeof handedEffects)[number], string>> = { confirmed: 'green', returned: 'orange', differs: 'orange', altered: 'blue' }

/** What a listing would do, and what a person must say of it. */
export const Trial = ({ trial, decisions, onDecide }: { trial: Result; decisions: Decisions; onDecide: (decisions: Decisions) => void }) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const decide = (row: number, value: string | null) => {
    const next = new Map(decisions)
    if (value === null) next.delete(row)
    else next.set(row, value === newEntry ? null : value)
    onDecide(next)
  }
  const byName = trial.undecided.filter(({ why, candidates }) => why === 'byName' && candidates.length === 1)
  return (
    <Stack gap="sm">
      <Group gap={6} role="status" aria-label={t('listing.trial')}>
        {rowEffects
          .filter((effect) => trial.effects[effect] > 0)
          .map((effect) => (
            <Badge key={effect} size="lg" variant="light" color={colours[effect] ?? 'gray'}>
              {t(`listing.effects.${effect}`)} {trial.effects[effect]}
            </Badge>
          ))}
        {handedEffects
          .filter((effect) => trial.handed[effect] > 0)
          .map((effect) => (
            <Badge key={effect} size="lg" variant="light" color={handedColours[effect] ?? 'gray'}>
              {t(`listing.handed.${effect}`)} {trial.handed[effect]}
            </Badge>
          ))}
      </Group>
      {trial.unknownWords.length > 0 && (
        <Alert color="orange" p="xs">
          {t('listing.unknownWords', { words: list(trial.unknownWords) })}
        </Alert>
      )}
      {trial.missingLeft > 0 && (
        <Alert color="orange" p="xs">
          {t('listing.missingLeft', { count: trial.missingLeft })}
        </Alert>
      )}
      {trial.undecided.length > 0 && (
        <div>
          <Group justify="space-between" align="flex-end" mb={4}>
            <div>
              <Text fw={600} size="sm">
                {t('listing.undecidedTitle')}
              </Text>
              <Text size="xs" c="dimmed">
                {t('listing.undecidedAbout')}
              </Text>
            </div>
            {byName.length > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onDecide(new Map([...byName.map(({ row, candidates }) => [row, candidates[0]?.entry ?? null] as const), ...decisions]))}
              >
                {t('listing.acceptNames')}
              </Button>
            )}
          </Group>
          <ScrollArea.Autosize mah={240} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('listing.undecidedTitle') }}>
            <Table className="mulu-table" layout="fixed" aria-label={t('listing.undecidedTitle')}>
              <Table.Tbody>
                {trial.undecided.slice(0, 200).map(({ row, title, code, why, candidates }) => (
                  <Table.Tr key={row}>
                    <Table.Td w={60}>{row}</Table.Td>
                    <Table.Td>
                      {title} <span className="mulu-mono">{code}</span>
                      <Text size="xs" c="dimmed">
                        {t(`listing.whys.${why}`)}
                      </Text>
                    </Table.Td>
                    <Table.Td w={380}>
                      <Select
                        aria-label={`${row} ${title}`}
                        placeholder={t('catalogue.form.choose')}
                        clearable
                        value={decisions.has(row) ? (decisions.get(row) ?? newEntry) : null}
                        data={[
                          ...candidates.map(({ entry, title: named, code: coded }) => ({ value: entry, label: `${named} ${coded}`.trim() })),
                          { value: newEntry, label: t('listing.asNew') },
                        ]}
                        onChange={(value) => decide(row, value)}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        </div>
      )}
      {trial.problems.length > 0 && (
        <div>
          <Text fw={600} size="sm">
            {t('listing.problems')}
          </Text>
          {trial.problems.slice(0, 50).map(({ row, column, code, message }) => (
            <Text size="sm" key={`${row} ${column} ${code}`}>
              {t('listing.row')} {row} {column} {message}
            </Text>
          ))}
        </div>
      )}
      {trial.list.length > 0 && (
        <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('listing.trial') }}>
          <Table className="mulu-table" layout="fixed" aria-label={t('listing.trial')} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={100}>{t('listing.row')}</Table.Th>
                <Table.Th>{t('listing.entry')}</Table.Th>
                <Table.Th w={200}>{t('listing.effect')}</Table.Th>
                <Table.Th w={200} aria-label={t('listing.waiting')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {trial.list.slice(0, 200).map(({ row, effect, handed, title, entry }) => (
                <Table.Tr key={`${row} ${entry ?? ''}`}>
                  <Table.Td>{row === 0 ? t('listing.noRow') : row}</Table.Td>
                  <Table.Td className="mulu-ellipsis" title={title}>
                    {title}
                  </Table.Td>
                  <Table.Td>{t(`listing.effects.${effect}`)}</Table.Td>
                  <Table.Td>{handed !== null && t(`listing.handed.${handed}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </Stack>
  )
}
