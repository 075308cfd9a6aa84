import { Button, Select, TextInput } from '@mantine/core'
import { IconPuzzle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { useGo } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import styles from './entry.module.css'
import { FieldGroup } from './FieldGroup.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { useField, useForm } from './form-context.tsx'

/** The fields an agency has set up for itself, and those a sheet brought along. */
export const ExtensionSection = () => {
  const { t } = useTranslation()
  const { profile, readOnly } = useForm()
  const { value = {}, set, findings } = useField('ext')
  const go = useGo()
  const mayConfigure = useMay('profile.save')
  const known = profile?.extensionFields ?? []
  const others = Object.keys(value).filter((key) => !known.some((field) => field.key === key))
  const put = (key: string, text: string) => {
    const { [key]: _, ...rest } = value
    set(text === '' ? rest : { ...rest, [key]: text })
  }
  if (known.length + others.length === 0) {
    return (
      <EmptyState
        icon={<IconPuzzle size={30} stroke={1.3} />}
        title={t('catalogue.form.noExtensions')}
        actions={
          mayConfigure && (
            <Button variant="default" onClick={() => go('profile')}>
              {t('shell.screens.profile')}
            </Button>
          )
        }
      >
        {t('catalogue.form.noExtensionsHint')}
      </EmptyState>
    )
  }
  return (
    <FieldGroup title={t('catalogue.section.extension')}>
      {known.map((field) => (
        <ExtensionEntry key={field.key} field={field} value={value[field.key] ?? ''} readOnly={readOnly} onChange={(text) => put(field.key, text)} />
      ))}
      {others.map((key) => (
        <TextInput
          key={key}
          className={styles.cell}
          label={key}
          description={t('catalogue.form.unknownExtension')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={value[key] ?? ''}
          maxLength={4000}
          readOnly={readOnly}
          onChange={(event) => put(key, event.currentTarget.value)}
        />
      ))}
      <div className={styles.wide} data-field="ext">
        <FieldNotes findings={findings} />
      </div>
    </FieldGroup>
  )
}

const ExtensionEntry = ({ field, value, readOnly, onChange }: { field: ExtensionField; value: string; readOnly: boolean; onChange(text: string): void }) => {
  const common = { className: styles.cell, label: field.label, withAsterisk: field.required, readOnly, value }
  if (field.kind === 'choice') {
    const choices = value === '' || field.choices.includes(value) ? field.choices : [value, ...field.choices]
    return <Select {...common} data={choices} clearable={!field.required} searchable onChange={(next) => onChange(next ?? '')} />
  }
  return (
    <TextInput
      {...common}
      type={field.kind === 'day' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      maxLength={4000}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
