import { Group, Select, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../shared/contract.ts'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { ChangeList } from './ChangeList.tsx'
import { type Round, useRoundWords } from './round-words.ts'

type Props = { id: string; rounds: readonly Round[]; older: Output<'agreement.text'>['older']; to: string }

/** How two rounds differ, in words; a first round with the agreement it renews. */
export const ComparePart = ({ id, rounds, older, to }: Props) => {
  const { t } = useTranslation()
  const roundWords = useRoundWords()
  const at = rounds.findIndex(({ actId }) => actId === to)
  const before = rounds[at - 1] ?? older?.rounds.at(-1)
  const [chosen, setChosen] = useState<string | null>(null)
  const options = [
    ...rounds.filter(({ actId }) => actId !== to).map((round) => ({ value: round.actId, label: roundWords(round, rounds.indexOf(round)) })),
    ...(older?.rounds ?? []).map((round, nth) => ({
      value: round.actId,
      label: t('agreement.compare.olderRound', { number: older?.number ?? '', round: roundWords(round, nth) }),
    })),
  ]
  const from = options.some(({ value }) => value === chosen) ? chosen : (before?.actId ?? options[0]?.value ?? null)
  const { value, failure, loading, reload } = useLoad('agreement.compare', from === null ? null : { id, from, to }, ['case'])
  if (options.length === 0) return <Text size="sm">{t('agreement.compare.one')}</Text>
  const shown = value !== null && value.from === from && value.to === to ? value.changes : null
  return (
    <>
      <Group gap="sm" mb="xs" align="flex-end">
        <Select label={t('agreement.compare.from')} data={options} value={from} onChange={setChosen} allowDeselect={false} w={320} />
        <Text size="sm" c="dimmed" pb={5} role="status">
          {shown === null ? '' : t('agreement.compare.count', { count: shown.length })}
        </Text>
      </Group>
      <ErrorNote failure={failure} onRetry={reload} />
      {shown === null && loading && <Skeleton h={120} role="img" aria-label={t('common.loading')} />}
      {shown !== null && <ChangeList changes={shown} />}
    </>
  )
}
