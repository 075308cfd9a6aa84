import { Autocomplete, Group, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type BulkKind, bulkKinds } from '../../../shared/bulk.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { type Draft, fieldChoices, isFlag, onlyChoices, wordsFor } from './operation.ts'

/** Which field, and what is done with it. */
export const OperationForm = ({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const profile = useLoad('profile.get', {})
  const kinds = bulkKinds(draft.field)
  return (
    <>
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('bulk.field')}
          data={fieldChoices(language, { entry: t('bulk.entryFields'), items: t('bulk.itemFields') }, profile.value?.profile.extensionFields ?? [])}
          value={draft.field}
          onChange={(field) => {
            if (field === null) return
            const fits = bulkKinds(field)
            onChange({ field, kind: fits.includes(draft.kind) ? draft.kind : (fits[0] ?? 'set'), value: '', second: '' })
          }}
          searchable
          allowDeselect={false}
          data-autofocus
        />
        <Select
          label={t('bulk.kind')}
          data={kinds.map((value) => ({ value, label: t(`bulk.kinds.${value}`) }))}
          value={draft.kind}
          onChange={(value) => onChange({ kind: kinds.find((each): each is BulkKind => each === value) ?? 'set' })}
          allowDeselect={false}
        />
      </SimpleGrid>
      <Values draft={draft} onChange={onChange} />
      {draft.field.startsWith('items.') && (
        <Group gap="sm" align="flex-end" grow>
          <Select
            label={t('bulk.only')}
            placeholder={t('common.all')}
            data={onlyChoices(language)}
            value={draft.only === '' ? null : draft.only}
            onChange={(only) => onChange({ only: only ?? '' })}
            clearable
          />
          {draft.only !== '' && (
            <Autocomplete
              label={t('bulk.onlyIs')}
              data={isFlag(`items.${draft.only}`) ? ['是', '否'] : wordsFor(`items.${draft.only}`)}
              value={draft.onlyIs}
              onChange={(onlyIs) => onChange({ onlyIs })}
            />
          )}
        </Group>
      )}
    </>
  )
}

const Values = ({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) => {
  const { t } = useTranslation()
  const { field, kind } = draft
  if (kind === 'clear') return null
  if (kind === 'replace') {
    return (
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label={t('bulk.find')}
          value={draft.find}
          onChange={(event) => onChange({ find: event.currentTarget.value })}
          maxLength={2000}
          withAsterisk
        />
        <TextInput label={t('bulk.with')} value={draft.with} onChange={(event) => onChange({ with: event.currentTarget.value })} maxLength={9999} />
      </SimpleGrid>
    )
  }
  const label = t(kind === 'add' ? 'bulk.addValue' : kind === 'remove' ? 'bulk.removeValue' : 'bulk.value')
  if (isFlag(field)) {
    return (
      <Select
        label={label}
        data={[
          { value: '是', label: t('common.yes') },
          { value: '否', label: t('common.no') },
        ]}
        value={draft.value === '' ? null : draft.value}
        onChange={(value) => onChange({ value: value ?? '' })}
        withAsterisk
      />
    )
  }
  if (field === 'publishedOn') return <DayInput label={label} value={draft.value} onChange={(value) => onChange({ value })} withAsterisk />
  if (field === 'formats' || field === 'shareBasis') {
    const names = field === 'formats' ? (['bulk.formatClass', 'bulk.formatType'] as const) : (['bulk.basisTitle', 'bulk.kind'] as const)
    return (
      <SimpleGrid cols={2} spacing="sm">
        <Autocomplete
          label={t(names[0])}
          data={field === 'formats' ? wordsFor('formatClass') : []}
          value={draft.value}
          onChange={(value) => onChange({ value })}
          withAsterisk
        />
        <Autocomplete
          label={t(names[1])}
          data={field === 'formats' ? [] : wordsFor('basisKind')}
          value={draft.second}
          onChange={(second) => onChange({ second })}
        />
      </SimpleGrid>
    )
  }
  return <Autocomplete label={label} data={wordsFor(field)} value={draft.value} onChange={(value) => onChange({ value })} maxLength={9999} withAsterisk />
}
