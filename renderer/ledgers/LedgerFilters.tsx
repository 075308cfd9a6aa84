import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LedgerKind } from '../../shared/ledgers/ledger.ts'
import { ledgerKinds } from '../../shared/ledgers/ledger.ts'
import { useLanguage } from '../app/language.ts'
import { DayInput } from '../components/DayInput.tsx'
import type { Ledger } from './LedgerTable.tsx'
import type { Narrowed } from './ledgers-store.ts'
import { ledgerGroups } from './order.ts'

type Props = {
  ledgers: readonly Ledger[]
  ledger: Ledger
  narrowed: Narrowed
  total: number | null
  onChoose(kind: LedgerKind): void
  onNarrow(part: Partial<Narrowed>): void
}

/** English labels begin with a capital; Chinese has none. */
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Which register, and which of its rows. */
export const LedgerFilters = ({ ledgers, ledger, narrowed, total, onChoose, onNarrow }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { by, from, until, state, other } = narrowed
  const turned = from !== '' && until !== '' && from > until
  const named = (kind: LedgerKind) => ({ value: kind, label: ledgers.find((one) => one.kind === kind)?.words[language] ?? kind })
  return (
    <Group px="md" py="xs" gap="xs" wrap="nowrap" align="flex-start">
      <Select
        aria-label={t('ledgers.which')}
        data={(['sharing', 'duties', 'handling', 'supervision'] as const).map((group) => ({
          group: t(`ledgers.groups.${group}`),
          items: ledgerGroups[group].map(named),
        }))}
        value={ledger.kind}
        onChange={(next) => onChoose(ledgerKinds.find((each) => each === next) ?? 'requests')}
        allowDeselect={false}
        searchable
        maxDropdownHeight={460}
        w={214}
        style={{ flexShrink: 0 }}
      />
      {ledger.days.length > 1 && (
        <Select
          aria-label={t('ledgers.by')}
          data={ledger.days.map((day) => ({ value: day.by, label: upper(day.words[language]) }))}
          value={by === '' ? (ledger.days[0]?.by ?? null) : by}
          onChange={(next) => onNarrow({ by: next ?? '' })}
          allowDeselect={false}
          w={132}
          style={{ flexShrink: 0 }}
        />
      )}
      <DayInput aria-label={t('ledgers.from')} value={from} onChange={(day) => onNarrow({ from: day })} w={130} style={{ flexShrink: 0 }} />
      <Text size="sm" c="dimmed" lh="30px" aria-hidden>
        –
      </Text>
      <DayInput
        aria-label={t('ledgers.until')}
        value={until}
        onChange={(day) => onNarrow({ until: day })}
        w={130}
        style={{ flexShrink: 0 }}
        error={turned ? t('ledgers.turned') : undefined}
      />
      {ledger.states.length > 0 && (
        <Select
          aria-label={t('ledgers.state')}
          placeholder={t('ledgers.anyState')}
          data={ledger.states.map((one) => ({ value: one.state, label: upper(one.words[language]) }))}
          value={state === '' ? null : state}
          onChange={(next) => onNarrow({ state: next ?? '' })}
          clearable
          w={140}
        />
      )}
      <TextInput
        aria-label={t('ledgers.other')}
        placeholder={t('ledgers.other')}
        value={other}
        onChange={(event) => onNarrow({ other: event.currentTarget.value })}
        maxLength={100}
        w={140}
      />
      {[from, until, state, other].some((one) => one !== '') && (
        <Button variant="subtle" px={6} style={{ flexShrink: 0 }} onClick={() => onNarrow({ from: '', until: '', state: '', other: '' })}>
          {t('ledgers.clear')}
        </Button>
      )}
      <Text size="xs" c="dimmed" ml="auto" role="status" lh="30px" style={{ whiteSpace: 'nowrap' }}>
        {total === null ? '' : t('ledgers.count', { count: total })}
      </Text>
    </Group>
  )
}
