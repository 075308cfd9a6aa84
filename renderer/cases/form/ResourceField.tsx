import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChosenResource } from '../open/ChosenResource.tsx'
import { useCaseWords } from '../words.ts'
import type { FieldProps } from './FieldInput.tsx'
import { fieldsIn, textIn } from './schema.ts'

/** The resource as its provider lists it; outside the catalogue, in words. */
export const ResourceField = ({ about, path, value, onChange }: FieldProps) => {
  const { t } = useTranslation()
  const words = useCaseWords(about.kind)
  const { id, code, name } = fieldsIn(value)
  const label = words.field(about.act, path)
  if (typeof id === 'string') {
    return <ChosenResource label={label} name={textIn(name)} code={textIn(code)} onChange={() => onChange({ id: null, code: '', name: textIn(name) })} />
  }
  return (
    <TextInput
      label={label}
      description={t('cases.open.nameHint')}
      value={textIn(name)}
      onChange={(event) => onChange({ id: null, code: textIn(code), name: event.currentTarget.value })}
      maxLength={300}
      withAsterisk
    />
  )
}
