import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExtensionField, Profile } from '../../shared/contract/profile.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { DayInput } from '../components/DayInput.tsx'
import { EditableRows } from '../components/EditableRows.tsx'
import { Section } from '../components/Section.tsx'
import type { ProfileFieldsProps } from './AgencyFields.tsx'
import { patternWorks } from './profile-patch.ts'

const textCell =
  <R,>(name: keyof R & string, maxLength: number, readOnly: boolean) =>
  (row: R, change: (next: R) => void, label: string) => (
    <TextInput
      aria-label={label}
      value={String(row[name])}
      onChange={(event) => change({ ...row, [name]: event.currentTarget.value })}
      maxLength={maxLength}
      readOnly={readOnly}
    />
  )

const dayCell =
  <R,>(name: keyof R & string, readOnly: boolean) =>
  (row: R, change: (next: R) => void, label: string) => (
    <DayInput aria-label={label} value={String(row[name])} onChange={(day) => change({ ...row, [name]: day })} readOnly={readOnly} />
  )

/** Named persons and own rules. */
export const PeopleAndRules = ({ value, onChange, readOnly = false }: ProfileFieldsProps) => {
  const { t } = useTranslation()
  type Person = Profile['namedPersons'][number]
  type Rule = Profile['ownRules'][number]
  return (
    <Stack gap="md">
      <Section title={t('profile.personsTitle')} about={t('profile.personsAbout')}>
        <EditableRows<Person>
          label={t('profile.personsTitle')}
          rows={value.namedPersons}
          onChange={(namedPersons) => onChange({ ...value, namedPersons })}
          empty={{ name: '', duty: '', phone: '', since: '' }}
          limit={50}
          readOnly={readOnly}
          columns={[
            { key: 'name', label: t('profile.person'), width: 140, cell: textCell('name', 64, readOnly) },
            { key: 'duty', label: t('profile.duty'), cell: textCell('duty', 200, readOnly) },
            { key: 'phone', label: t('profile.phone'), width: 150, cell: textCell('phone', 64, readOnly) },
            { key: 'since', label: t('profile.since'), width: 140, cell: dayCell('since', readOnly) },
          ]}
        />
      </Section>
      <Section title={t('profile.rulesTitle')} about={t('profile.rulesAbout')}>
        <EditableRows<Rule>
          label={t('profile.rulesTitle')}
          rows={value.ownRules}
          onChange={(ownRules) => onChange({ ...value, ownRules })}
          empty={{ title: '', number: '', on: '' }}
          limit={100}
          readOnly={readOnly}
          columns={[
            { key: 'title', label: t('profile.ruleTitle'), cell: textCell('title', 200, readOnly) },
            { key: 'number', label: t('profile.ruleNumber'), width: 200, cell: textCell('number', 100, readOnly) },
            { key: 'on', label: t('profile.ruleOn'), width: 140, cell: dayCell('on', readOnly) },
          ]}
        />
      </Section>
    </Stack>
  )
}

/** The code rule and the local extension fields. */
export const CodingFields = ({ value, onChange, readOnly = false }: ProfileFieldsProps) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const kinds = (['text', 'number', 'day', 'choice'] as const).map((kind) => ({ value: kind, label: t(`profile.kinds.${kind}`) }))
  return (
    <Stack gap="md">
      <Section title={t('profile.codesTitle')}>
        <TextInput
          label={t('profile.codePattern')}
          description={t('profile.codePatternHint')}
          value={value.codePattern}
          onChange={(event) => onChange({ ...value, codePattern: event.currentTarget.value })}
          error={patternWorks(value.codePattern) ? null : t('profile.codePatternBad')}
          maxLength={200}
          readOnly={readOnly}
          styles={{ input: { fontFamily: 'var(--mulu-mono)' } }}
        />
      </Section>
      <Section title={t('profile.extensionTitle')} about={t('profile.extensionAbout')}>
        <EditableRows<ExtensionField>
          label={t('profile.extensionTitle')}
          rows={value.extensionFields}
          onChange={(extensionFields) => onChange({ ...value, extensionFields })}
          empty={{ key: '', label: '', kind: 'text', choices: [], required: false }}
          limit={100}
          readOnly={readOnly}
          columns={[
            {
              key: 'key',
              label: t('profile.extensionKey'),
              width: 150,
              cell: (row, change, label) => (
                <TextInput
                  aria-label={label}
                  title={t('profile.extensionKeyHint')}
                  value={row.key}
                  onChange={(event) => change({ ...row, key: event.currentTarget.value.replace(/[^A-Za-z0-9_]/g, '') })}
                  error={row.key !== '' && !/^[A-Za-z]/.test(row.key)}
                  maxLength={40}
                  readOnly={readOnly}
                />
              ),
            },
            { key: 'label', label: t('profile.extensionLabel'), cell: textCell('label', 64, readOnly) },
            {
              key: 'kind',
              label: t('profile.extensionKind'),
              width: 110,
              cell: (row, change, label) => (
                <Select
                  aria-label={label}
                  data={kinds}
                  value={row.kind}
                  onChange={(kind) => kind !== null && change({ ...row, kind: kind as ExtensionField['kind'] })}
                  allowDeselect={false}
                  readOnly={readOnly}
                />
              ),
            },
            {
              key: 'choices',
              label: t('profile.extensionChoices'),
              cell: (row, change, label) => (
                <TextInput
                  aria-label={label}
                  value={list(row.choices)}
                  onChange={(event) => change({ ...row, choices: event.currentTarget.value.split(/[、,，]/).map((choice) => choice.trimStart()) })}
                  readOnly={readOnly}
                  disabled={row.kind !== 'choice'}
                />
              ),
            },
            {
              key: 'required',
              label: t('profile.extensionRequired'),
              width: 60,
              cell: (row, change, label) => (
                <Checkbox
                  aria-label={label}
                  checked={row.required}
                  onChange={(event) => change({ ...row, required: event.currentTarget.checked })}
                  disabled={readOnly}
                />
              ),
            },
          ]}
        />
      </Section>
    </Stack>
  )
}
