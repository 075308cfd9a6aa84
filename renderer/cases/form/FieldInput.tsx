import { Group, Input, NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../components/DayInput.tsx'
import { useCaseWords } from '../words.ts'
import { BasisField } from './BasisField.tsx'
import type { FormAbout } from './form-about.ts'
import { LinesField } from './LinesField.tsx'
import { RefusalsField } from './RefusalsField.tsx'
import { ResourceField } from './ResourceField.tsx'
import { RowCards } from './RowCards.tsx'
import { controlOf, emptyFields, type Fields, fieldsIn, isNeeded, type Json, listIn, type Node, textIn } from './schema.ts'

export type FieldProps = {
  about: FormAbout
  /** From the act's fields down; places in lists are left out. */
  path: readonly string[]
  node: Node
  value: Json | undefined
  onChange(value: Json): void
}

const radios = 4 // so many values are all seen at once

/** One field of an act by its schema: the control that fits what it is, and its words. */
export const FieldInput = (props: FieldProps) => {
  const { about, path, node, value, onChange } = props
  const { t } = useTranslation()
  const words = useCaseWords(about.kind)
  const control = controlOf(node)
  const label = words.field(about.act, path)
  const description = words.hint(about.act, path)
  const common = { label, description, withAsterisk: isNeeded(node) }
  switch (control) {
    case 'choice': {
      const options = (node.enum ?? []).filter((one) => !about.hidden.includes(one))
      if (options.length > radios) {
        return (
          <Select
            {...common}
            data={options.map((one) => ({ value: one, label: words.value(one) }))}
            value={textIn(value) === '' ? null : textIn(value)}
            onChange={(next) => onChange(next ?? '')}
            allowDeselect={false}
          />
        )
      }
      return (
        <Radio.Group {...common} value={textIn(value)} onChange={onChange}>
          <Group gap="md" mt={4}>
            {options.map((one) => (
              <Radio key={one} value={one} label={words.value(one)} />
            ))}
          </Group>
        </Radio.Group>
      )
    }
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : '')}
          min={node.minimum ?? (node.exclusiveMinimum ?? 0) + 1}
          {...(node.maximum === undefined ? {} : { max: node.maximum })}
          allowDecimal={false}
          w={160}
        />
      )
    case 'day':
      return <DayInput {...common} value={textIn(value)} onChange={onChange} w={200} />
    case 'period': {
      const { from, to } = fieldsIn(value)
      return (
        <Input.Wrapper {...common} component="fieldset" labelElement="div" style={{ border: 0, padding: 0, margin: 0 }}>
          <Group gap="sm" mt={4}>
            <DayInput
              aria-label={`${label} ${t('cases.form.from')}`}
              value={textIn(from)}
              onChange={(day) => onChange({ from: day, to: textIn(to) })}
              w={170}
            />
            <DayInput aria-label={`${label} ${t('cases.form.to')}`} value={textIn(to)} onChange={(day) => onChange({ from: textIn(from), to: day })} w={170} />
          </Group>
        </Input.Wrapper>
      )
    }
    case 'line':
      return <TextInput {...common} value={textIn(value)} onChange={(event) => onChange(event.currentTarget.value)} {...longest(node)} />
    case 'text':
      return (
        <Textarea
          {...common}
          value={textIn(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...longest(node)}
          autosize
          minRows={2}
          maxRows={10}
        />
      )
    case 'lines':
      return <LinesField {...props} />
    case 'basis':
      return <BasisField {...props} />
    case 'refusals':
      return <RefusalsField {...props} />
    case 'resource':
      return <ResourceField {...props} />
    case 'rows': {
      const row = node.items ?? {}
      return (
        <RowCards
          {...common}
          rows={listIn(value).map(fieldsIn)}
          empty={emptyFields(row)}
          most={node.maxItems ?? 20}
          onChange={onChange}
          card={(fields, change) => <GroupFields about={about} path={path} node={row} value={fields} onChange={change} />}
        />
      )
    }
    case 'group':
      return <GroupFields about={about} path={path} node={node} value={fieldsIn(value)} onChange={onChange} />
    default:
      return null
  }
}

const longest = ({ maxLength }: Node) => (maxLength === undefined ? {} : { maxLength })

type GroupProps = Omit<FieldProps, 'value' | 'onChange'> & { value: Fields; onChange(fields: Fields): void }

/** The fields of an object, in the order the act names them. */
export const GroupFields = ({ about, path, node, value, onChange }: GroupProps) => (
  <Stack gap="sm">
    {Object.entries(node.properties ?? {})
      .filter(([name]) => about.shows([...path, name], value))
      .map(([name, child]) => (
        <FieldInput
          key={name}
          about={about}
          path={[...path, name]}
          node={child}
          value={value[name]}
          onChange={(next) => onChange({ ...value, [name]: next })}
        />
      ))}
  </Stack>
)
